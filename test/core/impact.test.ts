import { describe, expect, test } from 'vitest';
import type { DesiredObject } from '../../src/core/desired/desired.ts';
import { impactOf } from '../../src/core/impact/impact.ts';
import type { LiveObject } from '../../src/core/live/live.ts';
import { indexLive } from '../../src/core/match/live-index.ts';
import type { GroupImpact } from '../../src/core/plan/plan.ts';
import { desired, group, id, live, liveGroup, liveUser, now, planOf, user } from '../support/tenant.ts';

const sales = 'user.department -eq "Sales"';
const ruled = (number: number, rule: string, members: readonly number[], rest: object = {}): LiveObject =>
  liveGroup(number, `g${number}`, {
    uniqueName: `g${number}`,
    groupTypes: ['DynamicMembership'],
    membershipRule: rule,
    membershipRuleProcessingState: 'On',
    members: members.map(id),
    ...rest,
  });
const person = (number: number, department: string | null, rest: object = {}): LiveObject =>
  liveUser(number, `u${number}@contoso.com`, { department, accountEnabled: true, ...rest });

function impactsOf(
  entries: readonly DesiredObject[],
  users: readonly LiveObject[],
  groups: readonly LiveObject[],
): readonly GroupImpact[] {
  const tenant = live(users, groups);
  const { changes } = planOf(desired(entries), tenant);
  return impactOf({ users, groups, changes, index: indexLive(tenant), at: now.getTime() });
}

const short = (key: string): string =>
  key.replace(/^(\w+):0{8}-0{4}-40{3}-80{3}-0*/, '$1 ').replace(/^user /, '');

/** `group causes before→min-max: direction people because; …` */
const shown = (impacts: readonly GroupImpact[]): readonly string[] =>
  impacts.map((each) => {
    const range =
      each.after.min === each.after.max ? String(each.after.min) : `${each.after.min}-${each.after.max}`;
    const buckets = each.buckets.map(
      ({ direction, members, because }) => `${direction} ${members.map(short).join(',')} (${because})`,
    );
    return `${short(each.group)} ${each.causes.join('+')} ${each.processing} ${each.before}→${range}: ${buckets.join('; ')}`;
  });

const three = [person(1, 'Sales'), person(2, 'Sales'), person(3, 'IT')];

describe('attributes move people between groups that no file names', () => {
  test.each([
    [
      'somebody leaves',
      [user('u1@contoso.com', { department: 'IT' })],
      ['group 9 attributes on 2→1: leaves 1 (user.department -ne "Sales")'],
    ],
    [
      'somebody enters',
      [user('u3@contoso.com', { department: 'sales' })],
      ['group 9 attributes on 2→3: enters 3 (user.department -eq "Sales")'],
    ],
    ['a change that the rule does not read', [user('u1@contoso.com', { jobTitle: 'x' })], []],
    [
      'a change that the rule reads without another verdict',
      [user('u1@contoso.com', { department: 'SALES' })],
      [],
    ],
  ])('%s', (_, entries, expected) => {
    expect(shown(impactsOf(entries, three, [ruled(9, sales, [1, 2])]))).toEqual(expected);
  });

  test('the manager moves direct reports', () => {
    const rule = `Direct Reports for "${id(3)}"`;
    const users = [person(1, null, { manager: id(3) }), person(2, null), person(3, null)];
    const entries = [
      user('u1@contoso.com', { manager: null }),
      user('u2@contoso.com', { manager: 'u3@contoso.com' }),
    ];
    const [impact] = impactsOf(entries, users, [ruled(9, rule, [1, 3])]);
    expect(impact).toMatchObject({ before: 2, after: { min: 2, max: 2 }, enters: 1, leaves: 1 });
  });

  test.each([
    ['mobilePhone', { mobilePhone: null }, { mobilePhone: '1' }, 'user.mobile -ne null'],
    [
      'officeLocation',
      { officeLocation: 'A' },
      { officeLocation: 'B' },
      'user.physicalDeliveryOfficeName -eq "B"',
    ],
    [
      'extensionAttribute3',
      { extensionAttribute3: null },
      { onPremisesExtensionAttributes: { extensionAttribute3: 'x' } },
      'user.extensionAttribute3 -eq "x"',
    ],
    ['businessPhones', { businessPhones: ['2'] }, { businessPhones: ['1'] }, 'user.telephoneNumber -eq "1"'],
    [
      'otherMails',
      { otherMails: ['b@x.org'] },
      { otherMails: ['a@x.org'] },
      'user.otherMails -any (_ -startsWith "a@")',
    ],
    ['accountEnabled', { accountEnabled: false }, { accountEnabled: true }, 'user.accountEnabled -eq true'],
    [
      'employeeHireDate',
      { employeeHireDate: '2026-12-01T00:00:00Z' },
      { employeeHireDate: '2026-11-01T00:00:00Z' },
      'user.employeeHireDate -le system.now',
    ],
  ])('%s is known to rules by its own name', (_, values, has, rule) => {
    const [impact] = impactsOf(
      [user('u1@contoso.com', values)],
      [person(1, null, has)],
      [ruled(9, rule, [1])],
    );
    expect(impact).toMatchObject({ before: 1, after: { min: 0, max: 0 }, leaves: 1 });
  });
});

