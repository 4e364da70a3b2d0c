import { pastOf } from '../apply/past.ts';
import { report } from '../apply/report.ts';
import { beyondApproval } from '../core/approval/beyond.ts';
import { withDependants, type Held } from '../core/approval/held.ts';
import { stillWanted } from '../core/approval/still-wanted.ts';
import type { Live } from '../core/live/live.ts';
import { indexLive } from '../core/match/live-index.ts';
import { frozen, frozenObjects, inForce } from '../core/plan/freeze.ts';
import type { Operation, Plan } from '../core/plan/plan.ts';
import { TenantryError } from '../core/problem.ts';
import { interruptedWords, showLeftover } from '../render/text/interrupted.ts';
import { paint, paragraph } from '../render/text/lines.ts';
import { count } from '../render/text/summary.ts';
import type { ApplyOptions } from './apply.ts';
import { commandLine } from './command-line.ts';
import type { Configuration } from './configuration.ts';
import { exitCodes } from './exit-codes.ts';
import { confirmed, sayYes } from './confirmed.ts';
import { doneIn, findUndone, findUnfinished, type Unfinished } from './journals.ts';
import { planAgainst, type PlanningOptions } from './planning.ts';
import { runOperations } from './run-operations.ts';
import { showResult } from './showing.ts';
import type { WritingConnection, WritingWorld } from './world.ts';

export interface Resumed {
  readonly exitCode: number;
  /** The journal that was finished last, or on which this one ended. */
  readonly journal?: string;
  /** The plans that were finished: overrides for them hold for what is left of them. */
  readonly plans: readonly Plan[];
}

/**
 * Finishes what an earlier, interrupted apply of this tenant began, as far as the files still want it. What was sent
 * without an answer is looked up in the tenant. Throws TenantryError where nobody is asked and the approved plan does
 * not cover what is left.
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
  let journal: string | undefined;
  for (const each of await findUnfinished(tenant.id, connection.root, options.journal, world)) {
    if (each.plan.provenance.undoes !== undefined) throw await interruptedRollback(each, options, world);
    const exitCode = await finish(each, configuration, planning, options, connection, world);
    if (exitCode !== exitCodes.success) return { exitCode, plans, journal: each.path };
    plans.push(each.plan);
    journal = each.path;
  }
  return { exitCode: exitCodes.success, plans, ...(journal === undefined ? {} : { journal }) };
}

async function finish(
  unfinished: Unfinished,
  configuration: Configuration,
  planning: PlanningOptions,
  options: ApplyOptions,
  connection: WritingConnection,
  world: WritingWorld,
): Promise<number> {
  const { path, journal, plan } = unfinished;
  const { columns } = world.terminal;
  const say = (text: string): void => world.terminal.say(paint(paragraph(text, columns, 0), false).trimEnd());
  const interrupted = interruptedWords(doneIn(unfinished));
  showResult(paragraph(`${interrupted}. It is finished first.`, columns, 0, 'warning'), world.terminal);
  const live = await readAgain(plan, configuration, planning, connection, world, say);
  if (live === undefined) return exitCodes.interrupted;
  const held = heldNow(unfinished, configuration, live, world.clock.now());
  const left = leftOf(unfinished, held);
  showResult(showLeftover(left, plan.names, columns), world.terminal);
  const { within: approved } = planning;
  const beyond = approved ? beyondApproval(left, plan, approved, indexLive(live)) : [];
  if (beyond.length > 0) {
    if (options.yes) throw notCovered(unfinished, beyond, left, options, world);
    say(`${named(options)} does not cover ${beyond.length} of these ${count(left.length, 'write')}.`);
  }
  const question = `Finish it with ${count(left.length, 'write')}?`;
  if (left.length > 0 && !options.yes && !(await confirmed(question, world, sayYes.apply))) {
    for (const text of afterNo(unfinished, options, world)) say(text);
    return exitCodes.partlyApplied;
  }
  const { percentOfLimit } = configuration.head.settings.pace;
  const result = await runOperations(
    { plan, held, path, resume: journal, total: left.length, percentOfLimit },
    connection,
    world,
  );
  if (!result.finished) return exitCodes.interrupted;
  return options.journal === undefined ? exitCodes.success : result.exitCode;
}

/** The tenant as it is now; undefined where the command is interrupted meanwhile. */
async function readAgain(
  plan: Plan,
  configuration: Configuration,
  planning: PlanningOptions,
  connection: WritingConnection,
  world: WritingWorld,
  say: (text: string) => void,
): Promise<Live | undefined> {
  try {
    const whole = { ...planning, only: [] };
    return (await planAgainst(connection.reader, configuration, whole, [plan], world)).live;
  } catch (error) {
    if (!world.signal.aborted) throw error;
    say('Interrupted before anything more was written. Run the same command again: it goes on there.');
    return undefined;
  }
}

