import { describe, expect, test } from 'vitest';
import type { LiveObject } from '../../src/core/live/live.ts';
import { desired, group, id, live, liveGroup, liveUser, planOf, user } from '../support/tenant.ts';

/** An approved plan that is applied to a tenant which has changed since. */

const inSales = 'user.department -eq "Sales"';
const inBern = 'user.department -eq "Sales" -and user.city -eq "Bern"';
const people = (...of: (readonly [number, string, string])[]): LiveObject[] =>
  of.map(([number, department, city]) => liveUser(number, `u${number}@contoso.com`, { department, city }));
const sales = (members: readonly number[]) =>
  liveGroup(50, 'sales', {
    groupTypes: ['DynamicMembership'],
    membershipRule: inSales,
    membershipRuleProcessingState: 'On',
    members: members.map(id),
  });
const head = desired([group('sales', { membershipRule: inBern }, { id: id(50) })]);

/** u1 is in Bern and stays, u2 is in Thun and leaves: that is what was approved. */
const then = live(people([1, 'Sales', 'Bern'], [2, 'Sales', 'Thun']), [sales([1, 2])]);
const approved = planOf(head, then);
const worse = (users: LiveObject[], members: readonly number[]) =>
  planOf(head, live(users, [sales(members)]), { approved: [approved], within: [approved] }).worse;

describe('an impact is worse than approved', () => {
  test.each([
    { what: 'nothing changed', users: people([1, 'Sales', 'Bern'], [2, 'Sales', 'Thun']), members: [1, 2] },
    {
      what: 'somebody joined the group meanwhile and leaves it again',
      users: people([1, 'Sales', 'Bern'], [2, 'Sales', 'Thun'], [3, 'Sales', 'Thun']),
      members: [1, 2, 3],
    },
    {
      what: 'fewer leave, because somebody moved to Bern',
      users: people([1, 'Sales', 'Bern'], [2, 'Sales', 'Bern']),
      members: [1, 2],
    },
    { what: 'somebody left meanwhile', users: people([1, 'Sales', 'Bern'], [2, 'IT', 'Thun']), members: [1] },
    {
      what: 'somebody was hired and enters',
      users: people([1, 'Sales', 'Bern'], [2, 'Sales', 'Thun'], [3, 'Sales', 'Bern']),
      members: [1, 2],
    },
  ])('not where $what', ({ users, members }) => expect(worse(users, members)).toEqual([]));

  test.each([
    {
      what: 'somebody moved away and now leaves too',
      users: people([1, 'Sales', 'Thun'], [2, 'Sales', 'Thun']),
      members: [1, 2],
      leaves: [1],
    },
    {
      what: 'more leave than joined',
      users: people([1, 'Sales', 'Thun'], [2, 'Sales', 'Thun'], [3, 'Sales', 'Thun']),
      members: [1, 2, 3],
      leaves: [1, 3],
    },
  ])('where $what', ({ users, members, leaves }) => {
    expect(worse(users, members)).toEqual([
      { group: `group:${id(50)}`, leaves: leaves.map((each) => `user:${id(each)}`), enters: [] },
    ]);
  });

  test('where a change of people now bears on a group that it did not bear on', () => {
    const files = desired([user('u2@contoso.com', { city: 'Bern' })]);
    const before = planOf(files, then);
    const ruled = { ...sales([1, 2]), membershipRule: 'user.city -ne "Bern"' };
    const now = live(then.users, [{ ...ruled, members: [id(2)] }]);
    expect(planOf(files, now, { approved: [before], within: [before] }).worse).toEqual([
      { group: `group:${id(50)}`, leaves: [`user:${id(2)}`], enters: [] },
    ]);
  });

  test('not where only what is held with something else would move them', () => {
    // The rule waits for her move to Bern, which is held because somebody moved her meanwhile.
    const files = desired([
      user('u2@contoso.com', { city: 'Bern' }),
      group('sales', { membershipRule: inBern }, { id: id(50) }),
    ]);
    const before = planOf(files, then);
    const now = live(people([1, 'Sales', 'Bern'], [2, 'Sales', 'Biel']), [sales([1, 2])]);
    expect(planOf(files, now, { approved: [before], within: [before] }).worse).toEqual([]);
    expect(planOf(head, now, { approved: [before], within: [before] }).worse).toHaveLength(1);
  });

  test('not where one of two approved plans knew of it', () => {
    const files = desired([user('u1@contoso.com', { city: 'Biel' })]);
    const first = planOf(files, then);
    const both = desired([
      user('u1@contoso.com', { city: 'Biel' }),
      group('sales', { membershipRule: inBern }, { id: id(50) }),
    ]);
    const within = [first, approved];
    // Under the old rule the city counts for nothing: that both together put u1 out is in neither plan.
    expect(planOf(both, then, { approved: within, within }).worse).toEqual([
      { group: `group:${id(50)}`, leaves: [`user:${id(1)}`], enters: [] },
    ]);
    const second = planOf(both, then);
    expect(planOf(both, then, { approved: [first, second], within: [first, second] }).worse).toEqual([]);
  });

  test('never without an approval', () => expect(planOf(head, then).worse).toEqual([]));
});
