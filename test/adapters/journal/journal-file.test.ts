import { appendFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openJournal, readJournal } from '../../../src/adapters/journal/journal-file.ts';
import { problemOf } from '../problem-of.ts';
import { temporaryFolder } from '../temporary.ts';

const mode = (path: string): number => statSync(path).mode & 0o777;

describe('the file of a journal', () => {
  test('is for its owner only, and so is its folder', async () => {
    const folder = temporaryFolder();
    const path = join(folder, '.tenantry', 'deep', 'a.jsonl');
    const file = await openJournal(path, { append: false });
    await file.append(['{"a":1}', '{"b":2}']);
    expect(readFileSync(path, 'utf8')).toBe('{"a":1}\n{"b":2}\n');
    await file.close();
    expect(file.path).toBe(path);
    expect(mode(path)).toBe(0o600);
    expect(mode(join(folder, '.tenantry'))).toBe(0o700);
    expect(mode(join(folder, '.tenantry', 'deep'))).toBe(0o700);
  });

  test('is never written over', async () => {
    const path = join(temporaryFolder(), 'a.jsonl');
    writeFileSync(path, 'kept\n');
    expect((await problemOf(() => openJournal(path, { append: false }))).message).toMatch(
      /exists already, and no journal is written over it/,
    );
    expect(readFileSync(path, 'utf8')).toBe('kept\n');
  });

  test('goes on where the last whole record ends', async () => {
    const path = join(temporaryFolder(), 'a.jsonl');
    writeFileSync(path, '{"a":1}\n{"b":"torn', { mode: 0o644 });
    const file = await openJournal(path, { append: true });
    await file.append(['{"c":3}']);
    await file.close();
    expect(readFileSync(path, 'utf8')).toBe('{"a":1}\n{"c":3}\n');
    expect(mode(path)).toBe(0o600);
  });

  test('keeps a record that lacks only its line break', async () => {
    const path = join(temporaryFolder(), 'a.jsonl');
    writeFileSync(path, '{"a":1}\n{"b":2}');
    const file = await openJournal(path, { append: true });
    await file.append(['{"c":3}']);
    await file.close();
    expect(readFileSync(path, 'utf8')).toBe('{"a":1}\n{"b":2}\n{"c":3}\n');
  });

  test('keeps the order of calls, and what others append', async () => {
    const path = join(temporaryFolder(), 'a.jsonl');
    const file = await openJournal(path, { append: true });
    const lines = Array.from({ length: 50 }, (_, index) => `{"n":${index}}`);
    await Promise.all(lines.map((line) => file.append([line])));
    appendFileSync(path, '{"other":true}\n');
    await file.append(['{"last":true}']);
    await file.close();
    expect(await readJournal(path)).toBe(`${[...lines, '{"other":true}', '{"last":true}'].join('\n')}\n`);
  });

  test('says what is wrong', async () => {
    const folder = temporaryFolder();
    expect((await problemOf(() => readJournal(join(folder, 'gone')))).message).toMatch(/There is no journal/);
    expect((await problemOf(() => openJournal(folder, { append: true }))).message).toMatch(/cannot be used/);
    const file = await openJournal(join(folder, 'a'), { append: false });
    expect(() => file.append(['two\nlines'])).toThrow(RangeError);
    await file.close();
  });
});
