import { expect, test } from 'vitest';
import type { Kind } from '../../src/emulator/model/properties.ts';
import { compileOrder, type OrderTerm } from '../../src/emulator/odata/orderby.ts';
import { refusal } from './odata-outcome.ts';

const refused = {
  status: 400,
  code: 'Request_UnsupportedQuery',
  message: 'Sorting not supported for current query.',
};
const by = (property: string, descending = false): OrderTerm => ({ property, descending });
const users = [
  { id: 'a', displayName: 'bob', userPrincipalName: 'b@x', createdDateTime: '2024-01-02T00:00:00Z' },
  { id: 'b', displayName: 'Alice', userPrincipalName: 'a@x', createdDateTime: '2024-01-01T00:00:00Z' },
  { id: 'c', displayName: null, userPrincipalName: 'c@x', createdDateTime: '2024-01-03T00:00:00Z' },
  { id: 'd', displayName: 'Bob', userPrincipalName: 'a2@x', createdDateTime: '2023-01-03T00:00:00Z' },
];

test.each<[terms: OrderTerm[], order: string]>([
  [[by('displayName')], 'cbad'],
  [[by('DISPLAYNAME', true)], 'adbc'],
  [[by('displayName'), by('userPrincipalName')], 'cbda'],
  [[by('createdDateTime')], 'dbac'],
])('%j', (terms, order) => {
  const compare = compileOrder(terms, 'user', { advanced: true, narrowed: true });
  expect(
    users
      .toSorted(compare)
      .map(({ id }) => id)
      .join(''),
  ).toBe(order);
});

test.each<[property: string, kind: Kind, narrowed: boolean, plain: boolean, advanced: boolean]>([
  ['displayName', 'user', false, true, true],
  ['displayName', 'user', true, false, true],
  ['userPrincipalName', 'user', false, true, true],
  ['createdDateTime', 'user', false, false, true],
  ['city', 'user', false, false, false],
  ['displayName', 'group', false, true, true],
  ['mail', 'group', false, false, false],
  ['displayName', 'directoryObject', false, false, true],
  ['activityDateTime', 'directoryAudit', true, true, true],
])('%s of a %s, narrowed %s: plain %s, advanced %s', (property, kind, narrowed, plain, advanced) => {
  const outcome = (mode: boolean) =>
    refusal(() => compileOrder([by(property)], kind, { advanced: mode, narrowed }));
  expect([outcome(false), outcome(true)]).toEqual([plain ? null : refused, advanced ? null : refused]);
});

test('a property that does not exist', () => {
  expect(() => compileOrder([by('nickName')], 'user', { advanced: true, narrowed: false })).toThrow(
    expect.objectContaining({ code: 'BadRequest' }),
  );
});
