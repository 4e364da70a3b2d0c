import { report } from '../apply/report.ts';
import { withDependants } from '../core/approval/held.ts';
import { stillWanted } from '../core/approval/still-wanted.ts';
import { indexLive } from '../core/match/live-index.ts';
import { frozen, frozenObjects, inForce } from '../core/plan/freeze.ts';
import type { Plan } from '../core/plan/plan.ts';
import { TenantryError } from '../core/problem.ts';
import { paragraph } from '../render/text/lines.ts';
import { count } from '../render/text/summary.ts';
import type { ApplyOptions } from './apply.ts';
import type { Configuration } from './configuration.ts';
import { exitCodes } from './exit-codes.ts';
import { confirmed } from './confirmed.ts';
import { findUnfinished, type Unfinished } from './journals.ts';
import { planAgainst, type PlanningOptions } from './planning.ts';
import { runOperations } from './run-operations.ts';
import { showResult } from './showing.ts';
import type { WritingConnection, WritingWorld } from './world.ts';

export interface Resumed {
  readonly exitCode: number;
  /** The plans that were finished: overrides for them hold for what is left of them. */
  readonly plans: readonly Plan[];
}

/**
 * Finishes what an earlier, interrupted apply of this tenant began, as far as the files still want it. What was sent
 * without an answer is looked up in the tenant.
 */
export async function resume(
  configuration: Configuration,
  planning: PlanningOptions,
  options: ApplyOptions,
  connection: WritingConnection,
  world: WritingWorld,
): Promise<Resumed> {
  const { tenant } = configuration.head.settings;
  const plans: Plan[] = [];
  for (const each of await findUnfinished(tenant.id, connection.root, options.journal, world)) {
    if (each.plan.provenance.undoes !== undefined) throw interruptedRollback(each, world);
    const exitCode = await finish(each, configuration, planning, options, connection, world);
    if (exitCode !== exitCodes.success) return { exitCode, plans };
    plans.push(each.plan);
  }
  return { exitCode: exitCodes.success, plans };
}

async function finish(
  { path, journal, plan }: Unfinished,
  configuration: Configuration,
  planning: PlanningOptions,
  options: ApplyOptions,
  connection: WritingConnection,
  world: WritingWorld,
): Promise<number> {
  const before = report(journal.records);
  const done = before.counts.applied + before.counts.alreadySo;
  showResult(
    paragraph(
      `An apply that began at ${journal.plan?.at ?? ''} was interrupted after ${done} of ${count(plan.operations.length, 'write')}. It is finished first.`,
      world.terminal.columns,
      0,
      'warning',
    ),
    world.terminal,
  );
  if (!options.yes && !(await confirmed('Finish it?', world))) {
    world.terminal.say(`Nothing was written. To give it up for good, delete ${path}.`);
    return exitCodes.partlyApplied;
  }
  const { live } = await planAgainst(
    connection.reader,
    configuration,
    { ...planning, only: [] },
    [plan],
    world,
  );
  const wanted = stillWanted(configuration.head, live);
  const { settings } = configuration.head;
  const standing = frozenObjects(
    configuration.head,
    indexLive(live),
    inForce(settings.freeze, world.clock.now()),
  );
  const changes = new Map(plan.changes.map((change) => [change.key, change]));
  // What was held then was not approved then; the plan that is made afterwards decides about it.
  const heldBefore = new Set(
    before.operations.flatMap(({ outcome, operation }) => (outcome === 'held' ? [operation.key] : [])),
  );
  const held = plan.operations.flatMap(({ key, object, changes: made }) => {
    if (heldBefore.has(key)) return [{ operation: key, why: 'it was held in the interrupted run' }];
    const freeze = standing.get(object);
    if (freeze) return [{ operation: key, why: frozen(freeze).message }];
    const unwanted = made.some((change) => !wanted(changes.get(change) ?? missing(change)));
    return unwanted ? [{ operation: key, why: 'the files no longer ask for it' }] : [];
  });
  const total = plan.operations.length - done;
  const { percentOfLimit } = configuration.head.settings.pace;
  const result = await runOperations(
    { plan, held: withDependants(plan.operations, held), path, resume: journal, total, percentOfLimit },
    connection,
    world,
  );
  if (!result.finished) return exitCodes.interrupted;
  return options.journal === undefined ? exitCodes.success : result.exitCode;
}

function missing(key: string): never {
  throw new Error(`The journal's plan has an operation for ${key}, but no such change.`);
}

/** What the files want and what a rollback was to bring back are not to be mixed. */
function interruptedRollback({ path, plan }: Unfinished, { program }: WritingWorld): TenantryError {
  const undone = plan.provenance.undoes?.slice(0, 12) ?? '';
  return new TenantryError({
    id: 'interrupted-rollback',
    message: `A rollback was interrupted (journal ${path})`,
    remedy: `Finish it first with \`${program} rollback\` and the journal of the apply that it takes back, whose name ends in ${undone}.jsonl; or delete ${path} to leave things as they are.`,
  });
}
