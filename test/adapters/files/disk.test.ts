import { chmodSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { diskFiles } from '../../../src/adapters/files/disk.ts';
import { problemOf } from '../problem-of.ts';
import { temporaryFolder } from '../temporary.ts';

const files = diskFiles();
const read = (directory: string) => files.read(directory);

function write(folder: string, path: string, text = ''): void {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text);
}

describe('a folder on the disk', () => {
  test('gives its YAML files, sorted, with slashes', async () => {
    const folder = temporaryFolder();
    for (const path of [
      'users/b.yaml',
      'users/a.YML',
      'tenant.yaml',
      'users-x.yaml',
      'README.md',
      'users/deep/er/c.yml',
    ])
      write(folder, path, path);
    const tree = await read(folder);
    expect([...tree.keys()]).toEqual([
      'tenant.yaml',
      'users-x.yaml',
      'users/a.YML',
      'users/b.yaml',
      'users/deep/er/c.yml',
    ]);
    expect(tree.get('users/b.yaml')).toEqual({ type: 'file', bytes: Buffer.from('users/b.yaml') });
  });

  test('leaves out hidden names and packages', async () => {
    const folder = temporaryFolder();
    for (const path of ['.git/a.yaml', 'node_modules/p/b.yaml', '.lint.yaml', 'c.yaml']) write(folder, path);
    expect([...(await read(folder)).keys()]).toEqual(['c.yaml']);
  });

  test('does not read what is too large', async () => {
    const folder = temporaryFolder();
    write(folder, 'dump.yaml');
    truncateSync(join(folder, 'dump.yaml'), 10 * 1024 * 1024 + 1);
    write(folder, 'full.yaml');
    truncateSync(join(folder, 'full.yaml'), 10 * 1024 * 1024);
    const tree = await read(folder);
    expect(tree.get('dump.yaml')).toEqual({ type: 'tooLarge', size: 10 * 1024 * 1024 + 1 });
    expect(tree.get('full.yaml')?.type).toBe('file');
  });

  test('reads links inside, and nothing outside', async () => {
    const above = temporaryFolder();
    const folder = join(above, 'tenant');
    write(above, 'secret.yaml', 'secret');
    write(above, 'tenant-twin/x.yaml', 'x');
    write(folder, 'users/a.yaml', 'a');
    symlinkSync('users/a.yaml', join(folder, 'inside.yaml'));
    symlinkSync('inside.yaml', join(folder, 'twice.yaml'));
    symlinkSync('users', join(folder, 'again'));
    symlinkSync('..', join(folder, 'users', 'circle'));
    symlinkSync('../secret.yaml', join(folder, 'outside.yaml'));
    symlinkSync(join(above, 'tenant-twin'), join(folder, 'twin'));
    symlinkSync('nowhere.yaml', join(folder, 'dangling.yaml'));
    symlinkSync('loop.yaml', join(folder, 'loop.yaml'));
    symlinkSync('../secret.yaml', join(folder, 'notes.md'));
    const tree = await read(folder);
    const a = { type: 'file', bytes: Buffer.from('a') };
    expect(Object.fromEntries(tree)).toEqual({
      'dangling.yaml': { type: 'outside', target: 'nowhere.yaml' },
      'inside.yaml': a,
      'loop.yaml': { type: 'outside', target: 'loop.yaml' },
      'outside.yaml': { type: 'outside', target: '../secret.yaml' },
      twin: { type: 'outside', target: join(above, 'tenant-twin') },
      'twice.yaml': a,
      'users/a.yaml': a,
    });
  });

  test('may itself be named by a link', async () => {
    const above = temporaryFolder();
    write(above, 'real/a.yaml', 'a');
    symlinkSync('real', join(above, 'named'));
    expect([...(await read(join(above, 'named'))).keys()]).toEqual(['a.yaml']);
  });

  test('has to be there, and to be a folder', async () => {
    const folder = temporaryFolder();
    write(folder, 'a.yaml');
    const missing = await problemOf(() => read(join(folder, 'gone')));
    expect(missing.message).toBe(`There is no folder ${join(folder, 'gone')}.`);
    expect(missing.remedy).toBe(
      'Run `tenantry` in the folder that holds tenant/, or name it. `tenantry init` makes a new one.',
    );
    expect((await problemOf(() => read(join(folder, 'a.yaml')))).message).toMatch(/is a file, not a folder/);
    write(folder, 'plan.json');
    expect((await problemOf(() => read(join(folder, 'plan.json')))).remedy).toMatch(/given with --plan FILE/);
    expect((await problemOf(() => read(join(folder, 'a.yaml', 'b')))).message).toMatch(/There is no folder/);
  });

  test.skipIf(process.getuid?.() === 0)('has to be readable', async () => {
    const folder = temporaryFolder();
    write(folder, 'a.yaml');
    chmodSync(join(folder, 'a.yaml'), 0);
    expect((await problemOf(() => read(folder))).id).toBe('folder-unreadable');
  });
});

function configuration(): string {
  const folder = temporaryFolder();
  write(folder, 'tenant/tenant.yaml');
  write(folder, 'tenant/users/deep/a.yaml');
  mkdirSync(join(folder, 'tenant/elsewhere/users'), { recursive: true });
  return folder;
}

describe('the folder that is meant is named where it is another one', () => {
  test.each([
    ['tenant/users', 'is only a part of the configuration whose tenant.yaml is in `FOLDER/tenant`.'],
    ['tenant/users/deep', 'tenant.yaml is in `FOLDER/tenant`.'],
    ['tenant/users/', 'Name the whole folder, `FOLDER/tenant`.'],
    ['.', 'There is no tenant.yaml in `FOLDER`, but in `FOLDER/tenant`.'],
  ])('%s', async (path, expected) => {
    const folder = configuration();
    const { message, remedy } = await problemOf(() => read(join(folder, path)));
    expect(`${message} ${remedy}`.replaceAll(folder, 'FOLDER')).toContain(expected);
  });

  test('and not where nothing says so', async () => {
    const folder = configuration();
    expect((await read(join(folder, 'tenant/elsewhere'))).size).toBe(0);
    expect((await read(join(folder, 'tenant/elsewhere/users'))).size).toBe(0);
  });
});
