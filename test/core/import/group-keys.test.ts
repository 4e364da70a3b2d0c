import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { groupKey } from '../../../src/core/attributes/schema.ts';
import { groupKeys } from '../../../src/core/import/group-keys.ts';

const id = (number: number): string => `0000000${number}-0000-4000-8000-000000000000`;
const keysOf = (
  groups: readonly object[],
  taken: readonly string[] = [],
): readonly (string | undefined)[] => {
  const live = groups.map((group, index) => ({ id: id(index), ...group }));
  const keys = groupKeys(live, new Set(taken));
  return live.map((each) => keys.get(each.id));
};

test.each<[string, readonly object[], readonly string[], readonly string[]]>([
  ['the unique name', [{ uniqueName: 'SG-One', displayName: 'x' }], [], ['SG-One']],
  ['the display name', [{ displayName: 'SG Sales (São Paulo)' }], [], ['sg-sales-sao-paulo']],
  ['the mail nickname', [{ displayName: '営業', mailNickname: 'sales-jp' }], [], ['sales-jp']],
  ['the id', [{ displayName: '営業' }], [], ['group-00000000']],
  [
    'the id of each of two',
    [{ displayName: 'All' }, { displayName: 'ALL' }],
    [],
    ['all-00000000', 'all-00000001'],
  ],
  ['the id where it is taken', [{ displayName: 'All' }], ['all'], ['all-00000000']],
])('a group is called by %s', (_, groups, taken, expected) => {
  expect(keysOf(groups, taken)).toEqual(expected);
});

test('law: keys are of the form that files take, each once, whatever the order', () => {
  const group = fc.record({
    id: fc.uuid(),
    displayName: fc.option(
      fc.oneof(fc.constantFrom('All', 'all', 'All-1'), fc.string({ unit: 'binary', maxLength: 200 })),
    ),
    mailNickname: fc.option(fc.constantFrom('all', 'x y', '')),
    uniqueName: fc.option(fc.constantFrom('all', 'Ü'), { freq: 9 }),
  });
  fc.assert(
    fc.property(fc.uniqueArray(group, { selector: (each) => each.id }), (groups) => {
      const keys = groupKeys(groups, new Set(['all']));
      const all = [...keys.values()];
      expect(new Set(all.map((each) => each.toLowerCase())).size).toBe(groups.length);
      for (const key of all) {
        expect(key).toMatch(new RegExp(groupKey.pattern));
        expect(key.length).toBeLessThanOrEqual(groupKey.maxLength);
      }
      expect(new Map(groupKeys(groups.toReversed(), new Set(['all'])))).toEqual(keys);
    }),
  );
});