/** What may not be finished: held before, frozen, or no longer asked for; and whatever depends on that. */
function heldNow(
  { plan, journal }: Unfinished,
  { head }: Configuration,
  live: Live,
  now: Date,
): readonly Held[] {
  const wanted = stillWanted(head, live);
  const standing = frozenObjects(head, indexLive(live), inForce(head.settings.freeze, now));
  const changes = new Map(plan.changes.map((change) => [change.key, change]));
  // What was held then was not approved then; the plan that is made afterwards decides about it.
  const heldBefore = new Set(
    report(journal.records).operations.flatMap(({ outcome, operation }) =>
      outcome === 'held' ? [operation.key] : [],
    ),
  );
  const held = plan.operations.flatMap(({ key, object, changes: made }) => {
    if (heldBefore.has(key)) return [{ operation: key, why: 'it was held in the interrupted run' }];
    const freeze = standing.get(object);
    if (freeze) return [{ operation: key, why: frozen(freeze).message }];
    const unwanted = made.some((change) => !wanted(changes.get(change) ?? missing(change)));
    return unwanted ? [{ operation: key, why: 'the files no longer ask for it' }] : [];
  });
  return withDependants(plan.operations, held);
}

function leftOf({ plan, journal }: Unfinished, held: readonly Held[]): readonly Operation[] {
  const { done, blocked } = pastOf(journal);
  const isHeld = new Set(held.map(({ operation }) => operation));
  return plan.operations.filter(({ key }) => !done.has(key) && !blocked.has(key) && !isHeld.has(key));
}

function missing(key: string): never {
  throw new Error(`The journal's plan has an operation for ${key}, but no such change.`);
}

/** A `--yes` was said to the plan that was named, and to no other. */
function notCovered(
  unfinished: Unfinished,
  beyond: readonly Operation[],
  left: readonly Operation[],
  options: ApplyOptions,
  world: WritingWorld,
): TenantryError {
  return new TenantryError({
    id: 'interrupted-apply',
    message: `${interruptedWords(doneIn(unfinished))}, and ${named(options)} does not cover ${beyond.length} of the ${count(left.length, 'write')} that are left of it`,
    remedy: `Finish it first with \`${commandLine(world, ['apply'], options)}\` or with the plan of that run, or take it back with \`${undoing(unfinished, options, world)}\`. Nothing was written.`,
  });
}

/** The approved plans, in words. */
const named = ({ plans }: ApplyOptions): string =>
  plans.length === 0 ? 'the approval' : plans.join(' and ');

const undoing = ({ path }: Unfinished, options: ApplyOptions, world: WritingWorld): string =>
  commandLine(world, ['rollback', path], options);

/** What to do with an interrupted apply that is not to be finished. */
function afterNo(unfinished: Unfinished, options: ApplyOptions, world: WritingWorld): readonly string[] {
  const { done } = doneIn(unfinished);
  return [
    `Nothing more was written. The interrupted apply had made ${count(done, 'write')}.`,
    `To take back what it wrote: ${undoing(unfinished, options, world)}`,
    `To leave that as it is and give up the rest, delete ${unfinished.path}; nothing can take it back then.`,
  ];
}

/** What the files want and what a rollback was to bring back are not to be mixed. */
async function interruptedRollback(
  unfinished: Unfinished,
  options: ApplyOptions,
  world: WritingWorld,
): Promise<TenantryError> {
  const { path, plan } = unfinished;
  const source = await findUndone(plan, world);
  const undone = plan.provenance.undoes?.slice(0, 12) ?? '';
  return new TenantryError({
    id: 'interrupted-rollback',
    message: `A rollback was interrupted (journal ${path})`,
    remedy:
      source === undefined
        ? `Finish it first with \`${world.program} rollback\` and the journal of the apply that it takes back, whose name ends in ${undone}.jsonl; or delete ${path} to leave things as they are.`
        : `Finish it first with \`${commandLine(world, ['rollback', source], options)}\`; or delete ${path} to leave things as they are.`,
  });
}
