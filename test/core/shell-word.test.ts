import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shellWord } from '../../src/core/shell-word.ts';

test.each([
  ['Sales', 'Sales'],
  ['tenant/users/a.yaml', 'tenant/users/a.yaml'],
  ['', "''"],
  ['Sales & Service', "'Sales & Service'"],
  ["Adele's", String.raw`'Adele'\''s'`],
  ['Zürich', "'Zürich'"],
])('%j is the word %s', (text, word) => {
  expect(shellWord(text)).toBe(word);
});

test('a shell reads every text back as it was', () => {
  const texts = fc.sample(
    fc.string({ unit: 'binary' }).filter((text) => !text.includes('\0')),
    200,
  );
  const printed = execFileSync('sh', ['-s'], { input: `printf '%s\\0' ${texts.map(shellWord).join(' ')}\n` });
  expect(printed.toString('utf8').split('\0').slice(0, -1)).toEqual(texts);
});
