import { describe, expect, test } from 'vitest';
import { connectGitHub } from '../../../src/adapters/github/connect.ts';
import { systemClock } from '../../../src/adapters/clock/clock.ts';
import type { Forge } from '../../../src/ports.ts';
import type { Fault } from '../../support/github/faults.ts';
import { everything, type GitHubLoopback } from '../../support/github/github.ts';
import type { Permissions } from '../../support/github/state.ts';
import { problemOf } from '../problem-of.ts';
import { hurriedClock } from '../graph/practice.ts';
import { connected, type Connected } from './connected.ts';

const marker = '<!-- tenantry -->';
const bytes = new Map([['a.json', Buffer.from('{}')]]);
const check = { name: 'plan', conclusion: 'success', title: 'a', summary: 'b', annotations: [] } as const;

/** A pull request #1, a run that ended, an artifact of it. */
async function furnished(): Promise<Connected & { readonly run: number; readonly artifact: number }> {
  const here = await connected();
  here.github.openPullRequest({ branch: 'move', edits: { 'a.yaml': 'a' } });
  const run = here.github.runStarted({ workflow: 'plan.yml', event: 'push', commit: here.github.head() });
  here.github.finishRun(run);
  return { ...here, run, artifact: await here.github.uploadArtifact(run, 'plan', { 'plan.json': '{}' }) };
}

type Here = Awaited<ReturnType<typeof furnished>>;

const calls: readonly (readonly [
  name: string,
  permission: string,
  call: (forge: Forge, here: Here) => Promise<unknown>,
])[] = [
  ['pullRequest', 'pull-requests: read', (forge) => forge.pullRequest(1)],
  ['openPullRequests', 'pull-requests: read', (forge) => forge.openPullRequests('main')],
  ['mergedBy', 'pull-requests: read', (forge, { github }) => forge.mergedBy([github.head()], 'main')],
  ['basesOf', 'pull-requests: read', (forge) => forge.basesOf('move')],
  ['changedPaths', 'pull-requests: read', (forge) => forge.changedPaths(1)],
  ['commitsBetween', 'contents: read', (forge) => forge.commitsBetween('main', 'move')],
  ['hashAt', 'contents: read', (forge, { github }) => forge.hashAt(github.head(), 'a.yaml')],
  ['findComment', 'issues: read`, or `pull-requests: read', (forge) => forge.findComment(1, marker)],
  ['addComment', 'issues: write`, or `pull-requests: write', (forge) => forge.addComment(1, marker)],
  [
    'editComment',
    'issues: write`, or `pull-requests: write',
    (forge, { github }) => forge.editComment(github.say(1, 'a', 'lee'), 'b'),
  ],
  ['findIssue', 'issues: read', (forge) => forge.findIssue('drift', marker)],
  ['openIssue', 'issues: write', (forge) => forge.openIssue({ title: 'a', body: 'b', label: 'drift' })],
  [
    'editIssue',
    'issues: write',
    (forge, { github }) =>
      forge.editIssue(github.openIssue({ title: 'a', body: 'b', as: 'lee' }), { state: 'closed' }),
  ],
  [
    'writeCheck',
    'checks: write',
    (forge, { github }) => forge.writeCheck({ ...check, commit: github.head() }),
  ],
  ['runs', 'actions: read', (forge) => forge.runs({ workflow: 'plan.yml' })],
  ['rerun', 'actions: write', (forge, { run }) => forge.rerun(run)],
  ['artifacts', 'actions: read', (forge) => forge.artifacts('plan')],
  ['artifacts of a run', 'actions: read', (forge, { run }) => forge.artifacts('plan', run)],
  ['download', 'actions: read', (forge, { artifact }) => forge.download(artifact)],
  [
    'deployments',
    'deployments: read',
    async (forge) => await forge.deployments('tenant')[Symbol.asyncIterator]().next(),
  ],
  [
    'createDeployment',
    'deployments: write',
    (forge, { github }) =>
      forge.createDeployment({ environment: 'tenant', commit: github.head(), description: 'a' }),
  ],
  [
    'setDeploymentState',
    'deployments: write',
    (forge, { github }) => {
      const id = github.deploy({ environment: 'tenant', commit: github.head(), state: 'queued' });
      return forge.setDeploymentState(id, { state: 'success', description: 'a' });
    },
  ],
  ['readBranch', 'contents: read', (forge) => forge.readBranch('move')],
  [
    'writeBranch',
    'contents: write',
    (forge) => forge.writeBranch({ branch: 'tenantry/a', files: bytes, message: 'a' }),
  ],
];

/** Every permission but those that a call needs. */
const without = (permission: string): Permissions => {
  const needed: readonly string[] = permission.match(/[a-z-]+(?=: )/g) ?? [];
  return Object.fromEntries(
    Object.entries(everything).flatMap(([name, level]) => {
      if (!needed.includes(name)) return [[name, level]];
      return permission.includes('write') ? [[name, 'read']] : [];
    }),
  );
};

