import fc from 'fast-check';
import { expect, test } from 'vitest';
import { farApart } from '../../../src/core/audit/alike.ts';
import { nearDuplicates } from '../../../src/core/audit/near-duplicate.ts';
import { auditOf, users } from './subject.ts';

const near = (attribute: string, counts: Readonly<Record<string, number>>): Record<string, string> =>
  Object.fromEntries(
    nearDuplicates(
      attribute,
      Object.entries(counts).toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)),
    ).map(({ value, meant }) => [value, meant]),
  );

test.each([
  [{ Engneering: 1, Engineering: 3 }, { Engneering: 'Engineering' }],
  [{ Engneering: 1, Engineering: 2 }, {}],
  // The most frequent one wins, not the nearest.
  [
    { engineering: 3, Engneering: 1, Engineering: 9 },
    { engineering: 'Engineering', Engneering: 'Engineering' },
  ],
  [{ engineering: 4, Engneering: 1, Engineering: 9 }, { Engneering: 'Engineering' }],
  [{ 'Store 12': 90, 'Store 13': 1 }, {}],
] as const)('%j', (counts, expected) => {
  expect(near('department', counts)).toEqual(expected);
});

test('countries have names that are alike', () => {
  expect(near('country', { Iceland: 1, Ireland: 90, Irland: 1 })).toEqual({ Irland: 'Ireland' });
  expect(near('city', { Iceland: 1, Ireland: 90 })).toEqual({ Iceland: 'Ireland' });
});

test('it says the counts, the winner and the command', () => {
  const [found] = auditOf({
    users: [...users(1, 'city', "Sao  Paul'o"), ...users(4, 'city', "São Paul'o")],
  }).findings;
  expect(found).toMatchObject({
    object: "value:city=Sao  Paul'o",
    attribute: 'city',
    message: "`Sao  Paul'o` (1 user) looks like `São Paul'o` (4 users). Sao  Paul'o-0@contoso.com has it.",
    remedy: expect.stringContaining(`tenantry rename city 'Sao  Paul'\\''o' 'São Paul'\\''o'`),
  });
});

test('the index finds what comparing all pairs finds', () => {
  const value = fc.stringMatching(/^[ab]{3,6}( [ab]{3,6})?( [12])?$/);
  fc.assert(
    fc.property(fc.dictionary(value, fc.integer({ min: 1, max: 12 }), { maxKeys: 12 }), (counts) => {
      const values = Object.entries(counts).toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
      const expected = values.flatMap(([wrong, few]) => {
        const meant = values.find(([other, many]) => many >= few * 3 && farApart(wrong, other) !== undefined);
        return meant ? [[wrong, meant[0]]] : [];
      });
      expect(nearDuplicates('department', values).map((each) => [each.value, each.meant])).toEqual(expected);
    }),
  );
});
