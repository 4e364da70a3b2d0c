import { isRefused } from '../../core/guards/evaluate.ts';
import type { Plan } from '../../core/plan/plan.ts';
import { formatPlace, TenantryError } from '../../core/problem.ts';
import { problemSentence } from '../../render/text/problems.ts';
import { applyApproved, type Applied, type ApplyOptions } from '../apply.ts';
import { loadConfiguration } from '../configuration.ts';
import { exitCodes } from '../exit-codes.ts';
import { planAgainst, targetOf } from '../planning.ts';
import { journalFolder } from '../journals.ts';
import type { ActionWorld } from './action-world.ts';
import { allParts, throwAll } from './all-parts.ts';
import { keepBeforeWriting, keepJournals, restoreJournals } from './kept-journal.ts';
import { tenantOf } from './pull-request-comment.ts';
import { redacting, type Seen } from './redacting.ts';
import { refreshPlans } from './refresh-plans.ts';
import { reportBeginning, reportEnd, type Reporting } from './report-apply.ts';
import { whatToApply, type Wanted, type WhereApproved } from './what-to-apply.ts';

export interface ApplyActionOptions extends WhereApproved {
  /** The file name of the workflow that runs this. */
  readonly applyWorkflow: string;
  /** Seconds to wait afterwards until the groups are as predicted. */
  readonly wait?: number;
}

/**
 * Finds what was approved and what of it is to be done, and puts the plan with the values before where the next step
 * stores it: should the machine die after that, the next run goes on from there. Writes nothing to the tenant. The output
 * `proceed` says whether `writeAction` is to follow. Returns the exit code, with which the job ends.
 */
export function prepareAction(options: ApplyActionOptions, given: ActionWorld): Promise<number> {
  return redacting(options, given, async (seen, world) => {
    world.runner.setOutput('proceed', 'false');
    const known = await whatIsKnown(options, seen, world);
    return await reportingErrors(known, seen, world, async (about) => {
      seen.requireKey();
      const wanted = await whatToApply(options, world);
      about.wanted = wanted;
      if (wanted.nothing !== undefined) {
        await world.runner.summarise(`${wanted.nothing}\n`);
        return exitCodes.success;
      }
      const interrupted = await restoreJournals(options, world);
      const { plan, root } = await planOf(options, wanted, interrupted, world);
      about.tenant = plan.tenant;
      about.wanted = { ...wanted, deployment: await reportBeginning(about, world) };
      // What is left of an interrupted run looks like more than was approved; the next step finishes that first.
      const stop = interrupted.length > 0 ? undefined : reasonToStop(plan);
      if (stop !== undefined) {
        await reportEnd({ exitCode: stop, plan, held: [] }, about, world);
        return stop;
      }
      if (interrupted.length > 0) await keepJournals(options, world);
      else await keepBeforeWriting(plan, root, options, world);
      world.runner.setOutput('proceed', 'true');
      return exitCodes.success;
    });
  });
}

/** Applies what was approved, keeps the journals and reports. Returns the exit code, with which the job ends. */
export function writeAction(options: ApplyActionOptions, given: ActionWorld): Promise<number> {
  return redacting(options, given, async (seen, world) => {
    const about = await whatIsKnown(options, seen, world);
    const before = await journalsNow(world);
    const wanted = await reportingErrors(about, seen, world, () => {
      seen.requireKey();
      return whatToApply(options, world);
    });
    about.wanted = wanted;
    const errors: unknown[] = [];
    let applied: Applied;
    try {
      applied = await applyApproved(applyOptions(options, wanted), wanted.plans, world);
    } catch (error) {
      if (!world.signal.aborted) errors.push(error);
      applied = await brokenOff(before, world);
    }
    about.tenant = applied.plan?.tenant ?? about.tenant;
    // Whatever fails from here on, what was written stays written, and the rest is told.
    const rest = [
      () => keepJournals(options, world),
      () => reportEnd(applied, about, world, inWords(errors, seen)),
      ...(applied.exitCode === exitCodes.success
        ? [() => refreshPlans({ tenantId: about.tenant.id, planWorkflow: options.planWorkflow }, world)]
        : []),
    ];
    await allParts([async () => throwAll(errors), ...rest]);
    return applied.exitCode;
  });
}