describe('a rule that changes is asked of everybody', () => {
  test.each([
    [
      'a narrower rule',
      { membershipRule: `${sales} -and user.accountEnabled -eq false` },
      ['group 9 rule on 2→0: leaves 1,2 (user.accountEnabled -ne false)'],
    ],
    [
      'a wider rule',
      { membershipRule: `${sales} -or user.department -eq "IT"` },
      ['group 9 rule on 2→3: enters 3 (user.department -eq "IT")'],
    ],
    [
      'another form of the same',
      { membershipRule: '(user.department -in ["Sales"])' },
      ['group 9 rule on 2→2: '],
    ],
    ['dynamic to assigned', { membershipRule: null }, ['group 9 conversion on 2→2: ']],
    [
      'paused together with the rule',
      { membershipRule: 'user.department -eq "IT"', membershipRuleProcessingState: 'Paused' },
      ['group 9 rule paused 2→2: leaves 1,2 (user.department -ne "IT"); enters 3 (user.department -eq "IT")'],
    ],
    [
      'frozen',
      { membershipRule: `user.memberOf -any (group.objectId -in ["${id(8)}"])` },
      ['group 9 rule frozen 2→2: '],
    ],
  ])('%s', (_, values, expected) => {
    expect(shown(impactsOf([group('g9', values)], three, [ruled(9, sales, [1, 2])]))).toEqual(expected);
  });

  test('a rule that matches everybody is known', () => {
    const [impact] = impactsOf([group('g9', { membershipRule: 'user.objectId -ne null' })], three, [
      ruled(9, sales, [1, 2]),
    ]);
    expect(impact).toMatchObject({ everybody: true, enters: 1 });
  });

  test('assigned to dynamic: who does not match leaves, also what is no user', () => {
    const assigned = liveGroup(9, 'g9', { uniqueName: 'g9', members: [id(1), id(3), id(77)] });
    expect(shown(impactsOf([group('g9', { membershipRule: sales })], three, [assigned]))).toEqual([
      'group 9 conversion on 3→2: leaves object 77 (it is no user); leaves 3 (user.department -ne "Sales"); enters 2 (user.department -eq "Sales")',
    ]);
  });

  test('a created group takes in whom it matches, a deleted one lets everybody go', () => {
    const entry = group('new', {
      displayName: 'New',
      mailNickname: 'new',
      type: 'security',
      membershipRule: sales,
    });
    expect(shown(impactsOf([entry], three, []))).toEqual([
      'group:new created on 0→2: enters 1,2 (user.department -eq "Sales")',
    ]);
    const gone = group('g9', {}, { id: id(9), delete: true });
    expect(shown(impactsOf([gone], three, [ruled(9, sales, [1, 2])]))).toEqual([
      'group 9 deleted on 2→0: leaves 1,2 (the group is deleted)',
    ]);
  });

  test('a group that is processed again catches up', () => {
    const paused = ruled(9, sales, [3], { membershipRuleProcessingState: 'Paused' });
    expect(shown(impactsOf([group('g9', { membershipRuleProcessingState: 'On' })], three, [paused]))).toEqual(
      [
        'group 9 resumed on 1→2: leaves 3 (user.department -ne "Sales"); enters 1,2 (user.department -eq "Sales")',
      ],
    );
  });
});

describe('what is no effect of the plan stands apart', () => {
  test('people about whom Entra and the rule disagree', () => {
    const entries = [group('g9', { membershipRule: `${sales} -or user.department -eq "Ops"` })];
    expect(shown(impactsOf(entries, three, [ruled(9, sales, [1, 3])]))).toEqual([
      'group 9 rule on 2→2: unexpectedMember 3 (user.department -ne "Sales"); missingMember 2 (user.department -eq "Sales")',
    ]);
  });

  test('their reason is one of today, not of the plan', () => {
    const gone = impactsOf([user('u3@contoso.com', { department: 'Sales' })], three, [
      ruled(9, sales, [1, 2, 3]),
    ]);
    expect(shown(gone)).toEqual([
      'group 9 attributes on 3→3: unexpectedMember 3 (user.department -ne "Sales")',
    ]);
    expect(gone[0]?.buckets[0]?.changes).toEqual([]);
  });

  test('of a deleted group nobody is missing', () => {
    const entry = group('g9', {}, { id: id(9), delete: true });
    expect(shown(impactsOf([entry], three, [ruled(9, sales, [1])]))).toEqual([
      'group 9 deleted on 1→0: leaves 1 (the group is deleted)',
    ]);
  });

  test('what cannot be determined makes a range', () => {
    const rule = 'user.department -match "(.)\\1"';
    expect(
      shown(impactsOf([group('g9', { membershipRule: rule })], three, [ruled(9, sales, [1, 2])])),
    ).toEqual(['group 9 rule on 2→0-3: undeterminedMember 1,2 (pattern); undeterminedOther 3 (pattern)']);
  });
});

