import type { Plan } from '../../core/plan/plan.ts';
import { TenantryError } from '../../core/problem.ts';
import type { Deployment } from '../../ports.ts';
import type { ActionOptions, ActionWorld } from './action-world.ts';
import { approvalOfRun, approvalsOf, type Approval } from './approvals.ts';
import { isChanged } from './changed.ts';
import { tenantOf } from './pull-request-comment.ts';

export interface WhereApproved extends ActionOptions {
  /** What GitHub calls the place that is written to. */
  readonly environment: string;
  /** The file name of the workflow that plans pull requests. */
  readonly planWorkflow: string;
}

/** What a run is to apply, and on whose word. */
export interface Wanted {
  /** The deployment that the job is, where GitHub or an earlier step has made one. */
  readonly deployment?: number;
  /** Only what the files want since then. */
  readonly base?: string;
  /** Pull requests merged since the last successful deployment. */
  readonly approvals: readonly Approval[];
  /** Plans outside which nothing runs. */
  readonly plans: readonly Plan[];
  /** Why there is nothing to do, as a sentence. */
  readonly nothing?: string;
}

/**
 * After a merge: what the pull requests since the last successful deployment introduced, under the plans that were reviewed
 * on them. Started by hand: everything that the files want, under the plan that an earlier job of the run made and the
 * environment's reviewers saw. Throws TenantryError where there is nothing to go by.
 */
export async function whatToApply(options: WhereApproved, world: ActionWorld): Promise<Wanted> {
  const { event, commit, ref, runId } = world.runner;
  const { defaultBranch } = await world.forge.repository();
  if (ref !== `refs/heads/${defaultBranch}`) throw notMerged(ref, defaultBranch);
  const { last, current } = await deploymentsTo(options.environment, commit, world);
  const deployment = current === undefined ? {} : { deployment: current.id };
  if (event.type === 'dispatch' || event.type === 'schedule') {
    await checkIsCurrent(options.directory, defaultBranch, world);
    return { ...deployment, approvals: [], plans: [await approvalOfRun(runId, options, world)] };
  }
  if (event.type !== 'push') throw wrongEvent();
  const base = last?.commit ?? event.before;
  if (base === undefined) throw firstPush(options.environment);
  if (!(await isChanged(options.directory, base, world)))
    return {
      ...deployment,
      base,
      approvals: [],
      plans: [],
      nothing:
        last === undefined
          ? `Nothing to apply: \`${options.directory}\` is as it was before this push, at ${base.slice(0, 12)}. Nothing was ever applied from here: what was merged before is written by a start by hand.`
          : `Nothing to apply: \`${options.directory}\` is as it was at ${base.slice(0, 12)}, the last commit that was applied.`,
    };
  const commits = await world.forge.commitsBetween(base, commit);
  const merged = await world.forge.mergedBy(commits, event.branch);
  const tenantId = await tenantOf(options.directory, base, world);
  const approvals = await approvalsOf(merged, { ...options, tenantId }, world);
  return {
    ...deployment,
    base,
    approvals,
    plans: approvals.flatMap(({ plan }) => (plan ? [introducedOf(plan)] : [])),
  };
}

/** What was pending on a pull request was shown as what its merge does not apply. */
const introducedOf = (plan: Plan): Plan => ({
  ...plan,
  changes: plan.changes.filter(({ origin }) => origin === 'introduced'),
});

/** A run that is started again, or was approved late, has the files of its day: they would undo what was merged since. */
async function checkIsCurrent(
  directory: string,
  defaultBranch: string,
  { forge, runner }: Pick<ActionWorld, 'forge' | 'runner'>,
): Promise<void> {
  const [then, now] = [
    await forge.hashAt(runner.commit, directory),
    await forge.hashAt(defaultBranch, directory),
  ];
  if (then === now) return;
  throw new TenantryError({
    id: 'older-files',
    message: `\`${directory}\` is another on ${defaultBranch} now than at ${runner.commit.slice(0, 12)}, for which this run was started`,
    remedy: 'Start the workflow anew, instead of running this one again. Nothing was written.',
  });
}

/** The last deployment that succeeded, and the one that this run is. */
async function deploymentsTo(
  environment: string,
  commit: string,
  { forge }: Pick<ActionWorld, 'forge'>,
): Promise<{ readonly last?: Deployment; readonly current?: Deployment }> {
  let current: Deployment | undefined;
  for await (const deployment of forge.deployments(environment)) {
    if (deployment.succeeded) return { last: deployment, ...(current ? { current } : {}) };
    const isOpen = deployment.state === undefined || open.has(deployment.state);
    if (!current && isOpen && deployment.commit === commit) current = deployment;
  }
  return current ? { current } : {};
}

const open: ReadonlySet<string> = new Set(['queued', 'pending', 'in_progress']);

const wrongEvent = (): TenantryError =>
  new TenantryError({
    id: 'event',
    message: 'An apply runs after a push to the default branch, or started by hand',
    remedy: 'Start the workflow `on: push` or `on: workflow_dispatch`.',
  });

const notMerged = (ref: string, defaultBranch: string): TenantryError =>
  new TenantryError({
    id: 'not-the-default-branch',
    message: `This run is of ${ref}, and only what is merged into ${defaultBranch} is applied`,
    remedy: `Start the workflow on ${defaultBranch}.`,
  });

const firstPush = (environment: string): TenantryError =>
  new TenantryError({
    id: 'first-apply',
    message: `Nothing was ever applied to ${environment}, and the branch is new, so that nobody knows what is new in it`,
    remedy:
      'Start the workflow by hand: it writes everything that the files want, at once unless the environment has required reviewers.',
  });
