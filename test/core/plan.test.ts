import { describe, expect, test } from 'vitest';
import { changesOf, desired, group, id, live, liveGroup, liveUser, planOf, user } from '../support/tenant.ts';

const adele = 'adele@contoso.com';
const rule = '(user.department -eq "Sales")';
const dynamic = { groupTypes: ['DynamicMembership'], membershipRuleProcessingState: 'On' };

describe('what is the same is no change', () => {
  test.each([
    ['user principal names in another case', { userPrincipalName: 'ADELE@contoso.com' }, {}],
    ['null against absent', { department: null }, {}],
    ['null against empty text', { department: null }, { department: '' }],
    ['an empty list against null', { businessPhones: [] }, { businessPhones: null }],
    ['the order of a set', { otherMails: ['b@x.org', 'a@x.org'] }, { otherMails: ['a@x.org', 'b@x.org'] }],
    ['spaces that the service trims', { department: 'Sales' }, { department: ' Sales ' }],
    [
      'forms of a date',
      { employeeHireDate: '2026-03-02T00:00:00Z' },
      { employeeHireDate: '2026-03-02T01:00:00.000+01:00' },
    ],
    [
      'a member of a complex value',
      { extensionAttribute3: 'x' },
      { onPremisesExtensionAttributes: { extensionAttribute3: 'x' } },
    ],
    ['the manager, by another reference', { manager: 'LEE@contoso.com' }, { manager: id(2) }],
    ['the manager, by mail address', { manager: 'lee.gu@contoso.com' }, { manager: id(2) }],
  ])('%s', (_, declared, has) => {
    const tenant = live([
      liveUser(1, adele, has),
      liveUser(2, 'lee@contoso.com', { mail: 'Lee.Gu@contoso.com' }),
    ]);
    expect(changesOf(planOf(desired([user(adele, declared)]), tenant))).toEqual([]);
  });

  test.each([
    [
      'line breaks and spaces in a rule',
      `( user.department   -eq "Sales" )`,
      '( user.department -eq "Sales" )',
    ],
    ['spaces at the ends of a rule', rule, ` ${rule} `],
  ])('%s', (_, wanted, has) => {
    const tenant = live([], [liveGroup(1, 'g', { uniqueName: 'g', ...dynamic, membershipRule: has })]);
    expect(changesOf(planOf(desired([group('g', { membershipRule: wanted })]), tenant))).toEqual([]);
  });

  test('spaces within quotes of a rule are a change', () => {
    const tenant = live(
      [],
      [liveGroup(1, 'g', { uniqueName: 'g', ...dynamic, membershipRule: 'user.city -eq "A  B"' })],
    );
    expect(
      changesOf(planOf(desired([group('g', { membershipRule: 'user.city -eq "A B"' })]), tenant)),
    ).toHaveLength(1);
  });
});

