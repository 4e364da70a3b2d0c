import { describe, expect, test } from 'vitest';
import type { DesiredObject } from '../../src/core/desired/desired.ts';
import type { Limit, Override } from '../../src/core/desired/settings.ts';
import type { GuardName } from '../../src/core/guards/guard.ts';
import type { Live, LiveObject } from '../../src/core/live/live.ts';
import type { GuardVerdict, Plan } from '../../src/core/plan/plan.ts';
import { desired, group, id, live, liveGroup, liveUser, planOf, user } from '../support/tenant.ts';

const sales = 'user.department -eq "Sales"';
const undecided = 'user.jobTitle -match "(.)\\1"';
const place = { file: 'tenant/groups/all.yaml', line: 1, column: 1 };
const numbers = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);
const name = (number: number): string => `u${number}@contoso.com`;

/** People 1 to 30 are in Sales, 31 to 40 in IT; the title of the last in Sales has to be asked of Entra. */
const people = numbers(1, 40).map((number) =>
  liveUser(number, name(number), {
    department: number <= 30 ? 'Sales' : 'IT',
    jobTitle: number === 30 ? 'Chess teacher' : null,
  }),
);
const dynamic = (number: number, rule: string, members: readonly number[]): LiveObject =>
  liveGroup(number, `g${number}`, {
    uniqueName: `g${number}`,
    groupTypes: ['DynamicMembership'],
    membershipRule: rule,
    membershipRuleProcessingState: 'On',
    members: members.map(id),
  });
const ofSales = dynamic(101, sales, numbers(1, 30));
const small = dynamic(102, 'user.department -startsWith "Sal"', numbers(1, 30));
const tenant = live(people, [ofSales, small]);

/** The first so many people go to IT. */
const moved = (count: number): readonly DesiredObject[] =>
  numbers(1, count).map((number) => user(name(number), { department: 'IT' }));
const ruled = (rule: string, rest: Partial<DesiredObject> = {}): DesiredObject =>
  group('g101', { membershipRule: rule }, rest);

const planned = (
  entries: readonly DesiredObject[],
  guards: Partial<Record<GuardName, Limit>> = {},
  overrides: readonly Override[] = [],
  of: Live = tenant,
): Plan => planOf(desired(entries, { guards, overrides }), of);

function verdictOf(plan: Plan, guard: GuardName): GuardVerdict {
  const found = plan.guards.find((each) => each.guard === guard);
  if (!found) throw new Error(`no verdict of ${guard}`);
  return found;
}

const leaves = (entries: readonly DesiredObject[], limit: Limit, overrides: readonly Override[] = []) =>
  verdictOf(planned(entries, { membersLeaving: limit }, overrides), 'membersLeaving');

