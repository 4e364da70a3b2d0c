import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { slug } from '../../../src/core/import/slug.ts';

test.each([
  ['Sales', 'sales'],
  ['  Sales ', 'sales'],
  ['Sales & Marketing', 'sales-marketing'],
  ['Human Resources', 'human-resources'],
  ['R&D', 'r-d'],
  ['São Paulo / 12', 'sao-paulo-12'],
  ['Ｆｕｌｌ Ｗｉｄｔｈ', 'full-width'],
  ['STRASSE', 'strasse'],
  ['Straße', 'strasse'],
  ['İstanbul', 'istanbul'],
  ['営業部', '営業部'],
  ['Отдел продаж', 'отдел-продаж'],
  ['שיווק', 'שיווק'],
  ['إدارة', 'إدارة'],
  ['बिक्री', 'बिक्री'],
  ['zero\u200bwidth', 'zerowidth'],
  ['\u202ebackwards\u202c', 'backwards'],
  ['con', 'con_'],
  ['NUL', 'nul_'],
  ['LPT1', 'lpt1_'],
  ['COM¹', 'com1_'],
  ['console', 'console'],
  ['🚀', 'u1f680'],
  ['❤️', 'u2764'],
  ['---', 'u2d-u2d-u2d'],
  ['../../etc', 'etc'],
  ['C:\\temp', 'c-temp'],
  ['.hidden', 'hidden'],
  ['', undefined],
  ['\u200b \u00a0', undefined],
])('%j is %j', (value, expected) => {
  expect(slug(value)).toBe(expected?.normalize('NFC'));
});

test('law: a slug is a name that every disk takes, and stays itself', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (value) => {
      const made = slug(value);
      if (made === undefined) return;
      expect(made).toMatch(/^[\p{L}\p{N}][\p{L}\p{N}\p{M}_-]*$/u);
      expect(made).not.toMatch(/[\p{C}/\\:*?"<>|.\s]|^(?:con|prn|aux|nul|com\d|lpt\d)$/u);
      expect(new TextEncoder().encode(made).length).toBeLessThan(240);
      expect(slug(made.replace(/_$/, ''))).toBe(made);
    }),
    { numRuns: 1000 },
  );
});

test('law: names that differ in capitals or spaces alone come to the same', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-ascii', maxLength: 40 }), (value) => {
      expect(slug(value.toUpperCase())).toBe(slug(value));
      expect(slug(` ${value.toLowerCase()}  `)).toBe(slug(value));
    }),
  );
});
