import { describe, expect, test } from 'vitest';
import type { DesiredObject } from '../../src/core/desired/desired.ts';
import type { Limit, Override, Settings } from '../../src/core/desired/settings.ts';
import { guardNames, type GuardName } from '../../src/core/guards/guard.ts';
import { limitFor } from '../../src/core/guards/limits.ts';
import { noEvidence, type Live } from '../../src/core/live/live.ts';
import type { GuardVerdict, Plan } from '../../src/core/plan/plan.ts';
import { desired, group, id, live, liveGroup, liveUser, now, planOf, user } from '../support/tenant.ts';

/** A guard with a plan that has `n` of what it limits. */
interface Case {
  readonly guard: GuardName;
  readonly of: (n: number) => { entries: readonly DesiredObject[]; tenant: Live };
}

const numbers = (n: number): readonly number[] => Array.from({ length: n }, (_, index) => index + 1);
const people = live(
  numbers(30).map((n) => liveUser(n, `u${n}@contoso.com`, { department: 'Old', accountEnabled: true })),
  numbers(30).map((n) =>
    liveGroup(100 + n, `g${n}`, { uniqueName: `g${n}`, owners: [id(1), id(2)], members: [id(3)] }),
  ),
);
const users = (n: number, values: Record<string, string | boolean | null>) =>
  numbers(n).map((each) => user(`u${each}@contoso.com`, values));
const groups = (n: number, values: DesiredObject['attributes'] | object) =>
  numbers(n).map((each) => group(`g${each}`, values as never));
const creation = { displayName: 'New', mailNickname: 'new', type: 'security' };

const cases: readonly Case[] = [
  { guard: 'usersChanged', of: (n) => ({ entries: users(n, { department: 'New' }), tenant: people }) },
  { guard: 'groupsChanged', of: (n) => ({ entries: groups(n, { description: 'New' }), tenant: people }) },
  { guard: 'valuesCleared', of: (n) => ({ entries: users(n, { department: null }), tenant: people }) },
  {
    guard: 'ownersRemoved',
    of: (n) => ({
      entries: groups(n, { owners: { mode: 'exact', users: ['u1@contoso.com'] } }),
      tenant: people,
    }),
  },
  {
    guard: 'recoveryContactsCleared',
    of: (n) => ({
      entries: users(n, { mobilePhone: null }),
      tenant: { ...people, users: people.users.map((each) => ({ ...each, mobilePhone: '+1' })) },
    }),
  },
  {
    guard: 'roleHoldersChanged',
    of: (n) => ({
      entries: users(n, { department: 'New' }),
      tenant: {
        ...people,
        evidence: {
          ...noEvidence,
          roleHolders: new Map(numbers(30).map((each) => [id(each), 'active' as const])),
        },
      },
    }),
  },
  {
    guard: 'actingIdentity',
    of: (n) => ({
      entries: groups(n, { owners: { mode: 'exact', users: ['u1@contoso.com'] } }),
      tenant: { ...people, tenant: { ...people.tenant, actor: id(2) } },
    }),
  },
  {
    guard: 'immutableIdsWritten',
    of: (n) => ({
      entries: numbers(n).map((each) =>
        user(`u${each}@contoso.com`, { onPremisesImmutableId: `MyIRAFVEd2aImaq7zN3u/${each}=` }),
      ),
      tenant: people,
    }),
  },
  {
    guard: 'assignedToDynamic',
    of: (n) => ({ entries: groups(n, { membershipRule: 'user.city -eq "X"' }), tenant: people }),
  },
  {
    guard: 'signInNamesChanged',
    of: (n) => ({
      entries: numbers(n).map((each) =>
        user(`u${each}@contoso.com`, { userPrincipalName: `new${each}@contoso.com` }),
      ),
      tenant: people,
    }),
  },
  {
    guard: 'accountsDisabled',
    of: (n) => ({ entries: users(n, { accountEnabled: false }), tenant: people }),
  },
  {
    guard: 'groupsCreated',
    of: (n) => ({
      entries: numbers(n).map((each) =>
        group(`new${each}`, { ...creation, displayName: `New ${each}`, mailNickname: `new${each}` }),
      ),
      tenant: people,
    }),
  },
  {
    guard: 'groupsDeleted',
    of: (n) => ({
      entries: numbers(n).map((each) => group(`g${each}`, {}, { id: id(100 + each), delete: true })),
      tenant: people,
    }),
  },
  {
    guard: 'twins',
    of: (n) => ({
      entries: numbers(n).map((each) =>
        group(`new${each}`, { ...creation, displayName: `G${each}`, mailNickname: `new${each}` }),
      ),
      tenant: people,
    }),
  },
];

