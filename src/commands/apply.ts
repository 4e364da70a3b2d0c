import { isRefused } from '../core/guards/evaluate.ts';
import type { Plan } from '../core/plan/plan.ts';
import { TenantryError } from '../core/problem.ts';
import { showGuards } from '../render/text/guards.ts';
import { blank, paragraph, type Line } from '../render/text/lines.ts';
import { showPlan } from '../render/text/plan.ts';
import { showWorse } from '../render/text/worse.ts';
import { count, summarise } from '../render/text/summary.ts';
import { judgeApproval, type Approval } from './approval.ts';
import { loadConfiguration, type Configuration } from './configuration.ts';
import { exitCodes } from './exit-codes.ts';
import { journalPath } from './journals.ts';
import { whileLocked, type LockOptions } from './lock.ts';
import { readPlan } from './plan-file.ts';
import { planAgainst, targetOf, type PlanningOptions } from './planning.ts';
import { resume } from './resume.ts';
import { confirmed } from './confirmed.ts';
import { runOperations } from './run-operations.ts';
import { showResult } from './showing.ts';
import { verifyAfterApply } from './verify.ts';
import type { WritingConnection, WritingWorld } from './world.ts';

export interface ApplyOptions extends LockOptions {
  readonly directory: string;
  readonly plan?: string;
  readonly yes: boolean;
  readonly unreviewed: boolean;
  readonly journal?: string;
  /** Seconds to wait afterwards until the tenant is as predicted; absent: nothing is verified. */
  readonly wait?: number;
  readonly trace?: string;
}

/** Plans again, holds back what an approved plan does not cover, and writes the rest. Returns the exit code. */
export async function apply(options: ApplyOptions, world: WritingWorld): Promise<number> {
  refuseUnreviewed(options, world);
  const approved = options.plan === undefined ? undefined : await readPlan(options.plan, world);
  if (approved && isRefused(approved)) {
    showResult(showRefusal(options.plan ?? '', approved, world.terminal.columns), world.terminal);
    return exitCodes.refusedByGuard;
  }
  const planning: PlanningOptions = {
    ...options,
    only: approved?.only ?? [],
    ...(approved ? { within: approved } : {}),
  };
  const configuration = await loadConfiguration(world.files, options.directory, undefined);
  if (approved) checkApproved(approved, configuration, options);
  const connection = world.connectForWriting(targetOf(configuration, planning));
  try {
    const { id } = configuration.head.settings.tenant;
    // An apply that is under way looks like one that was interrupted, so that is asked inside.
    let written: string | undefined;
    const exitCode = await whileLocked('apply', id, options, connection, world, () =>
      applyAlone(configuration, approved, planning, options, connection, world, (journal) => {
        written = journal;
      }),
    );
    const { wait } = options;
    if (wait === undefined || written === undefined) return exitCode;
    // The lock is given back before: waiting keeps nobody from writing.
    const { head } = configuration;
    return await verifyAfterApply({ journal: written, wait, exitCode }, head, connection.reader, world);
  } finally {
    await connection.close();
  }
}

async function applyAlone(
  configuration: Configuration,
  approved: Plan | undefined,
  planning: PlanningOptions,
  options: ApplyOptions,
  connection: WritingConnection,
  world: WritingWorld,
  onWritten: (journal: string) => void,
): Promise<number> {
  const earlier = await resume(configuration, planning, options, connection, world);
  if (earlier.exitCode !== exitCodes.success) return earlier.exitCode;
  // The journal that was named is full now; what is new since gets one of its own.
  if (options.journal !== undefined && earlier.plans.length > 0) return exitCodes.success;
  const reviewed = [...(approved ? [approved] : []), ...earlier.plans];
  const { plan, live } = await planAgainst(connection.reader, configuration, planning, reviewed, world);
  const asApproved = approved?.digest === plan.digest && !isRefused(plan) && plan.worse.length === 0;
  const { columns } = world.terminal;
  showResult(asApproved ? showAsApproved(plan, columns) : showPlan(plan, columns), world.terminal);
  if (isRefused(plan)) return exitCodes.refusedByGuard;
  if (plan.worse.length > 0) {
    showResult(showWorse(plan, columns), world.terminal);
    return exitCodes.worseThanApproved;
  }
  const approval = await judgeApproval(approved, plan, live, connection.reader, columns);
  showResult(approval.lines, world.terminal);
  const { percentOfLimit } = configuration.head.settings.pace;
  const exitCode =
    plan.changes.length === 0
      ? exitCodes.success
      : await write(plan, approval, percentOfLimit, options, connection, world, onWritten);
  return exitCode === exitCodes.success && approval.lost.length > 0 ? exitCodes.partlyApplied : exitCode;
}

async function write(
  plan: Plan,
  { held }: Approval,
  percentOfLimit: number,
  options: ApplyOptions,
  connection: WritingConnection,
  world: WritingWorld,
  onWritten: (journal: string) => void,
): Promise<number> {
  const allowed = plan.operations.length - held.length;
  if (allowed > 0 && !options.yes && !(await confirmed(`Apply ${count(allowed, 'write')}?`, world))) {
    world.terminal.say('Nothing was written.');
    return world.signal.aborted ? exitCodes.interrupted : exitCodes.success;
  }
  const path = options.journal ?? journalPath(plan, world.clock.now());
  const result = await runOperations({ plan, held, path, total: allowed, percentOfLimit }, connection, world);
  if (!result.finished) return exitCodes.interrupted;
  onWritten(path);
  return result.exitCode;
}

/** A plan that was refused when it was made is no approval, whatever is known when it is applied. */
function showRefusal(file: string, approved: Plan, columns: number): readonly Line[] {
  return [
    ...showGuards(approved, columns),
    blank,
    ...paragraph(
      `The plan in ${file} was refused by a guard when it was made, so nothing of it is applied. Mend what it names or add the override, and make the plan again.`,
      columns,
      0,
      'refused',
    ),
  ];
}

/** A plan that is just as it was approved need not be read twice. */
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
function checkApproved(approved: Plan, { head }: Configuration, options: ApplyOptions): void {
  const { id } = head.settings.tenant;
  if (approved.tenant.id.toLowerCase() === id.toLowerCase()) return;
  throw new TenantryError({
    id: 'plan-of-another-tenant',
    message: `The file ${options.plan ?? ''} is a plan for the tenant ${approved.tenant.name} (${approved.tenant.id}), but ${head.settings.file} names ${id}`,
    remedy: 'Name the plan that was made from these files with --plan. Nothing was written.',
  });
}

/** In CI only a reviewed plan is applied; a practice tenant cannot be harmed. */
function refuseUnreviewed(options: ApplyOptions, world: WritingWorld): void {
  if (!world.unattended || options.plan !== undefined || options.unreviewed || options.endpoint !== undefined)
    return;
  throw new TenantryError({
    id: 'unreviewed',
    message: 'Nobody watches this apply (CI is set), and it was given no approved plan',
    remedy:
      'Give it the plan that was reviewed with --plan FILE, or say --unreviewed if nobody is to review it.',
  });
}