describe.each(calls)('%s', (_, permission, call) => {
  test('is done with the permission, and without it the permission is named', async () => {
    const here = await furnished();
    await call(here.as({ permissions: { ...without(permission), ...given(permission) } }), here);
    const refused = here.as({ permissions: without(permission) });
    const { id, message, remedy } = await problemOf(() => call(refused, here));
    expect(id).toBe('github-permission');
    expect(message).toContain('Resource not accessible by integration (403)');
    expect(remedy).toContain(`\`${permission}\``);
  });

  test('is done although GitHub is ill for a while, and once', async () => {
    const well = await furnished();
    await call(well.forge, well);
    const before = whatIs(well.github);
    for (const what of [
      { status: 502 },
      { drop: 'before' },
      { drop: 'after' },
      { drop: 'during' },
    ] as const) {
      const ill = await furnished();
      ill.github.fail({ path: /./, what, times: 2 });
      await call(ill.forge, ill);
      expect(whatIs(ill.github)).toEqual(before);
    }
  });

  test('waits for limits as long as GitHub says', async () => {
    for (const [headers, status, message, waits] of limits) {
      const here = await furnished();
      here.github.fail({ path: '/', what: { status, headers, message } });
      await call(here.forge, here);
      expect(here.slept).toEqual([waits]);
    }
  });
});

const given = (permission: string): Permissions =>
  Object.fromEntries(
    [...permission.matchAll(/([a-z-]+): (read|write)/g)].map(([, name = '', level]) => [
      name,
      level === 'write' ? 'write' : 'read',
    ]),
  );

const secondary = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';
const limits = [
  [{ 'retry-after': '17' }, 403, secondary, 17_000],
  [{ 'retry-after': '3' }, 429, 'Too many requests', 3000],
  [{}, 403, secondary, 60_000],
  [{}, 429, 'Too many requests', 60_000],
  [
    { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(Date.parse('2026-11-20T08:02:00Z') / 1000) },
    403,
    'API rate limit exceeded for installation ID 1.',
    120_000,
  ],
] as const;

/** All that a call may have changed, without what is different each time. */
const whatIs = (github: GitHubLoopback) => ({
  comments: github.comments(1).map(({ body }) => body),
  issues: github.issues().map(({ title, state }) => [title, state]),
  checks: new Set(github.checks().map(({ name, conclusion }) => `${name} ${conclusion}`)),
  deployments: github.deployments().map(({ environment, statuses }) => [environment, statuses[0]?.state]),
  files: github.files('tenantry/a'),
});

const fail = async (fault: Omit<Fault, 'path'>, call = (forge: Forge) => forge.repository()) => {
  const here = await connected();
  here.github.fail({ path: '/', ...fault });
  const problem = await problemOf(() => call(here.forge));
  return { ...here, problem };
};

test('a limit that lasts longer than anybody waits', async () => {
  const reset = String(Date.parse('2026-11-20T08:50:00Z') / 1000);
  const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset };
  const { slept, problem } = await fail({
    what: { status: 403, headers, message: 'API rate limit exceeded' },
  });
  expect(slept).toEqual([]);
  expect(problem.id).toBe('github-rate-limit');
  expect(problem.message).toContain('until 2026-11-20T08:50:00Z');
});

test('GitHub stays ill', async () => {
  const { slept, problem } = await fail({ times: 1000, what: { status: 503, message: 'Unicorn' } });
  expect(problem.id).toBe('github-unavailable');
  expect(problem.message).toContain('GitHub said to GET /repos/contoso/tenant: Unicorn (503)');
  const waited = slept.reduce((sum, ms) => sum + ms, 0);
  expect(waited).toBeGreaterThan(4 * 60_000);
  expect(waited).toBeLessThanOrEqual(5 * 60_000);
});

test('the middle of a list that GitHub refuses with 409 is no end of it', async () => {
  const { github, forge } = await connected();
  const number = github.openPullRequest({ branch: 'move', edits: { 'a.yaml': 'a' } });
  for (let count = 0; count < 150; count++) github.say(number, `Remark ${count}`, 'lee');
  github.fail({ path: '/comments', after: 1, what: { status: 409, message: 'Conflict' } });
  const { id } = await problemOf(() => forge.findComment(number, marker));
  expect(id).toBe('github-refused');
});

test('a body that is too long is refused in GitHub’s words', async () => {
  const { github, forge } = await connected();
  const number = github.openPullRequest({ branch: 'move', edits: { 'a.yaml': 'a' } });
  await forge.addComment(number, 'x'.repeat(65_536));
  const { id, message } = await problemOf(() => forge.addComment(number, 'x'.repeat(65_537)));
  expect(id).toBe('github-refused');
  expect(message).toContain('Body is too long (maximum is 65536 characters)');
  expect(github.comments(number)).toHaveLength(1);
});