/** What an apply came to that ended by an error, by the journal that it left. */
async function brokenOff(before: ReadonlyMap<string, string>, world: ActionWorld): Promise<Applied> {
  const exitCode = world.signal.aborted ? exitCodes.interrupted : exitCodes.error;
  const written = [...(await journalsNow(world))].filter(([path, text]) => before.get(path) !== text);
  const [journal] = written.at(-1) ?? [];
  return { exitCode, held: [], ...(journal === undefined ? {} : { journal }) };
}

async function journalsNow(world: ActionWorld): Promise<ReadonlyMap<string, string>> {
  const paths = await world.listJournals(journalFolder);
  return new Map(await Promise.all(paths.map(async (path) => [path, await world.readText(path)] as const)));
}

/** What reports are about, as far as it can be known before anybody was asked. */
async function whatIsKnown(
  { directory, environment }: ApplyActionOptions,
  { redaction }: Seen,
  world: ActionWorld,
): Promise<Reporting> {
  const { event } = world.runner;
  const id = await tenantOf(directory, event.type === 'push' ? event.before : undefined, world);
  return { wanted: { approvals: [], plans: [] }, redaction, environment, tenant: { id, name: id } };
}

/** Does a part of an apply before anything is written; what makes it fail is told, with what is known by then. */
async function reportingErrors<T>(
  about: Reporting,
  seen: Seen,
  world: ActionWorld,
  part: (about: Reporting) => T | Promise<T>,
): Promise<T> {
  try {
    return await part(about);
  } catch (error) {
    const exitCode = world.signal.aborted ? exitCodes.interrupted : exitCodes.error;
    const why = inWords([error], seen);
    await allParts([() => Promise.reject(error), () => reportEnd({ exitCode, held: [] }, about, world, why)]);
    throw error;
  }
}

/** What is no mistake of an administrator is in the log, and says nothing here. */
const inWords = (errors: readonly unknown[], { told }: Seen): string =>
  errors
    .map(told)
    .flatMap((error) => (error instanceof TenantryError ? error.problems : []))
    .map(
      (each) => `${each.place ? `${formatPlace(each.place)}: ` : ''}${problemSentence(each)} ${each.remedy}`,
    )
    .join(' ');

async function planOf(
  options: ApplyActionOptions,
  wanted: Wanted,
  interrupted: readonly Plan[],
  world: ActionWorld,
): Promise<{ readonly plan: Plan; readonly root: string }> {
  const configuration = await loadConfiguration(world.files, options.directory, wanted.base);
  for (const { tenant } of wanted.plans) checkTenant(tenant, configuration.head.settings.tenant.id);
  const connection = world.connect(targetOf(configuration, options));
  try {
    const planning = {
      ...applyOptions(options, wanted),
      only: [],
      within: wanted.plans,
      ...introduced(wanted),
    };
    const reviewed = [...wanted.plans, ...interrupted];
    const { plan } = await planAgainst(connection.reader, configuration, planning, reviewed, world);
    return { plan, root: connection.root };
  } finally {
    await connection.close();
  }
}

const introduced = ({ base }: Wanted): { readonly introducedOnly?: true } =>
  base === undefined ? {} : { introducedOnly: true };

function reasonToStop(plan: Plan): number | undefined {
  if (isRefused(plan)) return exitCodes.refusedByGuard;
  return plan.worse.length > 0 ? exitCodes.worseThanApproved : undefined;
}

function applyOptions(
  { directory, endpoint, trace, wait }: ApplyActionOptions,
  { base }: Wanted,
): ApplyOptions {
  return {
    directory,
    plans: [],
    yes: true,
    unreviewed: false,
    ...(base === undefined ? {} : { base }),
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(trace === undefined ? {} : { trace }),
    ...(wait === undefined || wait === 0 ? {} : { wait }),
  };
}

function checkTenant(approved: Plan['tenant'], id: string): void {
  if (approved.id.toLowerCase() === id.toLowerCase()) return;
  throw new TenantryError({
    id: 'plan-of-another-tenant',
    message: `A plan that was approved is for the tenant ${approved.name} (${approved.id}), but tenant.yaml names ${id}`,
    remedy: 'Start the workflow by hand: it makes a plan for that tenant. Nothing was written.',
  });
}