const verdictOf = (plan: Plan, guard: GuardName): GuardVerdict => {
  const found = plan.guards.find((each) => each.guard === guard);
  if (!found) throw new Error(`no verdict of ${guard}`);
  return found;
};

const planned = (each: Case, n: number, limit: Limit, overrides: readonly Partial<Override>[] = []): Plan => {
  const { entries, tenant } = each.of(n);
  const settings: Partial<Settings> = {
    guards: { [each.guard]: limit },
    overrides: overrides.map((override) => ({
      guard: each.guard,
      upTo: n,
      plan: '',
      reason: 'agreed',
      until: '2099-12-31',
      place: { file: 'tenant/tenant.yaml', line: 1, column: 1 },
      ...override,
    })),
  };
  return planOf(desired(entries, settings), tenant);
};

describe.each(cases)('$guard', (each) => {
  test('passes at the limit', () => {
    expect(verdictOf(planned(each, 3, { count: 3 }), each.guard)).toMatchObject({
      verdict: 'passed',
      measured: 3,
      limit: 3,
    });
  });
  test('refuses one over, naming objects and the override to paste', () => {
    const plan = planned(each, 4, { count: 3 });
    const verdict = verdictOf(plan, each.guard);
    expect(verdict).toMatchObject({ verdict: 'refused', measured: 4, limit: 3 });
    expect(verdict.objects).toHaveLength(4);
    expect(verdict.override).toContain(`guard: ${each.guard}`);
    expect(verdict.override).toContain(`plan: ${plan.digest.slice(0, 16)}`);
  });
  test('an override for this plan lets it pass, one for another plan or a past day does not', () => {
    const { digest } = planned(each, 4, { count: 3 });
    const verdict = (override: Partial<Override>): string =>
      verdictOf(planned(each, 4, { count: 3 }, [override]), each.guard).verdict;
    expect(verdict({ plan: digest.slice(0, 12) })).toBe('overridden');
    expect(verdict({ plan: '0'.repeat(64) })).toBe('refused');
    expect(verdict({ plan: digest, until: '2026-11-20' })).toBe('refused');
    expect(verdict({ plan: digest, until: '2026-11-21' })).toBe('overridden');
    expect(verdict({ plan: digest, upTo: 3 })).toBe('refused');
  });
});

describe('of an override that does not help it is said why', () => {
  const [each] = cases;
  if (!each) throw new Error('There is no case.');
  const { digest } = planned(each, 5, { count: 3 });
  const where = 'An override for this is in tenant/tenant.yaml (line 1), but ';
  test.each<[string, readonly Partial<Override>[], string | undefined]>([
    ['past its day', [{ plan: digest, until: '2026-11-20' }], `${where}it ended on 2026-11-20.`],
    ['too low', [{ plan: digest, upTo: 3 }], `${where}it is for up to 3 and no more.`],
    [
      'for something else',
      [{ plan: digest, object: 'u9@contoso.com' }],
      `${where}it is for u9@contoso.com, which is none of these objects.`,
    ],
    [
      'for another plan',
      [{ plan: '0'.repeat(64) }],
      `${where}it is for the plan 000000000000 and not for this one, ${digest.slice(0, 12)}.`,
    ],
    [
      'for this plan rather than for another',
      [{ plan: digest, upTo: 2 }, { plan: '0'.repeat(64) }],
      `${where}it is for up to 2 and no more.`,
    ],
    ['for another plan and past its day', [{ plan: '0'.repeat(64), until: '2026-11-20' }], undefined],
    ['for one of the objects', [{ plan: digest, object: 'u1@contoso.com', upTo: 1 }], undefined],
    ['none', [], undefined],
  ])('%s', (_, overrides, note) => {
    const found = verdictOf(planned(each, 5, { count: 3 }, overrides), each.guard);
    expect([found.verdict, found.note]).toEqual(['refused', note]);
  });
});