describe('changes and their operations', () => {
  test.each([
    [
      'text',
      { department: 'Sales' },
      { department: 'Slaes' },
      ['user:1 department: "Slaes" → "Sales"'],
      [{ department: 'Sales' }],
    ],
    [
      'text cleared',
      { department: null },
      { department: 'Sales' },
      ['user:1 department: "Sales" → null'],
      [{ department: null }],
    ],
    [
      'profile attributes travel together, the sensitive apart',
      { department: 'Sales', jobTitle: 'Head', mobilePhone: null },
      { mobilePhone: '1' },
      [
        'user:1 department: null → "Sales"',
        'user:1 jobTitle: null → "Head"',
        'user:1 mobilePhone: "1" → null',
      ],
      [{ mobilePhone: null }, { department: 'Sales', jobTitle: 'Head' }],
    ],
    [
      'extension attributes merge',
      { extensionAttribute1: 'a', extensionAttribute13: null },
      { onPremisesExtensionAttributes: { extensionAttribute2: 'kept', extensionAttribute13: 'x' } },
      ['user:1 extensionAttribute1: null → "a"', 'user:1 extensionAttribute13: "x" → null'],
      [{ onPremisesExtensionAttributes: { extensionAttribute1: 'a', extensionAttribute13: null } }],
    ],
    [
      'the other half of employeeOrgData travels too',
      { 'employeeOrgData.division': 'North' },
      { employeeOrgData: { division: 'South', costCenter: '4711' } },
      ['user:1 employeeOrgData.division: "South" → "North"'],
      [{ employeeOrgData: { division: 'North', costCenter: '4711' } }],
    ],
    [
      'a list cleared',
      { businessPhones: null },
      { businessPhones: ['1'] },
      ['user:1 businessPhones: ["1"] → []'],
      [{ businessPhones: [] }],
    ],
  ])('%s', (_, declared, has, changes, bodies) => {
    const plan = planOf(desired([user(adele, declared)]), live([liveUser(1, adele, has)]));
    expect(changesOf(plan)).toEqual(changes);
    expect(plan.operations.map(({ write }) => write)).toEqual(
      bodies.map((body) => ({ type: 'update', kind: 'user', body })),
    );
  });

  test('what travels besides is context', () => {
    const has = { employeeOrgData: { division: 'South', costCenter: '4711' } };
    const plan = planOf(
      desired([user(adele, { 'employeeOrgData.division': null })]),
      live([liveUser(1, adele, has)]),
    );
    expect(plan.operations[0]?.context).toEqual([
      { property: 'employeeOrgData', member: 'costCenter', value: '4711' },
    ]);
  });

  test('new owners come before old ones go, and the removal waits for the addition', () => {
    const tenant = live(
      [liveUser(1, adele), liveUser(2, 'lee@contoso.com')],
      [liveGroup(9, 'g', { uniqueName: 'g', owners: [id(2)] })],
    );
    const plan = planOf(desired([group('g', { owners: { mode: 'exact', users: [adele] } })]), tenant);
    expect(
      plan.operations.map(({ phase, write, dependsOn }) => [phase, write.type, dependsOn.length]),
    ).toEqual([
      ['referencesAdded', 'addOwner', 0],
      ['referencesRemoved', 'removeOwner', 1],
    ]);
    expect(plan.operations[1]?.dependsOn).toEqual([plan.operations[0]?.key]);
  });

  test('owners at least: nobody is removed', () => {
    const tenant = live(
      [liveUser(1, adele), liveUser(2, 'lee@contoso.com')],
      [liveGroup(9, 'g', { uniqueName: 'g', owners: [id(2)] })],
    );
    const plan = planOf(desired([group('g', { owners: { mode: 'atLeast', users: [adele] } })]), tenant);
    expect(plan.operations.map(({ write }) => write)).toEqual([{ type: 'addOwner', owner: id(1) }]);
  });

  test.each([
    [
      'assigned to dynamic',
      { membershipRule: rule },
      {},
      { groupTypes: ['DynamicMembership'], membershipRule: rule, membershipRuleProcessingState: 'On' },
    ],
    [
      'assigned to dynamic, a Microsoft 365 group, paused',
      { membershipRule: rule, membershipRuleProcessingState: 'Paused' },
      { groupTypes: ['Unified'], mailEnabled: true, securityEnabled: false },
      {
        groupTypes: ['Unified', 'DynamicMembership'],
        membershipRule: rule,
        membershipRuleProcessingState: 'Paused',
      },
    ],
    [
      'dynamic to assigned',
      { membershipRule: null },
      { ...dynamic, membershipRule: rule },
      { groupTypes: [], membershipRuleProcessingState: 'Paused' },
    ],
    [
      'the stored rule of an assigned group does not count',
      { membershipRule: rule },
      { membershipRule: rule },
      { groupTypes: ['DynamicMembership'], membershipRule: rule, membershipRuleProcessingState: 'On' },
    ],
  ])('%s happens in place', (_, declared, has, body) => {
    const plan = planOf(
      desired([group('g', declared)]),
      live([], [liveGroup(9, 'g', { uniqueName: 'g', ...has })]),
    );
    expect(plan.operations.map(({ phase, write }) => ({ phase, write }))).toEqual([
      // What goes out of force does so before any attribute can move people by it.
      {
        phase: declared.membershipRule === null ? 'pauses' : 'rules',
        write: { type: 'update', kind: 'group', body },
      },
    ]);
    expect(plan.operations[0]?.context[0]?.property).toBe('groupTypes');
  });

  test('a pause comes first, a resume last and after the rule', () => {
    const paused = { ...dynamic, membershipRule: rule, membershipRuleProcessingState: 'Paused' };
    const other = 'user.department -eq "IT"';
    const resume = planOf(
      desired([group('g', { membershipRule: other, membershipRuleProcessingState: 'On' })]),
      live([], [liveGroup(9, 'g', { uniqueName: 'g', ...paused })]),
    );
    expect(resume.operations.map(({ phase }) => phase)).toEqual(['rules', 'resumes']);
    expect(resume.operations[1]?.dependsOn).toEqual([resume.operations[0]?.key]);
    const pause = planOf(
      desired([group('g', { membershipRule: other, membershipRuleProcessingState: 'Paused' })]),
      live([], [liveGroup(9, 'g', { uniqueName: 'g', ...dynamic, membershipRule: rule })]),
    );
    expect(pause.operations.map(({ phase }) => phase)).toEqual(['pauses', 'rules']);
  });

  test('a rule waits for the attributes that it reads, and for no others', () => {
    const tenant = live(
      [liveUser(1, adele), liveUser(2, 'lee@contoso.com')],
      [
        liveGroup(9, 'g', {
          uniqueName: 'g',
          ...dynamic,
          membershipRule: 'user.city -eq "department user.jobTitle"',
        }),
      ],
    );
    const plan = planOf(
      desired([
        user(adele, { department: 'Sales', extensionAttribute1: 'x' }),
        user('lee@contoso.com', { usageLocation: 'BR' }),
        group('g', { membershipRule: rule }),
      ]),
      tenant,
    );
    expect(plan.operations.find(({ phase }) => phase === 'rules')?.dependsOn).toEqual([
      `user:${id(1)} profile`,
    ]);
  });

  test('a group is created by its key, its owners after it', () => {
    const entry = group('sg-new', {
      displayName: 'SG New',
      mailNickname: 'sg-new',
      type: 'security',
      owners: { mode: 'exact', users: [adele] },
      membershipRule: rule,
    });
    const plan = planOf(desired([entry]), live([liveUser(1, adele)]));
    expect(plan.operations.map(({ phase, write }) => ({ phase, write }))).toEqual([
      {
        phase: 'creations',
        write: {
          type: 'createGroup',
          uniqueName: 'sg-new',
          body: {
            mailEnabled: false,
            securityEnabled: true,
            groupTypes: ['DynamicMembership'],
            displayName: 'SG New',
            mailNickname: 'sg-new',
            membershipRule: rule,
            membershipRuleProcessingState: 'On',
          },
        },
      },
      { phase: 'referencesAdded', write: { type: 'addOwner', owner: id(1) } },
    ]);
    expect(plan.operations[1]?.dependsOn).toEqual([plan.operations[0]?.key]);
  });

  test('a group is deleted once, and a second plan has nothing left', () => {
    const entry = group('old', {}, { id: id(9), delete: true });
    expect(
      planOf(desired([entry]), live([], [liveGroup(9, 'old')])).operations.map(({ write }) => write),
    ).toEqual([{ type: 'deleteGroup' }]);
    expect(planOf(desired([entry]), live([])).counts).toMatchObject({ changes: 0, unresolved: 0 });
  });
});

