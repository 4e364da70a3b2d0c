import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeFiles } from '../../../src/adapters/files/write-files.ts';
import { temporary } from '../../support/cli.ts';

test('writes files into folders that are made for them, and nothing else is left there', async () => {
  const folder = temporary();
  await writeFiles(
    new Map([
      [join(folder, 'tenant/users/a.yaml'), 'a\n'],
      [join(folder, 'tenant/tenant.yaml'), 'b\n'],
    ]),
  );
  expect(readFileSync(join(folder, 'tenant/users/a.yaml'), 'utf8')).toBe('a\n');
  expect(readdirSync(join(folder, 'tenant'))).toEqual(['tenant.yaml', 'users']);
  expect(readdirSync(join(folder, 'tenant/users'))).toEqual(['a.yaml']);
});

test('a file keeps its rights, and a link stays a link', async () => {
  const folder = temporary();
  const [file, link] = [join(folder, 'a.yaml'), join(folder, 'b.yaml')];
  writeFileSync(file, 'before\n');
  chmodSync(file, 0o640);
  symlinkSync('a.yaml', link);
  await writeFiles(new Map([[link, 'after\n']]));
  expect(readFileSync(file, 'utf8')).toBe('after\n');
  expect(statSync(file).mode & 0o777).toBe(0o640);
  expect(readFileSync(link, 'utf8')).toBe('after\n');
});

test('where one cannot be written, none is', async () => {
  const folder = temporary();
  const first = join(folder, 'a.yaml');
  writeFileSync(first, 'before\n');
  writeFileSync(join(folder, 'users'), 'a file');
  await expect(
    writeFiles(
      new Map([
        [first, 'after\n'],
        [join(folder, 'users/b.yaml'), 'b\n'],
      ]),
    ),
  ).rejects.toThrow('users/b.yaml cannot be written: a part of its path is a file');
  expect(readFileSync(first, 'utf8')).toBe('before\n');
  expect(readdirSync(folder)).toEqual(['a.yaml', 'users']);
});

test('a folder of the name is no file', async () => {
  const folder = temporary();
  const path = join(folder, 'a.yaml');
  mkdirSync(join(path, 'x'), { recursive: true });
  await expect(writeFiles(new Map([[path, 'a\n']]))).rejects.toThrow('it is a folder');
  expect(existsSync(join(path, 'x'))).toBe(true);
  expect(readdirSync(folder)).toEqual(['a.yaml']);
});
