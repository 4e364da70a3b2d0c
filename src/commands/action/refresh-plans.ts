import { commentMarker, readMarker } from '../../render/markdown/marker.ts';
import type { ActionWorld } from './action-world.ts';

/**
 * Starts the plans of open pull requests again, since main has moved under them. Returns their numbers. Only those that
 * have a plan are concerned; a run that is under way already takes main as it finds it.
 */
export async function refreshPlans(
  { tenantId, planWorkflow }: { readonly tenantId: string; readonly planWorkflow: string },
  { forge }: Pick<ActionWorld, 'forge'>,
): Promise<readonly number[]> {
  const { defaultBranch } = await forge.repository();
  const again: number[] = [];
  for (const { number, fork, head } of await forge.openPullRequests(defaultBranch)) {
    if (fork) continue;
    const comment = await forge.findComment(number, commentMarker(tenantId));
    if (!comment || !readMarker(comment.body)) continue;
    const [run] = await forge.runs({ workflow: planWorkflow, commit: head.commit, event: 'pull_request' });
    if (run?.conclusion === undefined) continue;
    await forge.rerun(run.id);
    again.push(number);
  }
  return again;
}
