import type { Plan } from '../../core/plan/plan.ts';
import { TenantryError } from '../../core/problem.ts';
import type { PullRequest } from '../../ports.ts';
import { parsePlan } from '../plan-file.ts';
import type { ActionOptions, ActionWorld } from './action-world.ts';
import { planArtifact, planBranch, planName } from './artifact-folder.ts';

/** A merged pull request, with the plan that was reviewed on it. */
export interface Approval {
  readonly pullRequest: PullRequest;
  readonly plan?: Plan;
  /** A clause, where there is no plan that counts. */
  readonly why?: string;
}

interface Where extends Pick<ActionOptions, 'store'> {
  /** The file name of the workflow that plans pull requests. */
  readonly planWorkflow: string;
}

/** The plans that were reviewed on these pull requests, in the same order. */
export async function approvalsOf(
  pullRequests: readonly PullRequest[],
  where: Where,
  world: Pick<ActionWorld, 'forge' | 'sealing'>,
): Promise<readonly Approval[]> {
  const found: Approval[] = [];
  for (const pullRequest of pullRequests)
    found.push({ pullRequest, ...(await approvalOf(pullRequest, where, world)) });
  return found;
}

async function approvalOf(
  pullRequest: PullRequest,
  { planWorkflow, store }: Where,
  world: Pick<ActionWorld, 'forge' | 'sealing'>,
): Promise<Pick<Approval, 'plan' | 'why'>> {
  const { forge } = world;
  if (pullRequest.fork) return { why: 'it comes from a fork, which is not planned' };
  const own = `.github/workflows/${planWorkflow}`;
  const paths = await forge.changedPaths(pullRequest.number);
  const tampered = paths.find((path) => path === own || path.startsWith('.github/actions/'));
  if (tampered !== undefined)
    return {
      why: `it changes ${tampered}, with which its own plan was made, so that plan counts for nothing`,
    };
  const { commit, branch } = pullRequest.head;
  const elsewhere = await plannedElsewhere(pullRequest, world);
  if (elsewhere !== undefined) return { why: elsewhere };
  const runs = (await forge.runs({ workflow: planWorkflow, commit, event: 'pull_request' })).filter(
    (each) => each.branch === branch,
  );
  const run = runs.find(({ conclusion }) => conclusion === 'success');
  if (!run)
    return {
      why:
        runs.length === 0
          ? `${own} never ran for its last commit`
          : `no run of ${own} for its last commit succeeded`,
    };
  const files =
    store === 'branch' ? await forge.readBranch(planBranch(pullRequest.number)) : await newest(run.id, world);
  const bytes = files?.get(planName);
  if (!bytes) return { why: `the run ${run.url} left no plan: there was nothing to do, or it has expired` };
  try {
    return { plan: openPlan(bytes, `the plan of pull request #${pullRequest.number}`, world) };
  } catch (error) {
    if (!(error instanceof TenantryError)) throw error;
    return { why: error.problems.map(({ message }) => message).join(' ') };
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

async function newest(
  run: number,
  { forge }: Pick<ActionWorld, 'forge'>,
): Promise<ReadonlyMap<string, Uint8Array> | undefined> {
  const [artifact] = await forge.artifacts(planArtifact, run);
  return artifact && (await forge.download(artifact.id));
}

/** The plan that another job of this very run made, which the reviewers of the environment have seen. */
export async function approvalOfRun(
  run: number,
  { store }: Pick<ActionOptions, 'store'>,
  world: Pick<ActionWorld, 'forge' | 'sealing'>,
): Promise<Plan> {
  const files = store === 'branch' ? await world.forge.readBranch(planBranch(0)) : await newest(run, world);
  const bytes = files?.get(planName);
  if (!bytes)
    throw new TenantryError({
      id: 'no-plan',
      message: `The run ${run} has no artifact ${planArtifact} with a plan`,
      remedy: 'Let a job with `command: plan` and a step that uploads its folder go before.',
    });
  return openPlan(bytes, 'the plan of this run', world);
}

function openPlan(bytes: Uint8Array, name: string, { sealing }: Pick<ActionWorld, 'sealing'>): Plan {
  return parsePlan(new TextDecoder().decode(bytes), name, { sealing });
}