test('an override for one object excuses that object alone', () => {
  const entries = users(2, { accountEnabled: false });
  const { digest } = planOf(desired(entries), people);
  const override = (object: string): Override => ({
    guard: 'accountsDisabled',
    object,
    upTo: 1,
    plan: digest,
    reason: 'left',
    until: '2099-01-01',
    place: { file: 'f', line: 1, column: 1 },
  });
  const verdict = (...objects: string[]): string =>
    verdictOf(planOf(desired(entries, { overrides: objects.map(override) }), people), 'accountsDisabled')
      .verdict;
  expect(verdict('u1@contoso.com')).toBe('refused');
  expect(verdict('u1@contoso.com', `user:${id(2)}`)).toBe('overridden');
  expect(verdict('u1@contoso.com', id(2).toUpperCase())).toBe('overridden');
});

test('protected objects are refused by id, sign-in name and key', () => {
  const entries = [
    user('u1@contoso.com', { department: 'X' }),
    user('u2@contoso.com', { department: 'X' }),
    group('g1', { description: 'X' }),
  ];
  const plan = planOf(
    desired(entries, { protected: { users: ['U1@contoso.com', id(2)], groups: ['g1'] } }),
    people,
  );
  expect(verdictOf(plan, 'protectedObjects')).toMatchObject({ verdict: 'refused', measured: 3 });
});

test('a pinned group is protected and excused by its key in the repository, a renamed user by the label', () => {
  const entries = [
    group('crown', { description: 'X' }, { id: id(101) }),
    user('old@contoso.com', { department: 'X' }, { id: id(1) }),
  ];
  const guarded = { protected: { users: ['old@contoso.com'], groups: ['crown'] } };
  const { digest, guards } = planOf(desired(entries, guarded), people);
  expect(guards.find(({ guard }) => guard === 'protectedObjects')).toMatchObject({
    verdict: 'refused',
    measured: 2,
  });
  const override = (object: string): Override => ({
    guard: 'protectedObjects',
    object,
    upTo: 1,
    plan: digest,
    reason: 'r',
    until: '2099-01-01',
    place: { file: 'f', line: 1, column: 1 },
  });
  const overrides = [override('crown'), override('old@contoso.com')];
  expect(
    verdictOf(planOf(desired(entries, { ...guarded, overrides }), people), 'protectedObjects').verdict,
  ).toBe('overridden');
});

test('what a pull request introduces may not be blocked; without a base it may', () => {
  const head = desired([
    user('u1@fabrikam.com', { userPrincipalName: 'u1@fabrikam.com' }, { id: id(1) }),
    user('nobody@contoso.com'),
  ]);
  expect(verdictOf(planOf(head, people), 'blockedIntroduced').verdict).toBe('passed');
  expect(verdictOf(planOf(head, people, { base: desired([]) }), 'blockedIntroduced')).toMatchObject({
    verdict: 'refused',
    measured: 2,
  });
  expect(verdictOf(planOf(head, people, { base: head }), 'blockedIntroduced').verdict).toBe('passed');
});

test('members at stake are named where a group becomes dynamic, and the id to pin where it has a twin', () => {
  const dynamic = planOf(desired([group('g1', { membershipRule: 'user.city -eq "X"' })]), people);
  expect(verdictOf(dynamic, 'assignedToDynamic').details.join()).toContain('u3@contoso.com');
  const twin = planOf(desired([group('new', { ...creation, displayName: 'g1' })]), people);
  expect(verdictOf(twin, 'twins').details.join()).toContain(id(101));
  const deleted = { ...people, deletedGroups: [liveGroup(200, 'New')] };
  expect(verdictOf(planOf(desired([group('new', creation)]), deleted), 'twins').details.join()).toContain(
    'deleted group',
  );
});

