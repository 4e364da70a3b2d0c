import type { Held } from '../core/approval/held.ts';
import { isRefused } from '../core/guards/evaluate.ts';
import type { Plan } from '../core/plan/plan.ts';
import { TenantryError } from '../core/problem.ts';
import { showGuards } from '../render/text/guards.ts';
import { blank, line, paragraph, span, type Line } from '../render/text/lines.ts';
import { showPlan } from '../render/text/plan.ts';
import { showWorse } from '../render/text/worse.ts';
import { count, summarise } from '../render/text/summary.ts';
import { judgeApproval, type Approval } from './approval.ts';
import { commandLine } from './command-line.ts';
import { loadConfiguration, type Configuration } from './configuration.ts';
import { exitCodes } from './exit-codes.ts';
import { journalPath } from './journals.ts';
import { checkWithout, sayNotLeftOut } from './left-out.ts';
import { whileLocked, type LockOptions } from './lock.ts';
import { readPlan } from './plan-file.ts';
import { planAgainst, targetOf, type PlanningOptions } from './planning.ts';
import { resume } from './resume.ts';
import { confirmed, sayYes } from './confirmed.ts';
import { runOperations } from './run-operations.ts';
import { showResult } from './showing.ts';
import { verifyAfterApply } from './verify.ts';
import type { WritingConnection, WritingWorld } from './world.ts';

export interface ApplyOptions extends LockOptions {
  readonly directory: string;
  /** Files with approved plans, in the order in which they were merged. */
  readonly plans: readonly string[];
  /** A commit: only what is wanted since then is applied; what was pending before stays pending. */
  readonly base?: string;
  readonly yes: boolean;
  readonly unreviewed: boolean;
  readonly journal?: string;
  /** Keys of changes to leave out, beside those that the approved plan leaves out. */
  readonly without?: readonly string[];
  /** Seconds to wait afterwards until the tenant is as predicted; absent: nothing is verified. */
  readonly wait?: number;
  readonly trace?: string;
}

/** What an apply came to, for whoever reports it. */
export interface Applied {
  readonly exitCode: number;
  /** The fresh plan; absent where it did not come to one. */
  readonly plan?: Plan;
  /** What of it was held back, with the reasons. */
  readonly held: readonly Held[];
  /** Where the journal of the writes is; absent where nothing was written. */
  readonly journal?: string;
}

/** Plans again, holds back what the approved plans do not cover, and writes the rest. Returns the exit code. */
export async function apply(options: ApplyOptions, world: WritingWorld): Promise<number> {
  refuseUnreviewed(options, world);
  checkWithout(options.without ?? []);
  const approved = await Promise.all(options.plans.map((path) => readPlan(path, world)));
  return (await applyApproved(options, approved.length > 0 ? approved : undefined, world)).exitCode;
}

/** The same with the approved plans themselves. Without any (undefined) everything may run; with none, nothing. */
export async function applyApproved(
  options: ApplyOptions,
  approved: readonly Plan[] | undefined,
  world: WritingWorld,
): Promise<Applied> {
  const refused = approved?.findIndex(isRefused) ?? -1;
  if (approved?.[refused]) {
    const file = options.plans[refused] ?? '';
    showResult(showRefusal(file, approved[refused], world.terminal.columns), world.terminal);
    return { exitCode: exitCodes.refusedByGuard, held: [] };
  }
  const configuration = await loadConfiguration(world.files, options.directory, options.base);
  for (const [index, plan] of (approved ?? []).entries())
    checkApproved(plan, options.plans[index] ?? '', configuration);
  const planning: PlanningOptions = {
    ...options,
    ...(options.base === undefined ? {} : { introducedOnly: true }),
    only: onlyOf(approved ?? []),
    without: [...(approved ?? []).flatMap((each) => each.without ?? []), ...(options.without ?? [])],
    ...(approved ? { within: approved } : {}),
  };
  const connection = world.connectForWriting(targetOf(configuration, planning));
  try {
    const { id } = configuration.head.settings.tenant;
    // An apply that is under way looks like one that was interrupted, so that is asked inside.
    const applied = await whileLocked('apply', id, options, connection, world, () =>
      applyAlone(configuration, approved, planning, options, connection, world),
    );
    const { wait } = options;
    if (wait === undefined || applied.journal === undefined || applied.exitCode === exitCodes.interrupted)
      return applied;
    // The lock is given back before: waiting keeps nobody from writing.
    const { head } = configuration;
    const { journal, exitCode } = applied;
    return {
      ...applied,
      exitCode: await verifyAfterApply({ journal, wait, exitCode }, head, connection.reader, world),
    };
  } finally {
    await connection.close();
  }
}

async function applyAlone(
  configuration: Configuration,
  approved: readonly Plan[] | undefined,
  planning: PlanningOptions,
  options: ApplyOptions,
  connection: WritingConnection,
  world: WritingWorld,
): Promise<Applied> {
  const earlier = await resume(configuration, planning, options, connection, world);
  const finished = earlier.journal === undefined ? {} : { journal: earlier.journal };
  if (earlier.exitCode !== exitCodes.success) return { exitCode: earlier.exitCode, held: [], ...finished };
  // The journal that was named is full now; what is new since gets one of its own.
  if (options.journal !== undefined && earlier.plans.length > 0)
    return { exitCode: exitCodes.success, held: [], ...finished };
  const reviewed = [...(approved ?? []), ...earlier.plans];
  const { plan, live } = await planAgainst(connection.reader, configuration, planning, reviewed, world);
  const { columns } = world.terminal;
  sayNotLeftOut(options.without ?? [], plan, world);
  if (isRefused(plan)) {
    showResult(showPlan(plan, columns), world.terminal);
    return { exitCode: exitCodes.refusedByGuard, plan, held: [] };
  }
  if (plan.worse.length > 0) {
    showResult([...showPlan(plan, columns), ...showWorse(plan, columns)], world.terminal);
    return { exitCode: exitCodes.worseThanApproved, plan, held: [] };
  }
  const approval = await judgeApproval(approved, plan, live, connection.reader, columns);
  showResult([...showWhatRuns(plan, approved, approval, columns), ...approval.lines], world.terminal);
  const { percentOfLimit } = configuration.head.settings.pace;
  const written =
    plan.changes.length === 0
      ? { exitCode: exitCodes.success, ...finished }
      : await write(plan, approval, percentOfLimit, options, connection, world);
  const { held, lost } = approval;
  const isLost = written.exitCode === exitCodes.success && lost.length > 0;
  return { ...written, ...(isLost ? { exitCode: exitCodes.partlyApplied } : {}), plan, held };
}

