import { apply as run } from '../apply/apply.ts';
import { report } from '../apply/report.ts';
import { stillWanted } from '../core/approval/still-wanted.ts';
import type { Plan } from '../core/plan/plan.ts';
import { paragraph } from '../render/text/lines.ts';
import { showReport } from '../render/text/report.ts';
import { count } from '../render/text/summary.ts';
import type { ApplyOptions } from './apply.ts';
import type { Configuration } from './configuration.ts';
import { exitCodes } from './exit-codes.ts';
import { findUnfinished, type Unfinished } from './journals.ts';
import { planAgainst, type PlanningOptions } from './planning.ts';
import { showOutcomes, showResult } from './showing.ts';
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
  if (!options.yes && !(await world.terminal.confirm('Finish it?'))) {
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
  const changes = new Map(plan.changes.map((change) => [change.key, change]));
  const held = plan.operations
    .filter((operation) => operation.changes.some((key) => !wanted(changes.get(key) ?? missing(key))))
    .map((operation) => ({ operation: operation.key, why: 'the files no longer ask for it' }));
  const file = await world.openJournal(path, { append: true });
  try {
    const records = await run({
      plan,
      held,
      writer: connection.writer,
      clock: world.clock,
      journal: file,
      endpoint: connection.root,
      resume: journal,
      signal: world.signal,
      onRecord: showOutcomes(plan.operations.length - done, world.terminal),
    });
    const result = report(records);
    showResult(showReport(result, plan.names, world.terminal.columns), world.terminal);
    if (!result.finished) return exitCodes.interrupted;
    return options.journal === undefined ? exitCodes.success : result.exitCode;
  } finally {
    await file.close();
  }
}

function missing(key: string): never {
  throw new Error(`The journal's plan has an operation for ${key}, but no such change.`);
}
