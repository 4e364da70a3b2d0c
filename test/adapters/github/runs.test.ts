import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js/lib/zip-core-native.js';
import { describe, expect, test } from 'vitest';
import { unzip } from '../../../src/adapters/github/unzip.ts';
import { zipOf } from '../../support/github/storage.ts';
import { problemOf } from '../problem-of.ts';
import { connected } from './connected.ts';

const text = (files: ReadonlyMap<string, Uint8Array>): Record<string, string> =>
  Object.fromEntries([...files].map(([path, bytes]) => [path, Buffer.from(bytes).toString('utf8')]));

const uploaded = async () => {
  const here = await connected();
  const { github } = here;
  const run = github.runStarted({ workflow: 'plan.yml', event: 'push', commit: github.head() });
  return { ...here, run };
};

describe('runs', () => {
  test('of one workflow, by commit, event and branch, the newest first', async () => {
    const { github, forge } = await connected();
    const number = github.openPullRequest({ branch: 'move', edits: { '1.yaml': 'a' } });
    const commit = github.pull(number).head;
    const of = {
      workflow: 'plan.yml',
      event: 'pull_request',
      commit,
      branch: 'move',
      pullRequests: [number],
    };
    const first = github.runStarted(of);
    github.finishRun(first, 'failure');
    const second = github.runStarted(of);
    github.runStarted({ workflow: 'other.yml', event: 'push', commit });
    const push = github.runStarted({ workflow: 'plan.yml', event: 'push', commit: github.head() });
    const found = await forge.runs({ workflow: 'plan.yml', commit, event: 'pull_request', branch: 'move' });
    expect(found.map(({ id, conclusion }) => [id, conclusion])).toEqual([
      [second, undefined],
      [first, 'failure'],
    ]);
    expect(found[0]).toEqual({
      id: second,
      path: '.github/workflows/plan.yml',
      event: 'pull_request',
      commit,
      branch: 'move',
      fork: false,
      createdAt: '2026-11-20T08:00:00Z',
      pullRequests: [number],
      url: `${forge.url}/actions/runs/${second}`,
    });
    const all = await forge.runs({ workflow: 'plan.yml' });
    expect(all.map(({ id }) => id)).toEqual([push, second, first]);
  });

  test('a workflow that is not there', async () => {
    const { forge } = await connected();
    const { id, message } = await problemOf(() => forge.runs({ workflow: 'plan.yml' }));
    expect(id).toBe('github-not-found');
    expect(message).toContain('list the runs of plan.yml');
  });

  test.each(['before', 'after'] as const)(
    'a run starts again once, with a connection that ends %s',
    async (drop) => {
      const { github, forge } = await connected();
      const run = github.runStarted({ workflow: 'plan.yml', event: 'push', commit: github.head() });
      github.finishRun(run);
      github.fail({ path: '/rerun', what: { drop } });
      await forge.rerun(run);
      expect(github.run(run)).toMatchObject({ attempt: 2, status: 'queued' });
    },
  );

  test('a run that still goes on does not start again', async () => {
    const { github, forge } = await connected();
    const run = github.runStarted({ workflow: 'plan.yml', event: 'push', commit: github.head() });
    const { id, message } = await problemOf(() => forge.rerun(run));
    expect(id).toBe('github-refused');
    expect(message).toContain('This workflow is already running');
  });
});

describe('artifacts', () => {
  test('of a run and of the repository, without those that expired', async () => {
    const { github, forge } = await connected();
    const start = () => github.runStarted({ workflow: 'plan.yml', event: 'push', commit: github.head() });
    const [one, two] = [start(), start()];
    const ids: number[] = [];
    for (let count = 0; count < 120; count++)
      ids.push(await github.uploadArtifact(count % 2 === 0 ? one : two, 'plan', { 'plan.json': '{}' }));
    await github.uploadArtifact(one, 'plan-2', { 'plan.json': '{}' });
    github.expire(ids[119] ?? 0);
    const all = await forge.artifacts('plan');
    expect(all.map(({ id }) => id)).toEqual(ids.slice(0, 119).toReversed());
    expect(all[0]).toMatchObject({ name: 'plan', run: one, createdAt: '2026-11-20T08:00:00Z' });
    const ofTwo = await forge.artifacts('plan', two);
    expect(ofTwo.map(({ run }) => run)).toEqual(Array.from({ length: 59 }, () => two));
  });

  test('a download shows the token to GitHub and to nobody else', async () => {
    const { github, forge, run } = await uploaded();
    const big = 'x'.repeat(100_000);
    const files = { 'plan.json': '{"ä":1}', 'below/big.txt': big, empty: '' };
    const artifact = await github.uploadArtifact(run, 'plan', files);
    expect(text(await forge.download(artifact))).toEqual(files);
  });

  test.each(['../../etc/passwd', '/etc/passwd', 'a/../../b', 'C:\\\\a'])('a file named %s', async (path) => {
    const { github, forge, run } = await uploaded();
    const artifact = await github.uploadArtifact(run, 'plan', { [path]: 'a' });
    const { id, message } = await problemOf(() => forge.download(artifact));
    expect(id).toBe('artifact-unreadable');
    expect(message).toContain('nsafe');
  });

  test('an artifact that has expired', async () => {
    const { github, forge, run } = await uploaded();
    const artifact = await github.uploadArtifact(run, 'plan', { 'plan.json': '{}' });
    github.expire(artifact);
    expect((await problemOf(() => forge.download(artifact))).id).toBe('github-artifact-expired');
  });

  test.each([
    ['no zip file', async () => Buffer.from('hello')],
    ['one that is cut short', async () => (await zipOf({ 'plan.json': '{}' })).slice(0, 60)],
    ['one that is damaged', async () => damaged(await zipOf({ 'plan.json': 'a'.repeat(500) }))],
    ['one with a password', () => encrypted()],
  ])('%s', async (_, make) => {
    const { github, forge, run } = await uploaded();
    const artifact = github.uploadBytes(run, 'plan', await make());
    const { id, message } = await problemOf(() => forge.download(artifact));
    expect(id).toBe('artifact-unreadable');
    expect(message).toContain(`Artifact ${artifact}`);
  });

  test.each([
    ['too many files', { a: '', b: '', c: '' }],
    ['too much', { a: 'x'.repeat(2000) }],
    ['too much in all', { a: 'x'.repeat(600), b: 'x'.repeat(600) }],
  ])('%s', async (_, files) => {
    const bytes = await zipOf(files);
    const limits = { entries: 2, bytes: 1000 };
    expect((await problemOf(() => unzip(bytes, 'Artifact 7', limits))).id).toBe('artifact-too-large');
  });
});

function damaged(zip: Uint8Array): Uint8Array {
  const copy = Buffer.from(zip);
  // Within the data of the first file, behind its header.
  const at = 30 + copy.readUInt16LE(26) + copy.readUInt16LE(28) + 2;
  copy.writeUInt8(copy.readUInt8(at) ^ 0xff, at);
  return copy;
}

async function encrypted(): Promise<Uint8Array> {
  const zip = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false, password: 'secret' });
  await zip.add('plan.json', new Uint8ArrayReader(Buffer.from('{}')));
  return await zip.close();
}
