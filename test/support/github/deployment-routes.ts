import { listed, notFound, Refusal, type Asked, type Route, text } from './asked.ts';
import { commitOf } from './pull-routes.ts';
import type { DeploymentStatus, State, StoredDeployment } from './state.ts';
import { user } from './views.ts';

const deploymentView = (state: State, of: StoredDeployment) => ({
  id: of.id,
  sha: of.commit,
  ref: of.commit,
  task: 'deploy',
  environment: of.environment,
  description: of.description,
  payload: of.payload,
  creator: user(of.creator),
  created_at: of.createdAt,
  updated_at: of.createdAt,
  url: `${state.serverUrl}/deployments/${of.id}`,
  production_environment: of.production,
});

const statusView = (state: State, of: DeploymentStatus) => ({
  id: of.id,
  state: of.state,
  description: of.description,
  created_at: of.createdAt,
  updated_at: of.createdAt,
  url: `${state.serverUrl}/statuses/${of.id}`,
  ...(of.log_url !== undefined && { log_url: of.log_url }),
});

function deploymentOf({ state, params }: Asked): StoredDeployment {
  const found = state.deployments.find(({ id }) => String(id) === params['deployment_id']);
  if (!found) throw notFound();
  return found;
}

/** Adds a status; a success makes the earlier ones of the same environment inactive, unless it is one of production. */
export function addStatus(
  state: State,
  deployment: StoredDeployment,
  status: Pick<DeploymentStatus, 'state' | 'description' | 'log_url'>,
  autoInactive: boolean,
): DeploymentStatus {
  const made = { id: state.nextId(), createdAt: state.stamp(), ...status };
  deployment.statuses = [made, ...deployment.statuses];
  if (status.state !== 'success' || !autoInactive) return made;
  for (const earlier of state.deployments)
    if (
      earlier.id < deployment.id &&
      earlier.environment === deployment.environment &&
      !earlier.production &&
      earlier.statuses[0]?.state === 'success'
    )
      addStatus(state, earlier, { state: 'inactive', description: '' }, false);
  return made;
}

export const deploymentRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/deployments',
    needs: 'deployments=read',
    answer: (asked) => {
      const { state, query } = asked;
      const found = state.deployments.filter(
        (each) =>
          (query.get('environment') ?? each.environment) === each.environment &&
          (query.get('sha') ?? each.commit) === each.commit,
      );
      return listed(
        found.toReversed().map((each) => deploymentView(state, each)),
        asked,
      );
    },
  },
  {
    method: 'POST',
    path: '/deployments',
    needs: 'deployments=write',
    answer: ({ state, token, body }) => {
      const commit = commitOf(state, text(body['ref']));
      const main = state.branches.get(state.defaultBranch) ?? '';
      if (body['auto_merge'] !== false && !state.objects.ancestors(commit).includes(main))
        throw new Refusal(409, `Conflict merging ${state.defaultBranch} into ${commit}.`);
      const contexts = body['required_contexts'] as readonly string[] | undefined;
      const unfinished = state.checks.some(
        (check) => check.commit === commit && check.conclusion !== 'success',
      );
      if (contexts === undefined && unfinished)
        throw new Refusal(409, `Conflict: Commit status checks failed for ${commit}.`);
      const environment = text(body['environment'], 'production');
      const made: StoredDeployment = {
        id: state.nextId(),
        environment,
        commit,
        description: text(body['description']),
        payload: body['payload'] ?? {},
        production: body['production_environment'] === true || environment === 'production',
        creator: token.login,
        createdAt: state.stamp(),
        statuses: [],
      };
      state.deployments.push(made);
      return { status: 201, body: deploymentView(state, made) };
    },
  },
  {
    method: 'GET',
    path: '/deployments/{deployment_id}/statuses',
    needs: 'deployments=read',
    answer: (asked) =>
      listed(
        deploymentOf(asked).statuses.map((each) => statusView(asked.state, each)),
        asked,
      ),
  },
  {
    method: 'POST',
    path: '/deployments/{deployment_id}/statuses',
    needs: 'deployments=write',
    answer: (asked) => {
      const { state, body } = asked;
      const description = text(body['description']);
      if (description.length > 140)
        throw new Refusal(422, 'Validation Failed', [
          { resource: 'DeploymentStatus', field: 'description', code: 'too_long' },
        ]);
      const status = {
        state: text(body['state']),
        description,
        ...(typeof body['log_url'] === 'string' && { log_url: body['log_url'] }),
      };
      const made = addStatus(state, deploymentOf(asked), status, body['auto_inactive'] !== false);
      return { status: 201, body: statusView(state, made) };
    },
  },
];