const back = (members: readonly number[], rule?: null): DesiredObject =>
  group('g9', rule === null ? { membershipRule: null } : {}, { id: id(9), members: members.map(id) });

describe('members that a rollback sets one by one', () => {
  const because = '(the members are set one by one)';

  test('of a group that is no longer dynamic enter and leave, whatever its rule said', () => {
    expect(shown(impactsOf([back([2, 3], null)], three, [ruled(9, sales, [1, 2])]))).toEqual([
      `group 9 conversion on 2→2: leaves 1 ${because}; enters 3 ${because}`,
    ]);
  });

  test('also where it was paused, and where Entra had not followed its rule', () => {
    const paused = ruled(9, sales, [3], { membershipRuleProcessingState: 'Paused' });
    expect(shown(impactsOf([back([1], null)], three, [paused]))).toEqual([
      `group 9 conversion on 1→1: leaves 3 ${because}; enters 1 ${because}`,
    ]);
  });

  test('of an assigned group, users or not', () => {
    const assigned = liveGroup(9, 'g9', { members: [id(1), id(70)] });
    expect(shown(impactsOf([back([2, 71])], three, [assigned]))).toEqual([
      `group 9 members on 2→2: leaves object 70,1 ${because}; enters object 71,2 ${because}`,
    ]);
  });

  test('are limited like people who leave by a rule, and the note beside the rule is true', () => {
    const head = desired([back([3], null)], { guards: { membersLeaving: { count: 1 } } });
    const plan = planOf(head, live(three, [ruled(9, sales, [1, 2])]));
    expect(plan.guards.find(({ guard }) => guard === 'membersLeaving')).toMatchObject({
      verdict: 'refused',
      measured: 2,
      of: 2,
    });
    expect(plan.changes.map(({ consequence }) => consequence)).toEqual([
      undefined,
      'The members are set as listed here, and nobody enters or leaves by rule any more.',
    ]);
    const same = planOf(desired([back([1, 2], null)]), live(three, [ruled(9, sales, [1, 2])]));
    expect(same.changes.map(({ consequence }) => consequence)).toEqual([
      'Members stay as they are; nobody enters or leaves by rule any more.',
    ]);
  });
});

describe('attributes are written before rules', () => {
  const renamed = 'user.department -eq "Sales EMEA"';
  const entries = [
    user('u1@contoso.com', { department: 'Sales EMEA' }),
    user('u2@contoso.com', { department: 'Sales EMEA' }),
  ];
  test('people who stay in the end but not in between', () => {
    const both = [...entries, group('g9', { membershipRule: renamed })];
    const [impact] = impactsOf(both, three, [ruled(9, sales, [1, 2])]);
    expect(impact).toMatchObject({ before: 2, after: { min: 2, max: 2 }, leaves: 0 });
    expect(impact?.buckets).toEqual([
      {
        direction: 'leavesMeanwhile',
        because: 'user.department -ne "Sales"',
        changes: [`group:${id(9)}/membershipRule`, `user:${id(1)}/department`, `user:${id(2)}/department`],
        members: [`user:${id(1)}`, `user:${id(2)}`],
      },
    ]);
  });

  test('not while the group is paused', () => {
    const both = [
      ...entries,
      group('g9', { membershipRule: renamed, membershipRuleProcessingState: 'Paused' }),
    ];
    const [impact] = impactsOf(both, three, [ruled(9, sales, [1, 2])]);
    expect(impact?.buckets).toEqual([]);
  });
});

test('what hangs on a group is shown with it, and who reads its licences is named', () => {
  const groups = [
    ruled(9, sales, [1, 2], {
      assignedLicenses: [{ skuId: 'C5928F49-12ba-48f7-ada3-0d743a3601d5' }, { skuId: 'x' }],
      resourceProvisioningOptions: ['Team'],
    }),
    ruled(8, 'user.assignedPlans -any (assignedPlan.service -eq "Visio")', []),
  ];
  const [impact] = impactsOf([user('u1@contoso.com', { department: 'IT' })], three, groups);
  expect(impact?.carries).toEqual({
    licences: ['Visio Plan 2', 'x'],
    team: true,
    roleAssignable: false,
    mailEnabled: false,
    synced: false,
  });
  expect(impact?.secondOrder).toEqual([`group:${id(8)}`]);
});
