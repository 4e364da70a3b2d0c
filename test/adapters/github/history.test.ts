import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { problemOf } from '../problem-of.ts';
import { temporaryFolder } from '../temporary.ts';
import { connected } from './connected.ts';

test('more commits than GitHub compares at once, the oldest first', async () => {
  const { github, forge } = await connected();
  const base = github.head();
  const commits = Array.from(
    { length: 260 },
    (_, index) => github.push('main', { 'a.yaml': String(index) }).after,
  );
  expect(await forge.commitsBetween(base, github.head())).toEqual(commits);
  expect(await forge.commitsBetween(github.head(), base)).toEqual([]);
  expect(await forge.commitsBetween(base, base)).toEqual([]);
});

test('commits of both sides of a merge', async () => {
  const { github, forge } = await connected();
  const base = github.head();
  const number = github.openPullRequest({ branch: 'move', edits: { '1.yaml': 'a' } });
  const onMain = github.push('main', { '2.yaml': 'a' }).after;
  const { after } = github.merge(number);
  const commits = await forge.commitsBetween(base, after);
  expect(commits.toSorted()).toEqual([github.pull(number).head, onMain, after].toSorted());
  expect(commits.at(-1)).toBe(after);
});

const files = {
  'README.md': 'A tenant.\n',
  'tenant/tenant.yaml': 'format: 1\n',
  'tenant/users/a.yaml': 'users: []\n',
  'tenant/users/ä b.yaml': 'users: []\n',
};

test('hashes of files and folders are those of Git', async () => {
  const { github, forge } = await connected({ files });
  const folder = temporaryFolder();
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', '-c', 'core.autocrlf=false', ...args], {
      cwd: folder,
      encoding: 'utf8',
    }).trim();
  git('init', '--quiet');
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  git('add', '.');
  git('commit', '--quiet', '-m', 'Begin');
  for (const path of ['tenant', 'tenant/users', 'tenant/users/a.yaml', 'tenant/users/ä b.yaml', 'README.md'])
    expect([path, await forge.hashAt(github.head(), path)]).toEqual([path, git('rev-parse', `HEAD:${path}`)]);
  expect(await forge.hashAt(github.head(), 'tenant/')).toBe(git('rev-parse', 'HEAD:tenant'));
  expect(await forge.hashAt(github.head(), '.')).toBe(git('rev-parse', 'HEAD^{tree}'));
});

test.each(['nothing', 'tenant/nothing', 'README.md/below', 'Tenant'])('there is no %s', async (path) => {
  const { github, forge } = await connected({ files });
  expect(await forge.hashAt(github.head(), path)).toBeUndefined();
});

test('a commit that is not there is an error, not an absent file', async () => {
  const { forge } = await connected({ files });
  const { id, message } = await problemOf(() => forge.hashAt('1'.repeat(40), 'tenant'));
  expect(id).toBe('github-not-found');
  expect(message).toContain('tenant at 1111111');
});
