import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { farApart } from '../../../src/core/audit/alike.ts';

/** A value, the one that is meant, and how far it is from that. */
const alike: readonly (readonly [string, string, 0 | 1 | 2])[] = [
  ['sales', 'Sales', 0],
  ['Sales ', 'Sales', 0],
  ['São Paulo', 'Sao Paulo', 0],
  ['Zuerich', 'Zürich', 1],
  ['Straße', 'Strasse', 0],
  ['Łódź', 'Lodz', 0],
  ['Human-Resources', 'Human Resources', 0],
  ['HumanResources', 'Human Resources', 0],
  ['R & D', 'R&D', 0],
  ['Store  12', 'Store 12', 0],
  ['Slaes', 'Sales', 1],
  ['Sale', 'Sales', 1],
  ['Engneering', 'Engineering', 1],
  ['Engenering', 'Engineering', 2],
  ['Human Resuorces', 'Human Resources', 1],
  ['Humna Resorces', 'Human Resources', 2],
  ['Sales Maketng', 'Sales Marketing', 2],
  ['Raeltime Dept', 'Realtime Dept', 1],
  ['Rael Estate', 'Real Estate', 1],
  ['Human Resourcs', 'HumanResources', 1],
];

/** Two things. */
const apart: readonly (readonly [string, string])[] = [
  ['Store 12', 'Store 13'],
  ['Store 1 2', 'Store 12'],
  ['Store', 'Store 1'],
  ['Sales East', 'Sales West'],
  ['Region East 4', 'Region West 4'],
  ['Region North', 'Region South'],
  ['Engineer Level I', 'Engineer Level II'],
  ['Sales I', 'Sales'],
  ['Sales A', 'Sales B'],
  ['Internal Audit', 'External Audit'],
  ['Sales', 'Sales Operations'],
  ['Developer C++', 'Developer C#'],
  // Too short, and too far.
  ['Legl', 'Lega'],
  ['HR', 'IT'],
  ['Slaess', 'Sales'],
  ['Makting', 'Marketing'],
  ['', 'Sales'],
  ['-', '–'],
];

test.each(alike)('%j is %j (%i)', (value, meant, far) => expect(farApart(value, meant)).toBe(far));
test.each(apart)('%j is not %j', (value, meant) => expect(farApart(value, meant)).toBe(undefined));

describe('laws', () => {
  const word = fc.stringMatching(/^[a-z]{5,12}$/);
  const values = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '));

  test('capitals, blanks and hyphens make no difference', () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(farApart(` ${value.toUpperCase().replaceAll(' ', '-')}  `, value)).toBe(0);
      }),
    );
  });

  test('one letter that is left out of a word is found', () => {
    fc.assert(
      fc.property(values, fc.nat(), (value, seed) => {
        const letters = value.split('').flatMap((each, index) => (each === ' ' ? [] : [index]));
        const at = letters[seed % letters.length] ?? 0;
        const wrong = value.slice(0, at) + value.slice(at + 1);
        expect(farApart(wrong, value)).toBe(1);
      }),
    );
  });

  test('another number is another thing', () => {
    fc.assert(
      fc.property(values, fc.nat(), fc.nat(), (value, a, b) => {
        fc.pre(a !== b);
        expect(farApart(`${value} ${a}`, `${value} ${b}`)).toBe(undefined);
      }),
    );
  });
});
