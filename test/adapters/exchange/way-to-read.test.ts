import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { wayToRead } from '../../../src/adapters/exchange/way-to-read.ts';
import { exchangePractice, expectedOf, id, readRecipients } from './practice.ts';

test.each([
  [1, 1, 'oneByOne'],
  [10, 10, 'oneByOne'],
  [11, 11, 'inBulk'],
  [10, 999_999, 'oneByOne'],
  [11, 1000, 'inBulk'],
  [20, 2000, 'inBulk'],
  [20, 2001, 'oneByOne'],
  [500, 98_000, 'inBulk'],
  [500, 99_001, 'oneByOne'],
  [100_000, 100_000, 'inBulk'],
  [5, 0, 'oneByOne'],
] as const)('%i of %i users are read %s', (users, of, way) => {
  expect(wayToRead(users, of)).toBe(way);
});

test('the way that is chosen never takes more requests than the other may', () => {
  const size = fc.integer({ min: 1, max: 300_000 });
  fc.assert(
    fc.property(size, size, (one, other) => {
      const [users, of] = [Math.min(one, other), Math.max(one, other)];
      const batches = 2 * Math.ceil(users / 10);
      const pages = Math.max(2, Math.ceil(of / 1000) + 1);
      expect(wayToRead(users, of) === 'oneByOne' ? batches : pages).toBe(Math.min(batches, pages));
    }),
  );
});

test('both ways read the same, whoever is asked for', async () => {
  const { reader } = await exchangePractice(40);
  const some = fc.uniqueArray(fc.integer({ min: 1, max: 45 }), { maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(some, async (numbers) => {
      const known = numbers.filter((number) => number <= 40);
      const inBulk = await readRecipients(reader, numbers, 40);
      expect(inBulk).toEqual(expectedOf(known));
      expect(await readRecipients(reader, numbers, 9_000_000)).toEqual(inBulk);
      expect([...inBulk.keys()].every((each) => numbers.map(id).includes(each))).toBe(true);
    }),
    { numRuns: 15 },
  );
});
