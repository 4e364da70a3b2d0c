import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { damageOf } from '../../src/csv/damage.ts';
import { asLiteral, literal } from '../../src/csv/literal.ts';

const pieces = fc
  .array(
    fc.constantFrom(
      "'",
      '=',
      '+',
      '-',
      '@',
      '\t',
      'null',
      'NULL',
      '#N/A',
      '####',
      '[',
      '1',
      '00',
      '.0',
      'E+11',
      '3-Apr',
      'x',
      ' ',
      '＝',
      '"',
      '\u00a0',
      '\u200b',
      '\u202e',
      '\ufffd',
      'u\u0308',
      'Ã¼',
    ),
    { maxLength: 5 },
  )
  .map((parts) => parts.join(''));

test('text that is written as a cell is read as just that text', () => {
  fc.assert(
    fc.property(fc.oneof(pieces, fc.string()), (text) => {
      expect(literal(asLiteral(text)).text).toBe(text);
    }),
  );
});

test('no cell that is written is a formula, a word that clears, or damaged', () => {
  fc.assert(
    fc.property(fc.oneof(pieces, fc.string()), (text) => {
      const cell = asLiteral(text);
      expect(cell).not.toMatch(/^[=+\-@\t\r＝＋－＠]|^null$/);
      const read = literal(cell);
      expect(read.isLiteral ? undefined : damageOf(read.text, true)).toBeUndefined();
    }),
  );
});

test.each([
  ["'=1+1", '=1+1', true],
  ["'+49 30 1", '+49 30 1', true],
  ["'00123", '00123', true],
  ["''=x", "'=x", true],
  ["'null", 'null', true],
  ["'t Hooft", "'t Hooft", false],
  ["'s-Hertogenbosch", "'s-Hertogenbosch", false],
  ["O'Neill", "O'Neill", false],
  ['=1', '=1', false],
  ['="00123"', '00123', true],
  ['="24"" screen"', '24" screen', true],
  ['\'="00123"', '="00123"', true],
  ['Felix\u00a0Baumann', 'Felix Baumann', false],
  ["'Felix\u00a0Baumann", 'Felix\u00a0Baumann', true],
  ['Mu\u0308ller', 'Müller', false],
])('%s is %s', (cell, text, isLiteral) => {
  expect(literal(cell)).toEqual({ text, isLiteral });
});

test.each([
  '#N/A',
  '#REF!',
  '#NAME?',
  '#DIV/0!',
  '#NV',
  '####',
  '1.23457E+11',
  '1,23457E+11',
  '3-Apr',
  'Apr-26',
  '4. Mrz',
  'System.Object[]',
  'Microsoft.ActiveDirectory.Management.ADPropertyValueCollection',
  'NULL',
  '(null)',
  '=SUM(A1:A9)',
  '\u200bSales',
  'Sa\u00adles',
  'Sales\u200e',
  'a\u202eb',
  'Sales\u200d',
  'M\ufffdller',
  'MÃ¼ller',
  'Itâ€™s',
])('%s is damaged', (text) => {
  expect(damageOf(text, false)).toBeDefined();
});

test.each([
  '#1 team',
  'Null',
  'A12E3',
  '12 Main',
  'E+11',
  'April 26',
  '2.0',
  'Systems',
  'May',
  'NÃO',
  'Ãngela',
  'À la carte',
  'München',
  '👩\u200d💻 team',
  'مدیر',
])('%s is not', (text) => {
  expect(damageOf(text, false)).toBeUndefined();
});

test('decimal places are damage to numbers alone', () => {
  expect(damageOf('123.0', true)).toBeDefined();
  expect(damageOf('123.0', false)).toBeUndefined();
});
