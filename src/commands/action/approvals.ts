import { isRefused } from '../../core/guards/evaluate.ts';
import type { Plan } from '../../core/plan/plan.ts';
import { TenantryError } from '../../core/problem.ts';
import type { PullRequest, WorkflowRun } from '../../ports.ts';
import { commentMarker, readMarker } from '../../render/markdown/marker.ts';
import { parsePlan } from '../plan-file.ts';
import type { ActionOptions, ActionWorld } from './action-world.ts';
import { planArtifact, planBranch, planName, runName } from './artifact-folder.ts';

/** A merged pull request, with the plan that was reviewed on it. */
export interface Approval {
  readonly pullRequest: PullRequest;
  readonly plan?: Plan;
  /** A clause, where there is no plan that counts. */
  readonly why?: string;
}

interface Where extends Pick<ActionOptions, 'store' | 'directory'> {
  /** The file name of the workflow that plans pull requests. */
  readonly planWorkflow: string;
  /** The tenant that the files are about. */
  readonly tenantId: string;
}

type Asked = Pick<ActionWorld, 'forge' | 'sealing'>;

/** The plans that were reviewed on these pull requests, in the same order. */
export async function approvalsOf(
  pullRequests: readonly PullRequest[],
  where: Where,
  world: Asked,
): Promise<readonly Approval[]> {
  const found: Approval[] = [];
  for (const pullRequest of pullRequests)
    found.push({ pullRequest, ...(await approvalOf(pullRequest, where, world)) });
  return found;
}

type Found = Pick<Approval, 'plan' | 'why'>;

async function approvalOf(pullRequest: PullRequest, where: Where, world: Asked): Promise<Found> {
  const { number, head } = pullRequest;
  const never = await neverCounts(pullRequest, world);
  if (never !== undefined) return { why: never };
  const run = await lastRun(head, where, world);
  if (!run) return { why: `${nameOf(where)} never ran for its last commit` };
  const { conclusion } = run;
  if (conclusion !== 'success' && conclusion !== 'failure') return { why: notDone(run, where) };
  const files = await filesOf(number, run, where, world);
  const plan = 'why' in files ? files : opened(files.bytes, world);
  if (!('why' in plan) && isRefused(plan)) return { why: `a guard refused its plan, in run ${run.id}` };
  if (conclusion === 'failure') return { why: notDone(run, where) };
  if ('why' in plan) return plan;
  const why = await whyNot(plan, pullRequest, where, world);
  return why === undefined ? { plan } : { why };
}

/** Why no plan of a pull request can be an approval, whatever it says; a clause. */
export async function neverCounts(
  pullRequest: PullRequest,
  world: Pick<ActionWorld, 'forge'>,
): Promise<string | undefined> {
  if (pullRequest.fork) return 'it comes from a fork, which is not planned';
  const paths = await world.forge.changedPaths(pullRequest.number);
  const tampered = paths.find((path) => isOfWorkflows(path));
  return tampered === undefined
    ? await plannedElsewhere(pullRequest, world)
    : `it changes ${tampered}, so that it could have made its own plan: merge that by itself`;
}

/** What a job of a pull request could be made of. */
const isOfWorkflows = (path: string): boolean => /^\.github\/(?:workflows|actions)\//.test(path);

/** The last word on the last commit of a branch of this repository; an earlier success has been overtaken. */
async function lastRun(
  { commit, branch }: PullRequest['head'],
  { planWorkflow }: Where,
  { forge }: Asked,
): Promise<WorkflowRun | undefined> {
  const runs = await forge.runs({ workflow: planWorkflow, commit, event: 'pull_request', branch });
  return runs.find((each) => !each.fork && each.commit === commit && each.branch === branch);
}

const nameOf = ({ planWorkflow }: Where): string => `.github/workflows/${planWorkflow}`;

const notDone = ({ id, conclusion }: WorkflowRun, where: Where): string =>
  conclusion === undefined
    ? `run ${id} of ${nameOf(where)}, which plans its last commit, had not ended when it was merged`
    : `run ${id} of ${nameOf(where)}, the last one for its last commit, did not succeed (${conclusion})`;

async function filesOf(
  pullRequest: number,
  run: WorkflowRun,
  { store, directory }: Where,
  world: Asked,
): Promise<{ readonly bytes: Uint8Array } | { readonly why: string }> {
  try {
    const files =
      store === 'branch'
        ? ofRun(run.id, await world.forge.readBranch(planBranch(directory, pullRequest)))
        : await newest(run.id, world);
    const bytes = files?.get(planName);
    return bytes
      ? { bytes }
      : { why: `run ${run.id} left no plan: it had nothing to do, or what it left has expired or is gone` };
  } catch (error) {
    if (!(error instanceof TenantryError) || !error.problems.every(({ id }) => unusable.has(id))) throw error;
    return { why: inWords(error) };
  }
}

