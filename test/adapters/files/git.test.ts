import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { diskFiles } from '../../../src/adapters/files/disk.ts';
import { problemOf } from '../problem-of.ts';
import { temporaryFolder } from '../temporary.ts';

const files = diskFiles();
const read = (directory: string) => files.read(directory);
const readAt = (ref: string, directory: string) => files.readAt(ref, directory);

function git(folder: string, ...args: string[]): string {
  const identity = [
    '-c',
    'user.name=Test',
    '-c',
    'user.email=test@example.com',
    '-c',
    'commit.gpgsign=false',
  ];
  return execFileSync('git', ['-C', folder, ...identity, ...args], { encoding: 'utf8' }).trim();
}

function repository(): string {
  const folder = temporaryFolder();
  git(folder, 'init', '--quiet', '--initial-branch=main');
  return folder;
}

function commit(folder: string): string {
  git(folder, 'add', '--all', '--force');
  git(folder, 'commit', '--quiet', '--allow-empty', '--message', 'a commit');
  return git(folder, 'rev-parse', 'HEAD');
}

function write(folder: string, path: string, text: string | Uint8Array = ''): void {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text);
}

afterEach(() => vi.unstubAllEnvs());

describe('a folder at a commit', () => {
  test('is what was committed, not what is on the disk', async () => {
    const folder = repository();
    write(folder, 'tenant/users/a.yaml', 'old');
    write(folder, 'tenant/notes.txt', 'text');
    write(folder, 'other/b.yaml', 'b');
    const first = commit(folder);
    write(folder, 'tenant/users/a.yaml', 'new');
    git(folder, 'tag', 'v1');
    for (const ref of [first, first.slice(0, 10), 'main', 'v1', 'HEAD'])
      expect(Object.fromEntries(await readAt(ref, join(folder, 'tenant')))).toEqual({
        'users/a.yaml': { type: 'file', bytes: Buffer.from('old') },
      });
    expect([...(await readAt('HEAD', folder)).keys()]).toEqual(['other/b.yaml', 'tenant/users/a.yaml']);
  });

  test('may be gone from the disk, or not have been there yet', async () => {
    const folder = repository();
    write(folder, 'README.md', 'x');
    const first = commit(folder);
    write(folder, 'tenant/a.yaml', 'a');
    const second = commit(folder);
    rmSync(join(folder, 'tenant'), { recursive: true });
    expect(await readAt(first, join(folder, 'tenant'))).toEqual(new Map());
    expect([...(await readAt(second, join(folder, 'tenant'))).keys()]).toEqual(['a.yaml']);
    expect([...(await readAt(second, join(folder, 'tenant/deeper/than/that'))).keys()]).toEqual([]);
  });

  test('keeps links inside, as on the disk', async () => {
    const folder = repository();
    write(folder, 'secret.yaml', 'secret');
    write(folder, 'tenant/users/a.yaml', 'a');
    for (const [target, path] of [
      ['users/a.yaml', 'inside.yaml'],
      ['../inside.yaml', 'users/up.yaml'],
      ['../secret.yaml', 'outside.yaml'],
      ['loop.yaml', 'loop.yaml'],
      ['users', 'again'],
    ] as const)
      symlinkSync(target, join(folder, 'tenant', path));
    commit(folder);
    const tree = await readAt('HEAD', join(folder, 'tenant'));
    expect(tree).toEqual(await read(join(folder, 'tenant')));
    expect(tree.get('outside.yaml')).toEqual({ type: 'outside', target: '../secret.yaml' });
  });

  test('does not read what is too large', async () => {
    const folder = repository();
    write(folder, 'dump.yaml');
    truncateSync(join(folder, 'dump.yaml'), 10 * 1024 * 1024 + 1);
    commit(folder);
    expect(await readAt('HEAD', folder)).toEqual(
      new Map([['dump.yaml', { type: 'tooLarge', size: 10 * 1024 * 1024 + 1 }]]),
    );
  });

  test('needs a repository, a commit and a folder', async () => {
    const plain = temporaryFolder();
    vi.stubEnv('GIT_CEILING_DIRECTORIES', join(plain, '..'));
    expect((await problemOf(() => readAt('main', plain))).message).toMatch(/is not in a Git repository/);
    const folder = repository();
    write(folder, 'a.yaml', 'a');
    commit(folder);
    for (const ref of ['gone', '--output=/tmp/x', '', 'HEAD:a.yaml', 'HEAD\nHEAD'])
      expect((await problemOf(() => readAt(ref, folder))).message).toMatch(/^Git knows no commit/);
    expect((await problemOf(() => readAt('HEAD', join(folder, 'a.yaml')))).message).toMatch(
      /was not a folder at HEAD/,
    );
  });

  test('needs git', async () => {
    vi.stubEnv('PATH', '/nonexistent');
    expect((await problemOf(() => readAt('main', temporaryFolder()))).remedy).toMatch(/Install git/);
  });

  test('a commit just made reads like the disk, whatever the names and contents', async () => {
    const name = fc
      .stringMatching(/^[a-z0-9 äß"'\\@#$%&;*?~é日-]{1,8}$/)
      .filter((text) => text.trim() === text);
    const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => `${parts.join('/')}.yaml`);
    const files = fc.dictionary(path, fc.uint8Array({ maxLength: 40 }), { maxKeys: 5 });
    await fc.assert(
      fc.asyncProperty(files, async (contents) => {
        const folder = repository();
        // A name is a file or a folder, not both.
        for (const [each, bytes] of Object.entries(contents)) write(folder, each, bytes);
        commit(folder);
        expect(await readAt('HEAD', folder)).toEqual(await read(folder));
      }),
      { numRuns: 10 },
    );
  });
});
