import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderFiles } from '../../../src/adapters/files/folder-files.ts';
import { temporary } from '../../support/cli.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test('files are made with their folders, and read again', async () => {
  const files = folderFiles(join(temporary(), 'new'));
  expect(await files.read('a/b.yaml')).toBeUndefined();
  await files.create('a/b.yaml', bytes('x'));
  expect(Buffer.from((await files.read('a/b.yaml')) ?? []).toString()).toBe('x');
});

test('what is there is not made again, nor changed where it is another by now', async () => {
  const folder = temporary();
  const files = folderFiles(folder);
  writeFileSync(join(folder, 'a'), 'theirs');
  await expect(files.create('a', bytes('ours'))).rejects.toThrow('EEXIST');
  await expect(files.change('a', bytes('as it was'), bytes('ours'))).rejects.toThrow('somebody else');
  expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('theirs');
  await files.change('a', bytes('theirs'), bytes('both'));
  expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('both');
});

test('a link does not lead out of the folder', async () => {
  const [folder, outside] = [temporary(), temporary()];
  symlinkSync(outside, join(folder, '.github'));
  await expect(folderFiles(folder).create('.github/x/y', bytes('x'))).rejects.toThrow(
    'link out of the folder',
  );
  expect(existsSync(join(outside, 'x'))).toBe(false);
  mkdirSync(join(folder, 'real'));
  symlinkSync(join(folder, 'real'), join(folder, 'alias'));
  await folderFiles(folder).create('alias/x', bytes('x'));
  expect(existsSync(join(folder, 'real', 'x'))).toBe(true);
});

test('a folder in the place of a file, and a file in the place of a folder, are told by name', async () => {
  const folder = temporary();
  mkdirSync(join(folder, 'a'));
  writeFileSync(join(folder, 'b'), '');
  await expect(folderFiles(folder).read('a')).rejects.toThrow('a cannot be used');
  await expect(folderFiles(folder).create('b/c', bytes('x'))).rejects.toThrow('b/c cannot be used');
});
