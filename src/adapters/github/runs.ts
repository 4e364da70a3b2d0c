import type { Forge } from '../../ports.ts';
import type { GitHub } from './client.ts';

export function runs({ octokit, at, doing, once }: GitHub): Pick<Forge, 'runs' | 'rerun'> {
  return {
    runs: ({ workflow, commit, event, branch }) =>
      doing({ doing: `list the runs of ${workflow}`, permission: 'actions: read' }, async () => {
        const { data } = await octokit.request(
          'GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs',
          {
            ...at,
            workflow_id: workflow,
            per_page: 100,
            ...(commit !== undefined && { head_sha: commit }),
            ...(event !== undefined && { event }),
            ...(branch !== undefined && { branch }),
          },
        );
        return data.workflow_runs.map((run) => ({
          id: Number(run.id),
          path: run.path,
          event: run.event,
          commit: run.head_sha,
          branch: run.head_branch ?? '',
          ...(run.status === 'completed' && run.conclusion !== null && { conclusion: run.conclusion }),
          // The repository of a fork may have been deleted since.
          fork: idOf(run.head_repository) !== idOf(run.repository),
          createdAt: run.created_at,
          pullRequests: (run.pull_requests ?? []).map(({ number }) => number),
          url: run.html_url,
        }));
      }),

    rerun: async (run) => {
      const which = { ...at, run_id: run };
      await once(
        { doing: `start run ${run} again`, permission: 'actions: write' },
        async () => {
          await octokit.request('POST /repos/{owner}/{repo}/actions/runs/{run_id}/rerun', which);
          return true;
        },
        async () => {
          const { data } = await octokit.request('GET /repos/{owner}/{repo}/actions/runs/{run_id}', which);
          return data.status === 'completed' ? undefined : true;
        },
      );
    },
  };
}

const idOf = (repository: { readonly id: number | bigint } | null | undefined): number | undefined =>
  repository ? Number(repository.id) : undefined;
