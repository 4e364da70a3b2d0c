import { withDependants } from '../core/approval/held.ts';
import { cover } from '../core/approval/cover.ts';
import { isRefused } from '../core/guards/evaluate.ts';
import type { Plan } from '../core/plan/plan.ts';
import { TenantryError } from '../core/problem.ts';
import { showGuards } from '../render/text/guards.ts';
import { blank, paragraph, type Line } from '../render/text/lines.ts';
import { showPlan } from '../render/text/plan.ts';
import { count, summarise } from '../render/text/summary.ts';
import { loadConfiguration, type Configuration } from './configuration.ts';
import { exitCodes } from './exit-codes.ts';
import { journalPath } from './journals.ts';
import { readPlan } from './plan-file.ts';
import { planAgainst, targetOf, type PlanningOptions } from './planning.ts';
import { resume } from './resume.ts';
import { confirmed } from './confirmed.ts';
import { runOperations } from './run-operations.ts';
import { showResult } from './showing.ts';
import type { WritingConnection, WritingWorld } from './world.ts';

export interface ApplyOptions {
  readonly directory: string;
  readonly plan?: string;
  readonly yes: boolean;
  readonly unreviewed: boolean;
  readonly journal?: string;
  readonly endpoint?: string;
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
    const earlier = await resume(configuration, planning, options, connection, world);
    if (earlier.exitCode !== exitCodes.success) return earlier.exitCode;
    // The journal that was named is full now; what is new since gets one of its own.
    if (options.journal !== undefined && earlier.plans.length > 0) return exitCodes.success;
    const reviewed = [...(approved ? [approved] : []), ...earlier.plans];
    const { plan } = await planAgainst(connection.reader, configuration, planning, reviewed, world);
    const asApproved = approved?.digest === plan.digest && !isRefused(plan);
    const { columns } = world.terminal;
    showResult(asApproved ? showAsApproved(plan, columns) : showPlan(plan, columns), world.terminal);
    if (isRefused(plan)) return exitCodes.refusedByGuard;
    if (plan.changes.length === 0) return exitCodes.success;
    return await write(
      plan,
      approved,
      configuration.head.settings.pace.percentOfLimit,
      options,
      connection,
      world,
    );
  } finally {
    await connection.close();
  }
}

async function write(
  plan: Plan,
  approved: Plan | undefined,
  percentOfLimit: number,
  options: ApplyOptions,
  connection: WritingConnection,
  world: WritingWorld,
): Promise<number> {
  const outside = approved ? notCovered(plan, approved) : [];
  const held = withDependants(plan.operations, outside);
  const allowed = plan.operations.length - held.length;
  const { columns } = world.terminal;
  if (held.length > 0)
    showResult(paragraph(heldBack(outside.length, held.length, plan), columns, 0, 'warning'), world.terminal);
  if (allowed > 0 && !options.yes && !(await confirmed(`Apply ${count(allowed, 'write')}?`, world))) {
    world.terminal.say('Nothing was written.');
    return world.signal.aborted ? exitCodes.interrupted : exitCodes.success;
  }
  const path = options.journal ?? journalPath(plan, world.clock.now());
  const result = await runOperations({ plan, held, path, total: allowed, percentOfLimit }, connection, world);
  return result.finished ? result.exitCode : exitCodes.interrupted;
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

function heldBack(outside: number, held: number, plan: Plan): string {
  const one = outside === 1;
  const dependants =
    held > outside
      ? `, and ${held - outside} that ${held - outside === 1 ? 'depends' : 'depend'} on ${one ? 'it' : 'them'}`
      : '';
  return `${count(outside, 'write')} of ${plan.operations.length} ${one ? 'is' : 'are'} not in the approved plan and ${one ? 'is' : 'are'} held back${dependants}.`;
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

/** Operations of which some change was not reviewed: an operation is all or nothing. */
function notCovered(plan: Plan, approved: Plan): { operation: string; why: string }[] {
  const reasons = new Map(cover([approved], plan).uncovered.map(({ change, why }) => [change.key, why]));
  return plan.operations.flatMap((operation) => {
    const key = operation.changes.find((change) => reasons.has(change));
    return key === undefined ? [] : [{ operation: operation.key, why: reasons.get(key) ?? '' }];
  });
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