test('loosening a guard in the head gains nothing and is said', () => {
  const entries = users(3, { accountEnabled: false });
  const head = desired(entries, { guards: { accountsDisabled: { count: 5 } } });
  const base = desired([], { protected: { users: ['u1@contoso.com'], groups: [] } });
  const plan = planOf(head, people, { base });
  expect(verdictOf(plan, 'accountsDisabled')).toMatchObject({ verdict: 'refused', limit: 0 });
  expect(verdictOf(plan, 'protectedObjects').verdict).toBe('refused');
  expect(plan.loosened).toEqual([
    'guard accountsDisabled is loosened from 0 to 5',
    'u1@contoso.com is no longer among the protected users',
  ]);
});

test.each([
  [{ count: 5 }, 1000, 5],
  [{ percent: 20, from: 20 }, 19, Number.POSITIVE_INFINITY],
  [{ percent: 20, from: 20 }, 20, 4],
  [{ percent: 20 }, 4, 0],
  [{ count: 3, percent: 20, from: 20 }, 100, 3],
  [{ count: 30, percent: 20, from: 20 }, 100, 20],
  [{}, 100, Number.POSITIVE_INFINITY],
])('the limit %j of %i objects is %d', (limit, total, expected) => {
  expect(limitFor(limit, total)).toBe(expected);
});

test('whoever is signed in is not changed without an override', () => {
  const acting = { ...people, tenant: { ...people.tenant, actor: id(1) } };
  const plan = planOf(desired(users(2, { department: 'X' })), acting);
  expect(verdictOf(plan, 'actingIdentity')).toMatchObject({ verdict: 'refused', objects: [`user:${id(1)}`] });
  expect(verdictOf(planOf(desired(users(2, { department: 'X' })), people), 'actingIdentity').verdict).toBe(
    'passed',
  );
});

describe('a tenant that shrank since the approval', () => {
  const head = desired(users(1, { department: 'X' }));
  const approved = planOf(head, people);
  const shrunk = (users_: number, groups_: number): Live => ({
    ...people,
    users: people.users.slice(0, users_),
    groups: people.groups.slice(0, groups_),
  });
  // 30 users and 30 groups were seen, and 10 % of 60 may be gone.
  test.each([
    { users_: 30, groups_: 30, verdict: 'passed', measured: 0 },
    { users_: 28, groups_: 26, verdict: 'passed', measured: 6 },
    { users_: 27, groups_: 26, verdict: 'refused', measured: 7 },
    { users_: 1, groups_: 30, verdict: 'refused', measured: 29 },
  ])('$users_ users and $groups_ groups left: $verdict', ({ users_, groups_, verdict, measured }) => {
    const plan = planOf(head, shrunk(users_, groups_), { approved: [approved], within: [approved] });
    expect(verdictOf(plan, 'tenantShrunk')).toMatchObject({ verdict, measured, limit: 6, of: 60 });
  });

  test('says nothing without an approved plan, or with one of another tenant', () => {
    expect(verdictOf(planOf(head, shrunk(1, 1)), 'tenantShrunk').verdict).toBe('passed');
    const other = { ...approved, tenant: { id: 'other', name: '' } };
    expect(verdictOf(planOf(head, shrunk(1, 1), { approved: [other] }), 'tenantShrunk').verdict).toBe(
      'passed',
    );
  });
});

test('verdicts come in the order of the guards, and a plan of nothing passes all', () => {
  const plan = planOf(desired([]), people, { now });
  const order = plan.guards.map(({ guard }) => guardNames.indexOf(guard));
  expect(order).toEqual(order.toSorted((a, b) => a - b));
  expect(plan.guards.every(({ verdict }) => verdict === 'passed')).toBe(true);
});
