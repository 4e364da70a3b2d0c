import { execFileSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { gitHistory, gitMergesOf, gitTexts, parseLog } from '../../../src/adapters/files/git-history.ts';
import { temporary } from '../../support/cli.ts';

const folder = temporary();
const git = (...args: readonly string[]): string =>
  execFileSync('git', ['-C', folder, '-c', 'user.name=Lee', '-c', 'user.email=l@x.com', ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
function commit(name: string, text: string, subject: string): void {
  writeFileSync(join(folder, name), text);
  git('add', '.');
  git('commit', '--quiet', '-m', subject);
}

test('a merge that was put right by hand has what was on both sides', async () => {
  git('init', '--quiet', '-b', 'main');
  commit('a ä.yaml', 'one\n', 'first');
  git('switch', '--quiet', '-c', 'other');
  commit('a ä.yaml', 'two\n', 'second');
  git('switch', '--quiet', 'main');
  commit('a ä.yaml', 'three\n', 'third');
  expect(() => git('merge', '--quiet', 'other')).toThrow('Command failed');
  commit('a ä.yaml', 'four\n', 'Merge pull request #9 from other');
  const found = await gitHistory(folder);
  expect(found?.shallow).toBe(false);
  const [merge] = found?.commits ?? [];
  expect(found?.commits.map(({ subject }) => subject).toSorted()).toEqual(
    ['Merge pull request #9 from other', 'first', 'second', 'third'].toSorted(),
  );
  const [file] = merge?.files ?? [];
  const objects = [...(file?.before ?? []), file?.after].filter((each) => each !== undefined);
  const texts = await gitTexts(folder, objects);
  expect([file?.path, ...objects.map((object) => texts.get(object))]).toEqual([
    'a ä.yaml',
    'three\n',
    'two\n',
    'four\n',
  ]);
  const second = found?.commits.find(({ subject }) => subject === 'second')?.commit ?? '';
  expect(await gitMergesOf(folder, second)).toEqual(['Merge pull request #9 from other']);
});

test('without a commit there is none, and without a repository nothing', async () => {
  const empty = temporary();
  expect(await gitHistory(empty)).toBeUndefined();
  execFileSync('git', ['-C', empty, 'init', '--quiet']);
  expect(await gitHistory(empty)).toEqual({ commits: [], shallow: false });
});

test('no program that the repository names is run', async () => {
  const proof = join(temporary(), 'ran');
  for (const [name, value] of [
    ['log.showSignature', 'true'],
    ['gpg.program', `touch ${proof}`],
    ['diff.external', `touch ${proof}`],
    ['core.fsmonitor', `touch ${proof}`],
    ['core.pager', `touch ${proof}`],
  ] as const)
    git('config', name, value);
  expect((await gitHistory(folder))?.commits.length).toBe(4);
  expect(existsSync(proof)).toBe(false);
});

test('what a partial clone leaves out is not fetched, since the repository names the program for that', async () => {
  const partial = temporary();
  const proof = join(temporary(), 'ran');
  const run = (...args: readonly string[]): string =>
    execFileSync('git', ['-C', partial, '-c', 'user.name=Lee', '-c', 'user.email=l@x.com', ...args], {
      encoding: 'utf8',
    }).trim();
  run('init', '--quiet');
  writeFileSync(join(partial, 'a.yaml'), 'one\n');
  run('add', '.');
  run('commit', '--quiet', '-m', 'first');
  for (const [name, value] of [
    ['core.repositoryFormatVersion', '1'],
    ['extensions.partialClone', 'origin'],
    ['remote.origin.promisor', 'true'],
    ['remote.origin.url', 'ssh://host.invalid/x'],
    ['core.sshCommand', `touch ${proof};`],
  ] as const)
    run('config', name, value);
  const remove = (object: string): void =>
    rmSync(join(partial, '.git/objects', object.slice(0, 2), object.slice(2)));
  const [blob, tree] = [run('rev-parse', 'HEAD:a.yaml'), run('rev-parse', 'HEAD^{tree}')];
  remove(blob);
  expect((await gitHistory(partial))?.commits).toHaveLength(1);
  await expect(gitTexts(partial, [blob])).rejects.toThrow('The clone does not have all of the history');
  remove(tree);
  await expect(gitHistory(partial)).rejects.toThrow('The clone does not have all of the history');
  expect(existsSync(proof)).toBe(false);
});

test('a subject that looks like the log is only a subject', () => {
  const fields = ['', '\u0001', 'c0ffee', ':100644 ', '2026-01-01T00:00:00Z', '\u0001 :100644', ''];
  const entry = [':100644 100644 aaa bbb M', 'u.yaml', ':000000 100644 000 ccc A', '\u0001', ''];
  expect(parseLog([...fields, ...entry].join('\0'))).toEqual([
    {
      commit: 'c0ffee',
      author: ':100644 ',
      at: '2026-01-01T00:00:00.000Z',
      subject: '\u0001 :100644',
      files: [{ path: 'u.yaml', before: ['aaa'], after: 'bbb' }],
    },
  ]);
});

test.each([
  ['of the year 33658', '999999999999 +0000'],
  ['that is none', 'tomorrow'],
])('a commit with a date %s keeps nobody from reading the others', async (_, date) => {
  const odd = temporary();
  const run = (args: readonly string[], input = ''): string =>
    execFileSync('git', ['-C', odd, ...args], { encoding: 'utf8', input }).trim();
  run(['init', '--quiet']);
  writeFileSync(join(odd, 'a.yaml'), 'one\n');
  run(['add', '.']);
  const text = `tree ${run(['write-tree'])}\nauthor A <a@x.com> ${date}\ncommitter A <a@x.com> 1700000000 +0000\n\nodd\n`;
  const object = run(['hash-object', '-t', 'commit', '-w', '--stdin', '--literally'], text);
  run(['reset', '--quiet', object]);
  const { commits } = (await gitHistory(odd)) ?? { commits: [] };
  expect(commits.map(({ subject, files }) => [subject, files.map(({ path }) => path)])).toEqual([
    ['odd', ['a.yaml']],
  ]);
  expect(new Date(commits[0]?.at ?? '').toISOString()).toBe(commits[0]?.at);
});
