import { notFound, Refusal, type Asked, type Route, text } from './asked.ts';
import { commitOf } from './pull-routes.ts';
import type { CheckAnnotation, CheckRun, State } from './state.ts';

interface Output {
  readonly title?: string;
  readonly summary?: string;
  readonly annotations?: readonly CheckAnnotation[];
}

const checkView = (state: State, check: CheckRun) => ({
  id: check.id,
  name: check.name,
  head_sha: check.commit,
  status: check.status,
  conclusion: check.conclusion,
  url: `${state.serverUrl}/check-runs/${check.id}`,
  output: {
    title: check.title,
    summary: check.summary,
    text: null,
    annotations_count: check.annotations.length,
    annotations_url: `${state.serverUrl}/check-runs/${check.id}/annotations`,
  },
});

/** The description counts characters, GitHub bytes. */
function written(check: CheckRun, body: Asked['body']): void {
  const output = (body['output'] ?? {}) as Output;
  if (Buffer.byteLength(output.summary ?? '') > 65_535)
    throw new Refusal(422, 'Invalid request.\n\nOnly 65535 bytes are allowed in the summary.');
  for (const { path, title } of output.annotations ?? [])
    if ((title?.length ?? 0) > 255 || path.startsWith('/'))
      throw new Refusal(422, 'Invalid request.\n\nAn annotation is not as it should be.');
  check.title = output.title ?? check.title;
  check.summary = output.summary ?? check.summary;
  check.annotations = [...check.annotations, ...(output.annotations ?? [])];
  if (typeof body['conclusion'] === 'string') {
    check.conclusion = body['conclusion'];
    check.status = 'completed';
  } else if (typeof body['status'] === 'string') check.status = body['status'];
}

function checkOf({ state, params }: Asked): CheckRun {
  const found = state.checks.find(({ id }) => String(id) === params['check_run_id']);
  if (!found) throw notFound();
  return found;
}

export const checkRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/check-runs',
    needs: 'checks=write',
    answer: ({ state, body }) => {
      const check: CheckRun = {
        id: state.nextId(),
        name: text(body['name']),
        commit: commitOf(state, text(body['head_sha'])),
        status: 'queued',
        conclusion: null,
        title: null,
        summary: null,
        annotations: [],
      };
      written(check, body);
      state.checks.push(check);
      return { status: 201, body: checkView(state, check) };
    },
  },
  {
    method: 'PATCH',
    path: '/check-runs/{check_run_id}',
    needs: 'checks=write',
    answer: (asked) => {
      const check = checkOf(asked);
      written(check, asked.body);
      return { status: 200, body: checkView(asked.state, check) };
    },
  },
  {
    method: 'GET',
    path: '/check-runs/{check_run_id}',
    needs: 'checks=read',
    answer: (asked) => ({ status: 200, body: checkView(asked.state, checkOf(asked)) }),
  },
];