describe('tokens', () => {
  test.each(['', 'ghs_somebodys'])('%j is refused and never shown', async (token) => {
    const { using } = await connected();
    const { id, message } = await problemOf(() => using(token).repository());
    expect(id).toBe('github-token');
    expect(message).toMatch(/Requires authentication|Bad credentials/);
    expect(message).not.toContain('ghs_');
  });

  test('one that ends in the middle', async () => {
    const { github, using } = await connected();
    const token = github.token();
    const forge = using(token);
    await forge.repository();
    github.revoke(token);
    expect((await problemOf(() => forge.repository())).id).toBe('github-token');
  });

  test('one that GitHub repeats is taken out of the message', async () => {
    const { github, using } = await connected();
    const token = github.token();
    github.fail({ path: '/', what: { status: 400, message: `no such token as ${token}` } });
    const { message } = await problemOf(() => using(token).repository());
    expect(message).toContain('no such token as REDACTED');
  });

  test('a personal one without a permission', async () => {
    const { github, as } = await connected();
    const forge = as({ as: 'adele', permissions: { contents: 'read' } });
    const write = () => forge.writeCheck({ ...check, commit: github.head() });
    expect((await problemOf(write)).message).toContain('Resource not accessible by personal access token');
  });

  test('the permission for pull requests does not do for issues', async () => {
    const { github, as } = await connected();
    const issue = github.openIssue({ title: 'a', body: 'b', as: 'lee' });
    const forge = as({ permissions: { 'pull-requests': 'write' } });
    expect((await problemOf(() => forge.addComment(issue, 'a'))).remedy).toContain('`issues: write`');
  });
});

test('another repository is not there', async () => {
  const { github } = await connected();
  const forge = connectGitHub({
    apiUrl: github.apiUrl,
    serverUrl: github.serverUrl,
    repository: 'contoso/other',
    token: github.token(),
    clock: hurriedClock().clock,
  });
  const { id, message } = await problemOf(() => forge.repository());
  expect(id).toBe('github-not-found');
  expect(message).toContain('GET /repos/contoso/other');
});

test('where nobody listens, it says so after a few attempts', async () => {
  const { clock, slept } = hurriedClock();
  const urls = { apiUrl: 'http://127.0.0.1:1', serverUrl: 'http://127.0.0.1:1' };
  const forge = connectGitHub({ ...urls, repository: 'contoso/tenant', token: 'x', clock });
  const { id } = await problemOf(() => forge.repository());
  expect(id).toBe('github-unreachable');
  expect(slept.length).toBeLessThan(5);
});

test('a name that is none', async () => {
  const urls = { apiUrl: 'http://127.0.0.1:1', serverUrl: 'http://127.0.0.1:1' };
  const options = { ...urls, repository: '../etc', token: 'x', clock: systemClock() };
  expect((await problemOf(() => connectGitHub({ ...options, repository: 'a/b/c' }))).id).toBe(
    'github-repository',
  );
  expect((await problemOf(() => connectGitHub({ ...options, repository: 'tenant' }))).id).toBe(
    'github-repository',
  );
});

test('an interrupt ends the waiting, and is passed on as it is', async () => {
  const { github } = await connected();
  const controller = new AbortController();
  const reason = new Error('interrupted');
  const forge = connectGitHub({
    apiUrl: github.apiUrl,
    serverUrl: github.serverUrl,
    repository: github.repository,
    token: github.token(),
    signal: controller.signal,
    clock: { now: () => new Date(), sleep: async () => controller.abort(reason) },
  });
  github.fail({ path: '/', what: { status: 503 }, times: 1000 });
  await expect(forge.repository()).rejects.toBe(reason);
});

test('the token goes to no other host, whatever a link says', async () => {
  const seen: string[] = [];
  const forge = connectGitHub({
    apiUrl: 'https://api.github.test',
    serverUrl: 'https://github.test',
    repository: 'contoso/tenant',
    token: 'ghs_secret',
    clock: hurriedClock().clock,
    async fetch(input) {
      seen.push(input instanceof Request ? input.url : input.toString());
      const link = '<https://elsewhere.test/more>; rel="next"';
      return new Response('[]', { headers: { 'content-type': 'application/json', link } });
    },
  });
  const { message } = await problemOf(() => forge.openPullRequests('main'));
  expect(message).toContain('elsewhere.test');
  expect(seen.every((url) => url.startsWith('https://api.github.test/'))).toBe(true);
});

test('a comment that is answered with a lost connection is found, not written again', async () => {
  const { github, forge } = await connected();
  const number = github.openPullRequest({ branch: 'move', edits: { 'a.yaml': 'a' } });
  github.say(number, marker, 'lee');
  github.fail({ method: 'POST', path: '/comments', what: { drop: 'after' } });
  const id = await forge.addComment(number, marker);
  expect(github.comments(number).map((comment) => [comment.id, comment.author])).toEqual([
    [expect.any(Number), 'lee'],
    [id, 'github-actions[bot]'],
  ]);
});
