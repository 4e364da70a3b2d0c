import { describe, expect, test } from 'vitest';
import type { Freeze } from '../../src/core/desired/settings.ts';
import type { Plan } from '../../src/core/plan/plan.ts';
import {
  changesOf,
  desired,
  group,
  id,
  live,
  liveGroup,
  liveUser,
  now,
  planOf,
  user,
} from '../support/tenant.ts';

const place = { file: 'tenant/tenant.yaml', line: 3, column: 5 };
const freeze = (objects: readonly string[], until = '2026-12-31'): Freeze => ({
  objects,
  reason: 'INC-7',
  until,
  place,
});
const blockedOf = (plan: Plan): readonly string[] =>
  plan.blocked.map(({ object, attribute, reason }) => `${object} ${attribute} ${reason}`);

const tenant = live(
  [liveUser(1, 'adele@contoso.com', { city: 'Rio' }), liveUser(2, 'lee@contoso.com')],
  [liveGroup(11, 'SG-Eleven', { uniqueName: 'sg-eleven', description: 'old' })],
);
const entries = [
  user('adele@contoso.com', { city: null, department: 'Sales' }),
  user('lee@contoso.com', { department: 'Sales' }),
  group('sg-eleven', { description: 'new' }),
];

describe('an object is frozen by whatever names it', () => {
  test.each<[string, readonly string[]]>([
    ['adele@contoso.com', ['adele']],
    ['ADELE@contoso.com', ['adele']],
    [id(1), ['adele']],
    [`user:${id(1)}`, ['adele']],
    ['sg-eleven', ['group']],
    [id(11).toUpperCase(), ['group']],
    ['nobody@contoso.com', []],
    ['SG-Eleven-Display', []],
  ])('%s', (name, expected) => {
    const plan = planOf(desired(entries, { freeze: [freeze([name])] }), tenant);
    const adele = [`user:${id(1)} city frozen`, `user:${id(1)} department frozen`];
    const eleven = [`group:${id(11)} description frozen`];
    const wanted = [
      ...(expected.includes('group') ? eleven : []),
      ...(expected.includes('adele') ? adele : []),
    ];
    expect(blockedOf(plan).toSorted()).toEqual(wanted.toSorted());
    expect(plan.changes).toHaveLength(4 - wanted.length);
  });

  test('the label of an entry with an id', () => {
    const renamed = user('adele-before@contoso.com', { department: 'Sales' }, { id: id(1) });
    const plan = planOf(desired([renamed], { freeze: [freeze(['adele-before@contoso.com'])] }), tenant);
    expect(blockedOf(plan)).toEqual([`user:${id(1)} department frozen`]);
  });
});

test.each([
  ['2026-11-20', 0],
  ['2026-11-21', 1],
  ['2026-11-22', 1],
])('at noon of 21 November a freeze until %s blocks %i change', (until, count) => {
  const only = [user('lee@contoso.com', { department: 'Sales' })];
  const plan = planOf(desired(only, { freeze: [freeze(['lee@contoso.com'], until)] }), tenant, { now });
  expect([plan.blocked.length, plan.changes.length]).toEqual([count, 1 - count]);
});

test('reason, the last day of the longest freeze, and what to do are said', () => {
  const both = [
    freeze(['lee@contoso.com'], '2026-12-01'),
    { ...freeze([id(2)], '2026-12-24'), reason: 'INC-8' },
  ];
  const plan = planOf(desired([user('lee@contoso.com', { department: 'S' })], { freeze: both }), tenant);
  expect(plan.blocked).toMatchObject([
    {
      message: 'the object is frozen through 2026-12-24 (INC-8)',
      remedy: expect.stringContaining('`freeze` in tenant.yaml') as unknown,
    },
  ]);
});

const wholeGroup = { displayName: 'New', mailNickname: 'new', type: 'security' };

test('a frozen group is not created, deleted, or paused; defaults are blocked and not skipped', () => {
  const all = [
    group('new', wholeGroup, { expect: { includes: [{ user: 'lee@contoso.com', place }], excludes: [] } }),
    group('sg-eleven', {}, { id: id(11), delete: true }),
  ];
  const lee = user('lee@contoso.com');
  const defaults = { ...lee, attributes: { city: { value: 'X', place, fromDefaults: true as const } } };
  const frozen = { freeze: [freeze(['new', 'sg-eleven', 'lee@contoso.com'])] };
  const plan = planOf(desired([...all, defaults], frozen), tenant);
  expect(plan.changes).toEqual([]);
  expect(plan.operations).toEqual([]);
  expect(plan.expectations).toEqual([]);
  expect(plan.counts).toMatchObject({ created: 0, deleted: 0, skippedDefaults: 0 });
  expect(blockedOf(plan).toSorted()).toEqual([
    `group:${id(11)} exists frozen`,
    'group:new displayName frozen',
    'group:new exists frozen',
    'group:new mailNickname frozen',
    'group:new type frozen',
    `user:${id(2)} city frozen`,
  ]);
});

const guardOf = (plan: Plan): string | undefined =>
  plan.guards.find(({ guard }) => guard === 'blockedIntroduced')?.verdict;

describe('with a base', () => {
  test('frozen entries do not count as blocked ones that a change introduces', () => {
    const head = desired(entries, { freeze: [freeze(['adele@contoso.com'])] });
    const plan = planOf(head, tenant, { base: desired([]) });
    expect(plan.blocked.map(({ origin }) => origin)).toEqual(['introduced', 'introduced']);
    expect(guardOf(plan)).toBe('passed');
  });

  test.each<[string, readonly Freeze[], readonly string[]]>([
    ['taken out', [], ['lee@contoso.com is no longer frozen']],
    [
      'shortened',
      [freeze(['LEE@contoso.com'], '2026-12-01')],
      ['lee@contoso.com is frozen through 2026-12-01 instead of 2026-12-31'],
    ],
    ['prolonged', [freeze(['lee@contoso.com'], '2027-01-31')], []],
    ['kept', [freeze(['lee@contoso.com'])], []],
  ])('a freeze of the base stays in force where the head has it %s', (_, freezes, loosened) => {
    const base = desired([], { freeze: [freeze(['lee@contoso.com'])] });
    const plan = planOf(desired(entries, { freeze: freezes }), tenant, { base });
    expect(blockedOf(plan)).toEqual([`user:${id(2)} department frozen`]);
    expect(plan.loosened).toEqual(loosened);
  });

  test('one that is past can go without a word', () => {
    const base = desired([], { freeze: [freeze(['lee@contoso.com'], '2026-11-20')] });
    expect(planOf(desired(entries), tenant, { base })).toMatchObject({ blocked: [], loosened: [] });
  });
});

test('a rollback writes what is frozen', () => {
  const head = desired(entries, { freeze: [freeze(['adele@contoso.com', 'sg-eleven'])] });
  const plan = planOf(head, tenant, { ignoreFreeze: true });
  expect(plan.blocked).toEqual([]);
  expect(changesOf(plan)).toEqual(changesOf(planOf(desired(entries), tenant)));
});
