import { notFound, page, Refusal, type Asked, type Route, type Said } from './asked.ts';
import type { Run, State, StoredArtifact } from './state.ts';
import { runView } from './views.ts';

function runOf({ state, params }: Asked): Run {
  const found = state.runs.find(({ id }) => String(id) === params['run_id']);
  if (!found) throw notFound();
  return found;
}

const artifactView = (state: State, artifact: StoredArtifact) => {
  const run = state.runs.find(({ id }) => id === artifact.run);
  return {
    id: artifact.id,
    name: artifact.name,
    size_in_bytes: artifact.zip.byteLength,
    expired: artifact.expired,
    created_at: artifact.createdAt,
    updated_at: artifact.createdAt,
    expires_at: null,
    archive_download_url: `${state.serverUrl}/artifacts/${artifact.id}/zip`,
    workflow_run: {
      id: artifact.run,
      repository_id: 1,
      head_repository_id: 1,
      head_branch: run?.branch ?? '',
      head_sha: run?.commit ?? '',
    },
  };
};

function artifactsAmong(among: readonly StoredArtifact[], asked: Asked): Said {
  const name = asked.query.get('name');
  const found = among.filter((each) => name === null || each.name === name).toReversed();
  const [part, headers] = page(found, asked);
  const artifacts = part.map((each) => artifactView(asked.state, each));
  return { status: 200, headers, body: { total_count: found.length, artifacts } };
}

/** `storage` is where the files of artifacts are. */
export const actionRoutes = (storage: () => string): readonly Route[] => [
  {
    method: 'GET',
    path: '/actions/workflows/{workflow_id}/runs',
    needs: 'actions=read',
    answer: (asked) => {
      const { state, params, query } = asked;
      const workflow = params['workflow_id'] ?? '';
      if (!state.workflows.has(workflow)) throw notFound();
      const fits = (name: string, value: string): boolean => (query.get(name) ?? value) === value;
      const found = state.runs
        .filter((run) => run.workflow === workflow)
        .filter(
          (run) => fits('head_sha', run.commit) && fits('event', run.event) && fits('branch', run.branch),
        )
        .toReversed();
      const [part, headers] = page(found, asked);
      const workflow_runs = part.map((run) => runView(state, run));
      return { status: 200, headers, body: { total_count: found.length, workflow_runs } };
    },
  },
  {
    method: 'GET',
    path: '/actions/runs/{run_id}',
    needs: 'actions=read',
    answer: (asked) => ({ status: 200, body: runView(asked.state, runOf(asked)) }),
  },
  {
    method: 'POST',
    path: '/actions/runs/{run_id}/rerun',
    needs: 'actions=write',
    answer: (asked) => {
      const run = runOf(asked);
      if (run.status !== 'completed') throw new Refusal(403, 'This workflow is already running');
      run.attempt += 1;
      run.status = 'queued';
      run.conclusion = null;
      return { status: 201, body: {} };
    },
  },
  {
    method: 'GET',
    path: '/actions/artifacts',
    needs: 'actions=read',
    answer: (asked) => artifactsAmong(asked.state.artifacts, asked),
  },
  {
    method: 'GET',
    path: '/actions/runs/{run_id}/artifacts',
    needs: 'actions=read',
    answer: (asked) => {
      const run = runOf(asked);
      return artifactsAmong(
        asked.state.artifacts.filter((each) => each.run === run.id),
        asked,
      );
    },
  },
  {
    method: 'GET',
    path: '/actions/artifacts/{artifact_id}/{archive_format}',
    needs: 'actions=read',
    answer: ({ state, params }) => {
      const artifact = state.artifacts.find(({ id }) => String(id) === params['artifact_id']);
      if (!artifact || params['archive_format'] !== 'zip') throw notFound();
      if (artifact.expired) throw new Refusal(410, 'Artifact has expired');
      return {
        status: 302,
        headers: { location: `${storage()}/${artifact.id}.zip?sig=secret-of-${artifact.id}` },
      };
    },
  },
];
