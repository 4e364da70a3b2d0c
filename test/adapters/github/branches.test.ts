import { expect, test } from 'vitest';
import { problemOf } from '../problem-of.ts';
import { connected } from './connected.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text);
const branch = 'tenantry/state';

test('a branch is made, read and replaced, texts and bytes alike', async () => {
  const { github, forge } = await connected();
  expect(await forge.readBranch(branch)).toBeUndefined();
  const files = new Map([
    ['a.json', bytes('{"ä": 1}\n')],
    ['below/here/b.bin', Uint8Array.from([0, 255, 254, 10, 13])],
    ['empty', bytes('')],
  ]);
  await forge.writeBranch({ branch, files, message: 'First' });
  const read = await forge.readBranch(branch);
  expect(new Map([...(read ?? [])].map(([path, each]) => [path, [...each]]))).toEqual(
    new Map([...files].map(([path, each]) => [path, [...each]])),
  );
  await forge.writeBranch({ branch, files: new Map([['c', bytes('c')]]), message: 'Second' });
  expect(github.files(branch)).toEqual({ c: 'c' });
  expect(await forge.commitsBetween(github.head(branch), github.head(branch))).toEqual([]);
});

test('on top of a commit, the other files stay', async () => {
  const { github, forge } = await connected({ files: { 'README.md': 'A tenant.\n', 'a.yaml': 'a' } });
  const parent = github.head();
  await forge.writeBranch({ branch, parent, files: new Map([['a.yaml', bytes('b')]]), message: 'Mend' });
  expect(github.files(branch)).toEqual({ 'README.md': 'A tenant.\n', 'a.yaml': 'b' });
  expect(await forge.commitsBetween(parent, github.head(branch))).toEqual([github.head(branch)]);
  expect(github.head()).toBe(parent);
});

test('more files than anybody reads at once', async () => {
  const { forge } = await connected();
  const files = new Map(Array.from({ length: 130 }, (_, index) => [`${index}.json`, bytes(String(index))]));
  await forge.writeBranch({ branch, files, message: 'Many' });
  expect((await forge.readBranch(branch))?.size).toBe(130);
});

test.each(['main', 'tenantry', 'refs/heads/main', 'users/tenantry/a'])(
  '%s is not ours to overwrite',
  async (name) => {
    const { github, forge } = await connected();
    const before = github.head();
    const write = () => forge.writeBranch({ branch: name, files: new Map(), message: 'x' });
    expect((await problemOf(write)).id).toBe('github-branch-not-ours');
    expect(github.head()).toBe(before);
    expect(github.requests()).toEqual([]);
  },
);

test.each([
  ['POST', '/git/trees'],
  ['POST', '/git/commits'],
  ['POST', '/git/refs'],
  ['PATCH', '/git/refs/'],
])('the connection ends after %s %s', async (method, path) => {
  const { github, forge } = await connected();
  github.fail({ method, path, what: { drop: 'after' } });
  const files = new Map([['a', bytes('a')]]);
  await forge.writeBranch({ branch, files, message: 'First' });
  await forge.writeBranch({ branch, files: new Map([['a', bytes('b')]]), message: 'Second' });
  expect(github.files(branch)).toEqual({ a: 'b' });
});