/**
 * A run is known by its commit and branch, and not by what it was to be merged into, whose workflow file it used: so
 * nothing of the branch may ever have been for another base.
 */
async function plannedElsewhere(
  { head, base }: PullRequest,
  { forge }: Pick<ActionWorld, 'forge'>,
): Promise<string | undefined> {
  const all = await forge.basesOf(head.branch);
  const other = all.find((each) => each.retargeted || each.base !== base.branch);
  if (!other) return undefined;
  const was = other.retargeted ? 'was first for another branch' : `is for ${other.base}`;
  return `pull request #${other.number} from the same branch ${was}, with whose workflow file the plan may have been made; open it again from a branch with a name of its own`;
}

/** What no later attempt would mend. */
const unusable: ReadonlySet<string> = new Set([
  'github-artifact-expired',
  'github-artifact-too-large',
  'artifact-unreadable',
  'artifact-too-large',
]);

function opened(bytes: Uint8Array, world: Asked): Plan | { readonly why: string } {
  try {
    return openPlan(bytes, world);
  } catch (error) {
    if (!(error instanceof TenantryError)) throw error;
    return { why: inWords(error) };
  }
}

/** Why a plan is not what was reviewed here. */
async function whyNot(
  plan: Plan,
  { number, head }: PullRequest,
  { tenantId }: Where,
  { forge }: Asked,
): Promise<string | undefined> {
  if (plan.tenant.id.toLowerCase() !== tenantId.toLowerCase())
    return `its plan is for the tenant ${plan.tenant.id}, and tenant.yaml names ${tenantId}`;
  if (plan.changes.length === 0) return undefined;
  // Whoever may store a plan may not be who may write the comment that reviewers read.
  const comment = await forge.findComment(number, commentMarker(plan.tenant.id));
  const shown = comment && readMarker(comment.body);
  if (!shown) return 'the comment with its plan is gone, or somebody has edited it';
  if (shown.commit !== head.commit || outdated.has(shown.state))
    return 'its comment does not show a plan of its last commit';
  return shown.digest === plan.digest
    ? undefined
    : `its comment shows the plan ${shown.digest.slice(0, 16)}, and what the run left is ${plan.digest.slice(0, 16)}`;
}

const outdated: ReadonlySet<string> = new Set(['superseded', 'untouched', 'invalid']);

const inWords = (error: TenantryError): string =>
  error.problems.map(({ message }) => message.replace(/\.$/, '')).join('; ');

async function newest(
  run: number,
  { forge }: Pick<ActionWorld, 'forge'>,
): Promise<ReadonlyMap<string, Uint8Array> | undefined> {
  const [artifact] = await forge.artifacts(planArtifact, run);
  return artifact && (await forge.download(artifact.id));
}

/** Nothing where another run has written the branch since. */
function ofRun(
  run: number,
  files: ReadonlyMap<string, Uint8Array> | undefined,
): ReadonlyMap<string, Uint8Array> | undefined {
  const writer = new TextDecoder().decode(files?.get(runName) ?? new Uint8Array()).trim();
  return writer === String(run) ? files : undefined;
}

/** The plan that another job of this very run made, which the reviewers of the environment have seen. */
export async function approvalOfRun(
  run: number,
  { store, directory }: Pick<ActionOptions, 'store' | 'directory'>,
  world: Asked,
): Promise<Plan> {
  const files =
    store === 'branch'
      ? ofRun(run, await world.forge.readBranch(planBranch(directory)))
      : await newest(run, world);
  const bytes = files?.get(planName);
  if (!bytes)
    throw new TenantryError({
      id: 'no-plan',
      message:
        store === 'branch'
          ? `The branch ${planBranch(directory)} has no plan of the run ${run}`
          : `The run ${run} has no artifact ${planArtifact} with a plan`,
      remedy:
        'Start the workflow again, from its first job: one with `command: plan` has to go before, and store what it made.',
    });
  return openPlan(bytes, world);
}

function openPlan(bytes: Uint8Array, { sealing }: Pick<ActionWorld, 'sealing'>): Plan {
  return parsePlan(new TextDecoder().decode(bytes), `${planName} of the run`, { sealing });
}
