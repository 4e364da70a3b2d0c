import { expect, test } from 'vitest';
import { problemOf } from '../problem-of.ts';
import { connected } from './connected.ts';

const many = (count: number): Record<string, string> =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`tenant/users/${index}.yaml`, `text ${index}`]),
  );

test('the repository as it is', async () => {
  const { github, forge } = await connected({ visibility: 'internal' });
  expect(await forge.repository()).toEqual({
    name: 'contoso/tenant',
    visibility: 'internal',
    defaultBranch: 'main',
  });
  expect(forge.url).toBe(`${github.serverUrl}/contoso/tenant`);
});

test('a pull request before and after its merge', async () => {
  const { github, forge } = await connected();
  const base = github.head();
  const number = github.openPullRequest({ branch: 'move', edits: { 'tenant/a.yaml': 'a' }, title: 'Move' });
  const open = {
    number,
    title: 'Move',
    state: 'open',
    fork: false,
    head: { commit: github.head('move'), branch: 'move' },
    base: { commit: base, branch: 'main' },
  };
  expect(await forge.pullRequest(number)).toEqual(open);
  const { after } = github.merge(number);
  expect(await forge.pullRequest(number)).toEqual({
    ...open,
    state: 'closed',
    mergeCommit: after,
    mergedAt: '2026-11-20T08:00:00Z',
  });
});

test('a pull request from a fork, and one that was closed without a merge', async () => {
  const { github, forge } = await connected();
  const number = github.openPullRequest({ branch: 'main', edits: { 'tenant/a.yaml': 'a' }, fork: true });
  expect(await forge.pullRequest(number)).toMatchObject({ fork: true, state: 'open' });
  github.closePullRequest(number);
  const closed = await forge.pullRequest(number);
  expect(closed.state).toBe('closed');
  expect(closed).not.toHaveProperty('mergeCommit');
});

test('open pull requests to a branch, more than fit on a page, the oldest first', async () => {
  const { github, forge } = await connected();
  const numbers = Array.from({ length: 105 }, (_, index) =>
    github.openPullRequest({ branch: `b${index}`, edits: { [`${index}.yaml`]: 'a' } }),
  );
  github.closePullRequest(3);
  github.push('release', {});
  github.openPullRequest({ branch: 'b1', base: 'release' });
  const found = await forge.openPullRequests('main');
  expect(found.map(({ number }) => number)).toEqual(numbers.filter((number) => number !== 3));
});

test.each(['somebody', 'itself'] as const)(
  'what the pull requests of a branch are for, and whether that was changed by %s',
  async (by) => {
    const { github, forge } = await connected();
    github.push('release', {});
    const first = github.openPullRequest({ branch: 'move', edits: { 'a.yaml': 'a' } });
    const other = github.openPullRequest({ branch: 'move', base: 'release' });
    github.closePullRequest(other);
    github.openPullRequest({ branch: 'else', edits: { 'b.yaml': 'b' } });
    github.openPullRequest({ branch: 'move', edits: { 'c.yaml': 'c' }, fork: true });
    expect(await forge.basesOf('move')).toEqual([
      { number: other, base: 'release', retargeted: false },
      { number: first, base: 'main', retargeted: false },
    ]);
    github.retarget(first, 'release', by);
    expect(await forge.basesOf('move')).toMatchObject([
      { number: other },
      { number: first, base: 'release', retargeted: true },
    ]);
    expect(await forge.basesOf('none')).toEqual([]);
  },
);

test('paths of a pull request with more files than fit on a page; a renamed file has two', async () => {
  const { github, forge } = await connected({
    files: { 'old.yaml': 'same', 'gone.yaml': 'x', 'stays.yaml': 'y' },
  });
  const number = github.openPullRequest({
    branch: 'move',
    edits: { ...many(130), 'old.yaml': null, 'new.yaml': 'same', 'gone.yaml': null },
  });
  const paths = await forge.changedPaths(number);
  expect(paths.toSorted()).toEqual(
    [...Object.keys(many(130)), 'old.yaml', 'new.yaml', 'gone.yaml'].toSorted(),
  );
});

test('GitHub lists 3,000 files; with one more the list would not be whole', async () => {
  const { github, forge } = await connected();
  const number = github.openPullRequest({ branch: 'move', edits: many(3000) });
  expect(await forge.changedPaths(number)).toHaveLength(3000);
  github.push('move', { 'one-more.yaml': 'a' });
  expect((await problemOf(() => forge.changedPaths(number))).id).toBe('github-too-many-files');
});

test.each(['merge', 'squash', 'rebase', 'queue'] as const)('what a push merged, by %s', async (method) => {
  const { github, forge } = await connected();
  const first = github.openPullRequest({ branch: 'one', edits: { '1.yaml': 'a' } });
  github.push('one', { '1.yaml': 'b' });
  const second = github.openPullRequest({ branch: 'two', edits: { '2.yaml': 'a' } });
  const unmerged = github.openPullRequest({ branch: 'three', edits: { '3.yaml': 'a' } });
  if (method === 'queue') github.enqueue(second);
  const { before } = github.merge(second, method);
  if (method === 'queue') github.enqueue(first);
  const { after } = github.merge(first, method);
  expect(github.files('main')).toMatchObject({ '1.yaml': 'b', '2.yaml': 'a' });
  const commits = await forge.commitsBetween(before, after);
  const merged = await forge.mergedBy(commits, 'main');
  expect(merged.map(({ number }) => number)).toEqual([second, first]);
  expect(await forge.mergedBy(commits, 'release')).toEqual([]);
  expect(await forge.mergedBy([github.pull(unmerged).head], 'main')).toEqual([]);
});

test('a pull request into a branch that is merged later did not merge into main', async () => {
  const { github, forge } = await connected();
  const whole = github.openPullRequest({ branch: 'feature', edits: { '1.yaml': 'a' } });
  const part = github.openPullRequest({ branch: 'part', edits: { '2.yaml': 'a' }, base: 'feature' });
  github.merge(part);
  github.push('feature', { '3.yaml': 'a' });
  const { before, after } = github.merge(whole);
  const merged = await forge.mergedBy(await forge.commitsBetween(before, after), 'main');
  expect(merged.map(({ number }) => number)).toEqual([whole]);
});
