import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonText } from '../../src/render/json.ts';
import { safe } from '../../src/render/safe.ts';

test.each([
  ['an escape', '\u001b[2J', String.raw`\u{1b}[2J`],
  ['a C1 control', '\u009b31m', String.raw`\u{9b}31m`],
  ['a line break', 'a\nb', String.raw`a\u{a}b`],
  ['a line separator', 'a\u2028b', String.raw`a\u{2028}b`],
  ['a bidirectional override', 'a\u202eb', String.raw`a\u{202e}b`],
  ['a tag', 'a\u{e0041}', String.raw`a\u{e0041}`],
  ['a lone surrogate', 'a\ud800', String.raw`a\u{d800}`],
  ['a soft hyphen', 'a\u00adb', String.raw`a\u{ad}b`],
  ['a code point that is no character', 'a\ufffeb', String.raw`a\u{fffe}b`],
  ['a filler', 'a\u3164b', String.raw`a\u{3164}b`],
  ['an annotation', 'a\ufff9b', String.raw`a\u{fff9}b`],
  ['a joiner between Latin letters', 'Ade\u200dle', String.raw`Ade\u{200d}le`],
  ['a joiner before everything', '\u200c\u06a9', String.raw`\u{200c}${'\u06a9'}`],
  ['a joiner after everything', '\u06a9\u200c', `\u06a9${String.raw`\u{200c}`}`],
  ['a variation selector after a letter', 'a\ufe0f', String.raw`a\u{fe0f}`],
  ['variation selectors in a row', '\u2764\ufe0f\ufe0e\ufe0e', `\u2764\ufe0f${String.raw`\u{fe0e}\u{fe0e}`}`],
  ['data in variation selectors', '\u{1f600}\u{e0121}', `\u{1f600}${String.raw`\u{e0121}`}`],
  ['a flood of marks', `a${'\u0301'.repeat(8)}`, `a${'\u0301'.repeat(6)}${String.raw`\u{301}\u{301}`}`],
])('%s is shown', (_, text, shown) => {
  expect(safe(text)).toBe(shown);
});

test.each([
  'Łukasz Dąbrowski',
  'Nguyễn Thị Ánh'.normalize('NFD'),
  'می\u200cخواهم',
  'क्\u200dष',
  '👩🏽\u200d💻 ❤\ufe0f\u200d🔥 1\ufe0f\u20e3 🏳\ufe0f\u200d🌈',
  '葛\u{e0100}城',
  '日本オペレーション',
  'Operations\u00a0Japan',
])('%s stays as it is', (text) => {
  expect(safe(text)).toBe(text);
});

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({
    unit: fc.constantFrom('a', '\u0301', '\u200d', '\ufe0f', '\u{e0100}', '葛', ' ', '\n', '\ud800'),
  }),
);

test('what is safe stays as it is', () => {
  fc.assert(
    fc.property(text, (given) => {
      expect(safe(safe(given))).toBe(safe(given));
    }),
  );
});

test('JSON for stdout holds the same value, and neither control characters nor commands', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(text, fc.constant('##[error]\u009b\u202e'))), (given) => {
      const shown = jsonText({ given }, 2);
      expect(JSON.parse(shown)).toEqual({ given });
      expect(shown).not.toMatch(/##\[|[\u007f-\u009f\u202e]|^\s*::/m);
    }),
  );
});