describe('what cannot be written is blocked, with the reason', () => {
  const synced = { onPremisesSyncEnabled: true };
  test.each([
    ['masteredOnPremises', user(adele, { department: 'X' }), synced, {}],
    [
      'heldElsewhere',
      user(adele, { employeeId: '7' }),
      {},
      { authorities: [{ attributes: ['employeeId'], owner: 'HR' }] },
    ],
    ['domainNotVerified', user(adele, { userPrincipalName: 'adele@fabrikam.com' }, { id: id(1) }), {}, {}],
    ['nameTaken', user(adele, { userPrincipalName: 'lee@contoso.com' }, { id: id(1) }), {}, {}],
  ])('%s', (reason, entry, has, changes) => {
    const tenant = live([liveUser(1, adele, has), liveUser(2, 'lee@contoso.com')]);
    const plan = planOf(desired([entry], changes), tenant);
    expect(plan.changes).toEqual([]);
    expect(plan.blocked.map((each) => each.reason)).toEqual([reason]);
  });

  test.each([
    ['groupTypeFixed', { type: 'microsoft365' }, {}],
    [
      'visibilityFixed',
      { visibility: 'HiddenMembership' },
      { groupTypes: ['Unified'], mailEnabled: true, visibility: 'Private' },
    ],
    ['managedInExchange', { description: 'x' }, { mailEnabled: true }],
    ['roleAssignable', { membershipRule: rule }, { isAssignableToRole: true }],
    ['masteredOnPremises', { description: 'x' }, synced],
  ])('%s', (reason, declared, has) => {
    const plan = planOf(
      desired([group('g', declared)]),
      live([], [liveGroup(9, 'g', { uniqueName: 'g', ...has })]),
    );
    expect([plan.changes.length, ...plan.blocked.map((each) => each.reason)]).toEqual([0, reason]);
  });

  test('a synced user still takes what the cloud holds', () => {
    const plan = planOf(desired([user(adele, { usageLocation: 'BR' })]), live([liveUser(1, adele, synced)]));
    expect(plan.changes).toHaveLength(1);
  });

  test('a default that a user does not take is skipped and counted', () => {
    const place = { file: 'f', line: 1, column: 1 };
    const entry = {
      ...user(adele),
      attributes: { companyName: { value: 'C', place, fromDefaults: true as const } },
    };
    const plan = planOf(desired([entry]), live([liveUser(1, adele, synced)]));
    expect(plan.counts).toMatchObject({ changes: 0, blocked: 0, skippedDefaults: 1 });
  });
});