describe('membersLeaving', () => {
  test.each([
    ['at the limit', 5, { count: 5 }, 'passed', 5],
    ['one over', 6, { count: 5 }, 'refused', 5],
    ['a percentage of the members of the group', 3, { percent: 10, from: 30 }, 'passed', 3],
    ['one over the percentage', 4, { percent: 10, from: 30 }, 'refused', 3],
    ['a percentage of a group that is too small for it', 30, { percent: 10, from: 31 }, 'passed', null],
    ['the smaller of both', 4, { count: 20, percent: 10, from: 30 }, 'refused', 3],
  ] as const)('%s', (_, leaving, limit, verdict, counted) => {
    expect(leaves(moved(leaving), limit)).toMatchObject({
      verdict,
      measured: leaving,
      limit: counted,
      of: 30,
      objects: verdict === 'refused' ? [`group:${id(101)}`, `group:${id(102)}`] : [],
    });
  });

  test('somebody of whom nothing can be said counts as leaving', () => {
    const certain = ruled(`${sales} -and (user.displayName -notIn ["u1", "u2"])`);
    const perhaps = ruled(
      `${sales} -and (user.displayName -notIn ["u1", "u2"]) -and ((user.jobTitle -eq null) -or (${undecided}))`,
    );
    expect(leaves([certain], { count: 2 })).toMatchObject({ verdict: 'passed', measured: 2 });
    expect(leaves([perhaps], { count: 2 })).toMatchObject({ verdict: 'refused', measured: 3 });
  });

  test('each group is judged by itself', () => {
    const entry = ruled(`${sales} -and (user.displayName -ne "u1")`);
    const verdict = leaves([entry, ...moved(3)], { count: 2 });
    expect(verdict.details).toEqual([
      `group:${id(101)}: 3 of 30 members leave, limit 2`,
      `group:${id(102)}: 3 of 30 members leave, limit 2`,
    ]);
    const two = [ruled(`${sales} -and (user.displayName -notIn ["u4", "u5", "u6"])`), ...moved(2)];
    expect(leaves(two, { count: 2 })).toMatchObject({
      verdict: 'refused',
      measured: 5,
      objects: [`group:${id(101)}`],
    });
  });

  test('an override for a group excuses that group, one without an object all of them', () => {
    const { digest } = planned(moved(6));
    const override = (rest: Partial<Override>): Override => ({
      guard: 'membersLeaving',
      upTo: 6,
      plan: digest,
      reason: 'agreed',
      until: '2099-12-31',
      place,
      ...rest,
    });
    const verdict = (...each: Partial<Override>[]) => leaves(moved(6), { count: 5 }, each.map(override));
    expect(verdict({ object: id(101) })).toMatchObject({
      verdict: 'refused',
      objects: [`group:${id(102)}`],
    });
    expect(verdict({ object: id(101) }, { object: 'g102' })).toMatchObject({
      verdict: 'overridden',
      reason: 'agreed',
    });
    expect(verdict({})).toMatchObject({ verdict: 'overridden' });
    expect(verdict({ upTo: 5 })).toMatchObject({ verdict: 'refused' });
  });
});

const emptied = (entry: DesiredObject, of: Live = tenant) =>
  verdictOf(planned([entry], {}, [], of), 'groupsEmptied');

describe('groupsEmptied', () => {
  test.each([
    ['nobody is left', ruled('user.department -eq "Nobody"'), 'refused'],
    ['one is left', ruled('user.displayName -eq "u1"'), 'passed'],
    ['others come', ruled('user.department -eq "IT"'), 'passed'],
    ['the one who may be left cannot be determined', ruled(`${sales} -and (${undecided})`), 'refused'],
    ['the group is deleted', group('g101', {}, { id: id(101), delete: true }), 'passed'],
  ])('%s', (_, entry, verdict) => {
    expect(emptied(entry)).toMatchObject({ verdict, measured: verdict === 'refused' ? 1 : 0 });
  });

  test('a group that was empty is not emptied', () => {
    const empty = live(people, [dynamic(101, 'user.department -eq "None"', [])]);
    expect(emptied(ruled('user.department -eq "Nobody"'), empty)).toMatchObject({ verdict: 'passed' });
  });
});

test.each([
  ['everybody', 'user.objectId -ne null', 'refused'],
  ['everybody as far as can be said', `(user.jobTitle -eq null) -or (${undecided})`, 'refused'],
  ['all but one', 'user.displayName -ne "u1"', 'passed'],
])('matchesEverybody: %s', (_, rule, verdict) => {
  expect(verdictOf(planned([ruled(rule)]), 'matchesEverybody').verdict).toBe(verdict);
});

const meanwhile = (entries: readonly DesiredObject[], overrides: readonly Override[] = []) =>
  verdictOf(planned(entries, { usersChanged: { count: 100 } }, overrides), 'leavesMeanwhile');

