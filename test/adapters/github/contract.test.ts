import { describe, expect, onTestFinished, test } from 'vitest';
import { description, filled, operation, wrongAnswer, wrongRequest } from '../../support/github/contract.ts';
import { everything, startGitHub, type GitHubLoopback } from '../../support/github/github.ts';
import { repositoryPath, routesWith } from '../../support/github/server.ts';

/** The GitHub of these tests is only as good as what it refuses. */

const comment = operation('POST', '/repos/{owner}/{repo}/issues/{issue_number}/comments');
const checkRun = operation('POST', '/repos/{owner}/{repo}/check-runs');
const deployment = operation('POST', '/repos/{owner}/{repo}/deployments/{deployment_id}/statuses');
const pulls = operation('GET', '/repos/{owner}/{repo}/pulls');

const check = { name: 'plan', head_sha: '1'.repeat(40) };
const remark = { path: 'a', start_line: 1, end_line: 1, annotation_level: 'notice', message: 'a' };
const withOutput = (output: object): object => ({
  ...check,
  output: { title: 'a', summary: 'b', ...output },
});

test.each([
  [comment, '', undefined, 'a body is expected'],
  [comment, '', {}, "required property 'body'"],
  [comment, '', { body: 1 }, '/body must be string'],
  [comment, '', { body: 'a', marker: 'b' }, 'marker is not known'],
  [comment, 'force=1', { body: 'a' }, 'force is not known'],
  [checkRun, '', withOutput({ annotations: Array.from({ length: 51 }, () => remark) }), '50 items'],
  [checkRun, '', withOutput({ annotations: [{ ...remark, annotation_level: 'error' }] }), 'allowed values'],
  [checkRun, '', withOutput({ summary: 'x'.repeat(65_536) }), '65535 characters'],
  [deployment, '', { state: 'done' }, 'allowed values'],
  [pulls, 'state=merged', undefined, 'state=merged'],
  [pulls, 'per_page=many', undefined, 'per_page=many'],
  [pulls, '', { state: 'open' }, 'no body'],
])('case %#: a wrong request is refused', (operation, query, body, words) => {
  expect(wrongRequest(operation, new URLSearchParams(query), body)).toContain(words);
});

test.each([
  [comment, '', { body: 'a' }],
  [checkRun, '', withOutput({ annotations: Array.from({ length: 50 }, () => remark) })],
  [pulls, 'state=closed&per_page=100&page=2', undefined],
])('case %#: a right request is not', (operation, query, body) => {
  expect(wrongRequest(operation, new URLSearchParams(query), body)).toBeUndefined();
});

describe('answers', () => {
  const answered = { id: 1, body: 'a', user: { login: 'lee', id: 1, type: 'User' } };

  test('what nobody here cares about is filled in', () => {
    expect(wrongAnswer(comment, 201, answered)).toContain('required property');
    const whole = filled(comment, 201, answered);
    expect(wrongAnswer(comment, 201, whole)).toBeUndefined();
    expect(whole).toMatchObject(answered);
  });

  test.each([
    [200, answered, 'status 200'],
    [201, { ...answered, id: 'one' }, '/id'],
    [201, { ...answered, user: { login: 7 } }, '/user'],
    [201, { ...answered, created_at: 'yesterday' }, '/created_at'],
  ])('status %i with %j departs from the description', (status, body, words) => {
    expect(wrongAnswer(comment, status, filled(comment, status, body))).toContain(words);
  });

  test('all that is described is answered, and nothing else', () => {
    const described = Object.entries(description.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const answered = routesWith(() => '').map(({ method, path }) => `${method} ${repositoryPath}${path}`);
    expect(answered.toSorted()).toEqual(described.toSorted());
  });

  test('an answer that departs is told when the loopback closes', async () => {
    const github = await startGitHub();
    github.say(1, 7 as unknown as string, 'lee');
    github.openIssue({ title: 'a', body: 'b', as: 'lee' });
    const url = `${github.apiUrl}/repos/contoso/tenant/issues/1/comments`;
    await fetch(url, { headers: { authorization: `Bearer ${github.token()}` } });
    await expect(github.close()).rejects.toThrow('/0/body must be string');
  });
});

async function asking(): Promise<{
  readonly github: GitHubLoopback;
  readonly ask: (path: string, init?: RequestInit) => Promise<Response>;
}> {
  const github = await startGitHub();
  onTestFinished(() => github.close());
  const headers = { authorization: `Bearer ${github.token()}` };
  return { github, ask: (path, init) => fetch(`${github.apiUrl}${path}`, { headers, ...init }) };
}

describe('the loopback by itself', () => {
  const repo = '/repos/contoso/tenant';

  test('pages of at most 100, with links', async () => {
    const { github, ask } = await asking();
    for (let count = 0; count < 250; count++) github.openIssue({ title: `${count}`, body: '', as: 'lee' });
    const first = await ask(`${repo}/issues?per_page=1000`);
    expect(await first.json()).toHaveLength(100);
    expect(first.headers.get('link')).toMatch(/<[^>]*[?&]page=2>; rel="next", <[^>]*[?&]page=3>; rel="last"/);
    const last = await ask(`${repo}/issues?per_page=100&page=3`);
    expect(await last.json()).toHaveLength(50);
    expect(last.headers.get('link')).not.toContain('next');
    expect(await (await ask(`${repo}/issues`)).json()).toHaveLength(30);
  });

  test('nobody, somebody who may not, and nothing there', async () => {
    const { github, ask } = await asking();
    expect((await ask(repo, { headers: {} })).status).toBe(401);
    const { issues, ...others } = everything;
    expect(issues).toBe('write');
    const headers = { authorization: `token ${github.token({ permissions: others })}` };
    const refused = await ask(`${repo}/issues`, { headers });
    expect(refused.status).toBe(403);
    expect(refused.headers.get('x-accepted-github-permissions')).toBe('issues=read');
    expect((await ask(`${repo}/pulls/1`)).status).toBe(404);
    expect((await ask(`${repo}/secrets`)).status).toBe(404);
    expect((await ask('/repos/contoso/other')).status).toBe(404);
  });

  test('what was asked, without the tokens', async () => {
    const { github, ask } = await asking();
    await ask(`${repo}/issues?state=all`);
    expect(github.requests()).toEqual([
      { method: 'GET', path: `${repo}/issues`, query: { state: 'all' }, body: undefined, status: 200 },
    ]);
  });

  test('the file of an artifact is refused to who shows a token', async () => {
    const { github, ask } = await asking();
    const run = github.runStarted({ workflow: 'plan.yml', event: 'push', commit: github.head() });
    const artifact = await github.uploadArtifact(run, 'plan', { 'plan.json': '{}' });
    const answer = await ask(`${repo}/actions/artifacts/${artifact}/zip`, { redirect: 'manual' });
    expect(answer.status).toBe(302);
    const location = answer.headers.get('location') ?? '';
    expect(new URL(location).origin).not.toBe(new URL(github.apiUrl).origin);
    expect((await fetch(location, { headers: { authorization: 'Bearer x' } })).status).toBe(401);
    expect((await fetch(location)).status).toBe(200);
  });
});
