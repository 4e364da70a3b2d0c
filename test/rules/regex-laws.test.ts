import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileRule } from '../../src/rules/evaluate.ts';
import { fold } from '../../src/rules/fold.ts';
import { compileRegex } from '../../src/rules/regex/regex.ts';
import { noon, ruleOf } from './support.ts';

/** Patterns in which .NET and JavaScript agree, on texts in which they agree. */
const atom = fc.constantFrom(
  'a',
  'B',
  '.',
  '[a-c]',
  '[^a]',
  '\\d',
  '\\w',
  '\\b',
  '^',
  '\\.',
  'é',
  '[^\\d]',
  '[\\Wa]',
  '\\s',
  '-',
);
const quantifier = fc.constantFrom('', '', '', '*', '+', '?', '{2}', '{1,2}', '*?');
const unit = fc.tuple(atom, quantifier).map(([a, q]) => (a === '^' || a === '\\b' ? a : a + q));
const run = fc.array(unit, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''));
// One level of groups: JavaScript backtracks, and more would take it too long.
const pattern = fc
  .array(
    fc.oneof(
      run,
      fc.tuple(run, run, quantifier).map(([a, b, q]) => `(${a}|${b})${q}`),
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map((parts) => parts.join(''));
const subject = fc.string({
  unit: fc.constantFrom('a', 'b', 'C', 'é', 'É', '1', '-', '_', ' ', '.', 'z'),
  maxLength: 8,
});

test('patterns match as in JavaScript, where the two languages agree', () => {
  const word = String.raw`[\p{L}\p{Mn}\p{Nd}\p{Pc}]`;
  const script = (source: string): RegExp =>
    new RegExp(
      source
        .replaceAll('[\\Wa]', `(?:(?!${word})[^]|a)`)
        .replaceAll('\\b', `(?:(?<=${word})(?!${word})|(?<!${word})(?=${word}))`)
        .replaceAll('\\w', word),
      'iu',
    );
  fc.assert(
    fc.property(pattern, fc.array(subject, { minLength: 5, maxLength: 5 }), (source, texts) => {
      const expected = script(source);
      const rule = compileRule(ruleOf(`user.department -match "${source}"`));
      for (const text of texts)
        expect([source, text, rule({ department: text }, noon).member]).toEqual([
          source,
          text,
          expected.test(text),
        ]);
    }),
    { numRuns: 400 },
  );
});

test('any text as a pattern is compiled, refused or left undetermined, quickly', () => {
  const characters = fc.constantFrom(...Array.from('abc()[]{}|*+?^$.\\-:=!<>#,1290dwsWDSbBpPkxuci\'"é😀'));
  fc.assert(
    fc.property(fc.string({ unit: characters, maxLength: 24 }), (source) => {
      const started = performance.now();
      const regex = compileRegex(source);
      if (regex.type === 'regex') for (const text of ['abc', 'é\n', '']) regex.test(text, fold(text));
      expect(performance.now() - started).toBeLessThan(2000);
    }),
    { numRuns: 5000 },
  );
});

test('folding is that of Unicode, one to one', () => {
  const wrong: string[] = [];
  for (let code = 0; code < 0x1_e944; code++) {
    if (code >= 0xd800 && code < 0xe000) continue;
    const character = String.fromCodePoint(code);
    const folded = fold(character);
    if (folded === character) continue;
    const escaped = `\\u{${code.toString(16)}}`;
    if (!new RegExp(`^${escaped}$`, 'iu').test(folded) || fold(folded) !== folded) wrong.push(character);
  }
  expect(wrong).toEqual([]);
  expect(fold('ΣΊΣΥΦΟΣ')).toBe(fold('σίσυφος'));
  expect([fold('İ'), fold('ı'), fold('ß')]).toEqual(['İ', 'ı', 'ß']);
});