describe('what is not found is unresolved and blocks only itself', () => {
  const others = [user('lee@contoso.com', { department: 'X' })];
  const tenant = live(
    [
      liveUser(2, 'lee@contoso.com'),
      liveUser(3, 'lea@contoso.com', { mail: 'm@x.org' }),
      liveUser(4, 'lou@contoso.com', { mail: 'm@x.org' }),
    ],
    [],
    {
      deletedUsers: [
        {
          id: id(8),
          userPrincipalName: `${id(8).replaceAll('-', '')}gone@contoso.com`,
          deletedDateTime: '2026-11-14T08:00:00Z',
        },
      ],
    },
  );
  test.each([
    ['an id that is gone', user('x@contoso.com', { department: 'X' }, { id: id(7) }), 'no user has the id'],
    [
      'an id that is gone, its name born again',
      user('lee@contoso.com', { department: 'Y' }, { id: id(7) }),
      `the name lee@contoso.com now belongs to another user (id ${id(2)})`,
    ],
    [
      'a deleted user, by id',
      user('gone@contoso.com', { department: 'X' }, { id: id(8) }),
      'was deleted on 2026-11-14',
    ],
    ['a deleted user, by name', user('gone@contoso.com', { department: 'X' }), 'was deleted on 2026-11-14'],
    ['a name with a slip', user('leee@contoso.com', { department: 'X' }), 'Did you mean'],
    ['an unknown manager', user('lea@contoso.com', { manager: 'le@contoso.com' }), 'Did you mean'],
    [
      'a mail address of two',
      user('lea@contoso.com', { manager: 'm@x.org' }),
      '2 users have the mail address m@x.org',
    ],
    [
      'an entry with too little to create a group',
      group('new', { displayName: 'New' }),
      'lacks mailNickname and type',
    ],
    ['a group whose id is gone', group('g', { displayName: 'G' }, { id: id(9) }), 'no group has the id'],
  ])('%s', (_, entry, words) => {
    const plan = planOf(desired([entry, ...others]), tenant);
    expect(plan.unresolved.map(({ message, remedy }) => `${message}. ${remedy}`)).toEqual([
      expect.stringContaining(words),
    ]);
    expect(changesOf(plan)).toEqual(['user:2 department: null → "X"']);
  });

  test('two entries for one object: neither counts', () => {
    const plan = planOf(
      desired([
        user('lee@contoso.com', { department: 'A' }),
        user('old-name@contoso.com', { department: 'B' }, { id: id(2) }),
      ]),
      tenant,
    );
    expect(plan.changes).toEqual([]);
    expect(plan.unresolved).toHaveLength(2);
  });
});

describe('with a base', () => {
  const tenant = live([liveUser(1, adele, { department: 'Old', jobTitle: 'T', city: 'C' })]);
  const base = desired([user(adele, { department: 'New', city: 'C' })]);
  test('introduced and pending are told apart, and what is no longer declared is released', () => {
    const head = desired([user(adele, { department: 'New', jobTitle: 'U' })]);
    const plan = planOf(head, tenant, { base });
    expect(plan.changes.map(({ attribute, origin }) => [attribute, origin])).toEqual([
      ['department', 'pending'],
      ['jobTitle', 'introduced'],
    ]);
    expect(plan.released).toEqual([{ object: `user:${id(1)}`, attribute: 'city', value: 'C' }]);
  });

  test('the same attribute with another value is introduced', () => {
    const plan = planOf(desired([user(adele, { department: 'Newer' })]), tenant, { base });
    expect(plan.changes.map(({ origin }) => origin)).toEqual(['introduced']);
  });
});