async function write(
  plan: Plan,
  { held }: Approval,
  percentOfLimit: number,
  options: ApplyOptions,
  connection: WritingConnection,
  world: WritingWorld,
): Promise<Pick<Applied, 'exitCode' | 'journal'>> {
  const allowed = plan.operations.length - held.length;
  if (
    allowed > 0 &&
    !options.yes &&
    !(await confirmed(`Apply ${count(allowed, 'write')}?`, world, sayYes.apply))
  ) {
    world.terminal.say('Nothing was written.');
    return { exitCode: world.signal.aborted ? exitCodes.interrupted : exitCodes.success };
  }
  const path = options.journal ?? journalPath(plan, world.clock.now());
  const run = { plan, held, heldShown: true, path, total: allowed, percentOfLimit };
  const result = await runOperations(run, connection, world);
  if (!result.finished) return { exitCode: exitCodes.interrupted, journal: path };
  if (held.length > 0) showResult(afterHolding(plan, options, world), world.terminal);
  return { exitCode: result.exitCode, journal: path };
}

/** A plan that was limited says nothing about the rest, so that it cannot be put together with others. */
function onlyOf(approved: readonly Plan[]): readonly string[] {
  const partial = approved.find(({ only }) => only !== undefined);
  if (partial && approved.length > 1)
    throw new TenantryError({
      id: 'partial-plan',
      message: `One of the approved plans was limited to ${partial.only?.join(', ')}`,
      remedy: 'Apply it by itself, or make a plan without --only. Nothing was written.',
    });
  return partial?.only ?? [];
}

/** A plan that was refused when it was made is no approval, whatever is known when it is applied. */
function showRefusal(file: string, approved: Plan, columns: number): readonly Line[] {
  return [
    ...showGuards(approved, columns),
    blank,
    ...paragraph(
      `The plan${file === '' ? '' : ` in ${file}`} was refused by a guard when it was made, so nothing of it is applied. Mend what it names or add the override, and make the plan again.`,
      columns,
      0,
      'refused',
    ),
  ];
}

/** Of a plan just what is new to whoever approved it: nothing where it is the same, and nothing of it where it is held. */
function showWhatRuns(
  plan: Plan,
  approved: readonly Plan[] | undefined,
  { held }: Approval,
  columns: number,
): readonly Line[] {
  if (approved?.some(({ digest }) => digest === plan.digest)) return showAsApproved(plan, columns);
  const all = plan.operations.length;
  if (all === 0 || held.length < all) return showPlan(plan, columns);
  return paragraph(
    `The approved plan covers nothing of what the files and the tenant ask for now, so nothing is written.`,
    columns,
    0,
    'warning',
  );
}

function afterHolding({ only = [] }: Plan, options: ApplyOptions, world: WritingWorld): readonly Line[] {
  const command = commandLine(world, ['plan'], options, [
    ...only.flatMap((each) => ['--only', each]),
    '--out',
    options.plans[0] ?? 'plan.json',
  ]);
  return [
    ...paragraph(
      'What was held back needs an approval of its own: make a new plan, have it approved and apply that.',
      world.terminal.columns,
      0,
    ),
    line('  ', span(command, 'name')),
  ];
}

function showAsApproved(plan: Plan, columns: number): readonly Line[] {
  return [
    ...paragraph(
      `The tenant and the files still give the approved plan (digest ${plan.digest.slice(0, 16)}).`,
      columns,
      0,
    ),
    ...paragraph(summarise(plan), columns, 0, 'heading'),
  ];
}

/** A plan for another tenant would cover nothing here; most likely it is the wrong file. */
function checkApproved(approved: Plan, file: string, { head }: Configuration): void {
  const { id } = head.settings.tenant;
  if (approved.tenant.id.toLowerCase() === id.toLowerCase()) return;
  throw new TenantryError({
    id: 'plan-of-another-tenant',
    message: `${file === '' ? 'What was approved' : `The file ${file}`} is a plan for the tenant ${approved.tenant.name} (${approved.tenant.id}), but ${head.settings.file} names ${id}`,
    remedy: 'Name the plan that was made from these files with --plan. Nothing was written.',
  });
}

/** In CI only a reviewed plan is applied; a practice tenant cannot be harmed. */
function refuseUnreviewed(options: ApplyOptions, world: WritingWorld): void {
  if (!world.unattended || options.plans.length > 0 || options.unreviewed || options.endpoint !== undefined)
    return;
  throw new TenantryError({
    id: 'unreviewed',
    message: 'Nobody watches this apply (CI is set), and it was given no approved plan',
    remedy:
      'Give it the plan that was reviewed with --plan FILE, or say --unreviewed if nobody is to review it.',
  });
}