describe('leavesMeanwhile', () => {
  const renamed = numbers(1, 30).map((number) => user(name(number), { department: 'Sales EMEA' }));
  const both = (rest: Partial<DesiredObject> = {}): readonly DesiredObject[] => [
    ...renamed,
    ruled('user.department -eq "Sales EMEA"', rest),
  ];

  test('it refuses groups, names people and says how to avoid it', () => {
    const verdict = meanwhile(both());
    expect(verdict).toMatchObject({ verdict: 'refused', measured: 1, objects: [`group:${id(101)}`] });
    expect(verdict.details.join()).toContain('u10@contoso.com');
    expect(verdict.details.join()).toContain('and 20 more; say `transition: pause`');
    expect(meanwhile(both({ transition: 'pause' }))).toMatchObject({ verdict: 'passed', measured: 0 });
  });

  test('the rule alone or the attributes alone leave nobody in between', () => {
    expect(meanwhile([ruled(`${sales} -or (user.department -eq "Sales EMEA")`)]).verdict).toBe('passed');
    expect(meanwhile(renamed).verdict).toBe('passed');
  });

  test('an override for the group lets it pass', () => {
    const { digest } = planned(both());
    const override = { guard: 'leavesMeanwhile' as const, upTo: 1, plan: digest, reason: 'at night' };
    const rest = { until: '2099-12-31', place };
    expect(meanwhile(both(), [{ ...override, ...rest, object: id(101) }]).verdict).toBe('overridden');
    expect(meanwhile(both(), [{ ...override, ...rest, object: id(102) }]).verdict).toBe('refused');
  });

  test('who cannot be determined in between counts as away', () => {
    const old = live(people, [dynamic(101, `(user.jobTitle -eq null) -or (${undecided})`, numbers(1, 29))]);
    const entries = [user(name(1), { jobTitle: 'Clerk' }), ruled(sales)];
    const verdict = verdictOf(planned(entries, {}, [], old), 'leavesMeanwhile');
    expect(verdict).toMatchObject({ verdict: 'refused', objects: [`group:${id(101)}`] });
    expect(verdict.details.join()).toContain(name(1));
  });
});

const expecting = (expected: Partial<NonNullable<DesiredObject['expect']>>): DesiredObject =>
  ruled(sales, { expect: { includes: [], excludes: [], ...expected } });

describe('expectations', () => {
  const one = (number: number) => [{ user: name(number), place }];

  test.each([
    ['a member is there', { includes: one(1) }, []],
    ['a member is missing', { includes: one(31) }, ['includes u31@contoso.com should be a member']],
    ['somebody is not to be there', { excludes: one(1) }, ['excludes u1@contoso.com should be no member']],
    ['somebody is not there', { excludes: one(31) }, []],
    ['somebody is unknown', { includes: one(99) }, ['includes u99@contoso.com was expected']],
    ['as many as there may be', { size: { min: 30, max: 30, place } }, []],
    ['too few', { size: { min: 31, place } }, ['size the rule should match at least 31 people']],
    ['too many', { size: { max: 29, place } }, ['size the rule should match at most 29 people']],
  ])('%s', (_, expected, messages) => {
    const { expectations } = planned([expecting(expected)]);
    expect(expectations.map((each) => `${each.expected} ${each.message}`)).toEqual(
      messages.map((message) => expect.stringContaining(message) as string),
    );
  });

  test('they are held against the tenant as it will be', () => {
    const { expectations } = planned([...moved(1), expecting({ includes: one(1) })]);
    expect(expectations).toMatchObject([{ expected: 'includes', user: `user:${id(1)}` }]);
  });

  test('one that the change breaks is refused, one that was broken before is not', () => {
    const head = desired([...moved(1), expecting({ includes: one(1) })]);
    const verdict = (base?: readonly DesiredObject[]) => {
      const plan = planOf(head, tenant, base ? { base: desired(base) } : {});
      return [plan.expectations[0]?.origin, verdictOf(plan, 'expectationsBroken').verdict];
    };
    expect(verdict([expecting({ includes: one(1) })])).toEqual(['introduced', 'refused']);
    expect(verdict([])).toEqual(['introduced', 'refused']);
    expect(verdict([...moved(1), expecting({ includes: one(1) })])).toEqual(['pending', 'passed']);
    expect(verdict()).toEqual(['pending', 'passed']);
  });
});
