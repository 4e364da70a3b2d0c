import { randomUUID } from 'node:crypto';
import type { Deployment, Forge } from '../../ports.ts';
import type { GitHub } from './client.ts';

/** https://docs.github.com/rest/deployments/statuses#create-a-deployment-status */
const longestDescription = 140;

const states = ['in_progress', 'success', 'failure', 'error', 'inactive', 'queued', 'pending'] as const;

const reading = (environment: string) => ({
  doing: `read the deployments to ${environment}`,
  permission: 'deployments: read',
});

export function deployments({
  octokit,
  at,
  doing,
  once,
}: GitHub): Pick<Forge, 'deployments' | 'createDeployment' | 'setDeploymentState'> {
  const writing = { doing: 'write a deployment', permission: 'deployments: write' };

  const withState = async (deployment: {
    readonly id: number | bigint;
    readonly sha: string;
    readonly created_at: string;
  }): Promise<Deployment> => {
    const statuses = await octokit.paginate(
      'GET /repos/{owner}/{repo}/deployments/{deployment_id}/statuses',
      { ...at, deployment_id: Number(deployment.id), per_page: 100 },
    );
    const newest = statuses.toSorted((a, b) => Number(b.id) - Number(a.id)).at(0)?.state;
    const state = states.find((each) => each === newest);
    return {
      id: Number(deployment.id),
      commit: deployment.sha,
      createdAt: deployment.created_at,
      ...(state && { state }),
      succeeded: statuses.some((each) => each.state === 'success'),
    };
  };

  return {
    async *deployments(environment) {
      const { data } = await doing(reading(environment), () =>
        octokit.request('GET /repos/{owner}/{repo}/deployments', { ...at, environment, per_page: 100 }),
      );
      for (const deployment of data.toSorted((a, b) => Number(b.id) - Number(a.id)))
        yield await doing(reading(environment), () => withState(deployment));
    },

    createDeployment: ({ environment, commit, description }) => {
      const key = randomUUID();
      return once(
        writing,
        async () => {
          const { data } = await octokit.request('POST /repos/{owner}/{repo}/deployments', {
            ...at,
            ref: commit,
            environment,
            description: description.slice(0, longestDescription),
            // What is deployed is merged already, and the check of this very run is still going on.
            auto_merge: false,
            required_contexts: [],
            payload: { tenantry: key },
          });
          if (!('id' in data)) throw new Error('a deployment without id');
          return Number(data.id);
        },
        async () => {
          const { data } = await octokit.request('GET /repos/{owner}/{repo}/deployments', {
            ...at,
            environment,
            sha: commit,
            per_page: 100,
          });
          const found = data.find(({ payload }) => JSON.stringify(payload).includes(key));
          return found && Number(found.id);
        },
      );
    },

    setDeploymentState: async (id, { state, description, logUrl }) => {
      await doing(writing, () =>
        octokit.request('POST /repos/{owner}/{repo}/deployments/{deployment_id}/statuses', {
          ...at,
          deployment_id: id,
          state,
          description: description.slice(0, longestDescription),
          ...(logUrl !== undefined && { log_url: logUrl }),
          // The same state twice says no more than once.
          request: { repeatable: true },
        }),
      );
    },
  };
}
