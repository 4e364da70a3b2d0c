import { describe, expect, test } from 'vitest';
import { isOpen } from '../../src/core/route/cell.ts';
import type { Value } from '../../src/core/attributes/attribute.ts';
import type { Evidence, Recipient, RoleHolding } from '../../src/core/live/live.ts';
import type { ExchangeRoute } from '../../src/core/desired/settings.ts';
import { noEvidence } from '../../src/core/live/live.ts';
import { definitionRoutes } from '../../src/core/route/group-routes.ts';
import { desired, group, id, live, liveGroup, liveUser, planOf, user } from '../support/tenant.ts';

/**
 * The doors as they are expected, written down by hand: `G` Graph, `X` Exchange, `GX` Graph and then Exchange, or the
 * reason why there is none. They are asked through whole plans.
 */

const wire = 'extension_00112233445566778899aabbccddeeff_jobGroup';

/** One attribute of each kind, with a value that differs from the live one. */
const ofUsers = {
  profile: ['department', 'Sales'],
  manager: ['manager', 'boss@contoso.com'],
  hireDate: ['employeeHireDate', '2026-03-02T00:00:00Z'],
  cloudProfile: ['usageLocation', 'BR'],
  sensitive: ['mobilePhone', '+55 11 95555 0101'],
  account: ['accountEnabled', false],
  signInName: ['userPrincipalName', 'new@contoso.com'],
  cloudSensitive: ['otherMails', ['a@example.com']],
  immutableId: ['onPremisesImmutableId', 'MyIRAFVEd2aImaq7zN3u/w=='],
  extensionAttribute: ['extensionAttribute3', 'Contractor'],
  directoryExtension: [wire, 'E4'],
  syncedDirectoryExtension: [wire, 'E4'],
  schemaExtension: ['schemaExtensions.courses.courseId', 100],
  openExtension: ['openExtensions.com.contoso.social', { skypeId: 'adele' }],
} as const satisfies Record<string, readonly [string, Value]>;
type Kind = keyof typeof ofUsers;

const sid = { onPremisesSecurityIdentifier: 'S-1-5-21-1-2-3-4' };

/** What a reader sees of a user in each state. */
const states = {
  cloudBorn: {},
  guest: { userType: 'Guest' },
  anchored: { onPremisesImmutableId: 'EiZ7L4VagEqYn9/3ZumEfw==' },
  onceSyncedShownAsNull: sid,
  onceSyncedShownAsFalse: { onPremisesSyncEnabled: false },
  movedBackAndWaiting: { ...sid, onPremisesSyncEnabled: null },
  movedToCloud: sid,
  syncedNow: { ...sid, onPremisesSyncEnabled: true },
} as const;
type State = keyof typeof states;

const recipient = (type: Recipient['type'], details: string, cloudManaged = false): Recipient => ({
  type,
  details,
  cloudManaged,
  attributes: {},
});
const recipients = {
  none: null,
  mailUser: recipient('mailUser', 'MailUser'),
  guestMailUser: recipient('mailUser', 'GuestMailUser'),
  mailbox: recipient('mailbox', 'UserMailbox'),
  sharedMailbox: recipient('mailbox', 'SharedMailbox'),
  cloudManaged: recipient('mailbox', 'UserMailbox', true),
} as const;
type Known = keyof typeof recipients;

interface Question {
  readonly kind: Kind;
  readonly state: State;
  readonly recipient?: Known;
  readonly role?: RoleHolding;
  readonly exchange?: ExchangeRoute;
  readonly more?: object;
}

/** `G`, `X`, `GX`, or the reason. */
function doorOf({
  kind,
  state,
  recipient: known = 'none',
  role,
  exchange = 'auto',
  more = {},
}: Question): string {
  const [attribute, value] = ofUsers[kind];
  const person = liveUser(1, 'adele@contoso.com', {
    accountEnabled: true,
    ...states[state],
    ...(kind === 'immutableId' && state === 'anchored' ? { onPremisesImmutableId: 'b3RoZXI=' } : {}),
    ...more,
  });
  const evidence: Evidence = {
    ...noEvidence,
    recipients: recipients[known] ? new Map([[id(1), recipients[known]]]) : new Map(),
    cloudManaged: new Set(state === 'movedToCloud' ? [id(1)] : []),
    roleHolders: role === undefined ? new Map() : new Map([[id(1), role]]),
  };
  const tenant = live([person, liveUser(2, 'boss@contoso.com')], [], {
    evidence,
    definitions: {
      applications: [],
      directory: [
        {
          id: id(9),
          name: wire,
          dataType: 'String',
          isMultiValued: false,
          isSyncedFromOnPremises: kind === 'syncedDirectoryExtension',
          targetObjects: ['User'],
        },
      ],
      schema: [],
    },
  });
  const plan = planOf(
    desired([user('adele@contoso.com', { [attribute]: value })], { exchange: { route: exchange } }),
    tenant,
  );
  const [blocked] = plan.blocked;
  if (blocked) return blocked.reason;
  const [operation] = plan.operations;
  return (operation?.channels ?? []).map((each) => (each === 'graph' ? 'G' : 'X')).join('');
}

const all = <T extends object>(record: T): (keyof T)[] => Object.keys(record) as (keyof T)[];
const exceptSynced = (open: string, synced: string): Record<State, string> => ({
  cloudBorn: open,
  guest: open,
  anchored: open,
  onceSyncedShownAsNull: open,
  onceSyncedShownAsFalse: open,
  movedBackAndWaiting: open,
  movedToCloud: open,
  syncedNow: synced,
});

describe('users, whatever Exchange knows', () => {
  const expected: Record<Exclude<Kind, 'extensionAttribute'>, Record<State, string>> = {
    profile: exceptSynced('G', 'masteredOnPremises'),
    manager: exceptSynced('G', 'masteredOnPremises'),
    hireDate: exceptSynced('G', 'masteredOnPremises'),
    cloudProfile: exceptSynced('G', 'G'),
    sensitive: exceptSynced('G', 'masteredOnPremises'),
    account: exceptSynced('G', 'masteredOnPremises'),
    signInName: exceptSynced('G', 'masteredOnPremises'),
    cloudSensitive: exceptSynced('G', 'G'),
    immutableId: exceptSynced('G', 'masteredOnPremises'),
    directoryExtension: exceptSynced('G', 'G'),
    syncedDirectoryExtension: exceptSynced('G', 'syncedDefinition'),
    schemaExtension: exceptSynced('G', 'G'),
    openExtension: exceptSynced('G', 'G'),
  };
  const rows = all(expected).flatMap((kind) =>
    all(states).flatMap((state) =>
      all(recipients).map((known) => ({ kind, state, recipient: known, door: expected[kind][state] })),
    ),
  );
  test.each(rows)('$kind, $state, $recipient: $door', ({ door, ...question }) => {
    expect(doorOf(question)).toBe(door);
  });
});

describe('extension attributes of users', () => {
  const cloud = {
    none: 'G',
    mailUser: 'GX',
    guestMailUser: 'GX',
    mailbox: 'GX',
    sharedMailbox: 'GX',
    cloudManaged: 'GX',
  };
  const traced = {
    none: 'noRecipient',
    mailUser: 'X',
    guestMailUser: 'X',
    mailbox: 'X',
    sharedMailbox: 'X',
    cloudManaged: 'X',
  };
  const expected: Record<State, Record<Known, string>> = {
    cloudBorn: cloud,
    guest: cloud,
    anchored: { ...traced, none: 'G' },
    onceSyncedShownAsNull: traced,
    onceSyncedShownAsFalse: traced,
    movedBackAndWaiting: traced,
    movedToCloud: { ...traced, none: 'G' },
    syncedNow: {
      none: 'masteredOnPremises',
      mailUser: 'masteredOnPremises',
      guestMailUser: 'masteredOnPremises',
      mailbox: 'masteredOnPremises',
      sharedMailbox: 'masteredOnPremises',
      cloudManaged: 'X',
    },
  };
  const rows = all(expected).flatMap((state) =>
    all(expected[state]).map((known) => ({ state, recipient: known, door: expected[state][known] })),
  );
  test.each(rows)('$state, $recipient: $door', ({ door, ...question }) => {
    expect(doorOf({ kind: 'extensionAttribute', ...question })).toBe(door);
  });

  test.each<{ state: State; recipient: Known; always: string; never: string }>([
    { state: 'cloudBorn', recipient: 'mailbox', always: 'X', never: 'G' },
    { state: 'cloudBorn', recipient: 'none', always: 'G', never: 'G' },
    { state: 'movedToCloud', recipient: 'mailbox', always: 'X', never: 'G' },
    { state: 'onceSyncedShownAsNull', recipient: 'mailbox', always: 'X', never: 'exchangeNotUsed' },
    { state: 'onceSyncedShownAsNull', recipient: 'none', always: 'noRecipient', never: 'exchangeNotUsed' },
    { state: 'anchored', recipient: 'mailbox', always: 'X', never: 'G' },
    { state: 'syncedNow', recipient: 'mailbox', always: 'masteredOnPremises', never: 'exchangeNotUsed' },
    { state: 'syncedNow', recipient: 'cloudManaged', always: 'X', never: 'exchangeNotUsed' },
  ])('$state, $recipient: always $always, never $never', ({ always, never, ...question }) => {
    expect(doorOf({ kind: 'extensionAttribute', ...question, exchange: 'always' })).toBe(always);
    expect(doorOf({ kind: 'extensionAttribute', ...question, exchange: 'never' })).toBe(never);
  });
});

const blockedIn = (
  state: State,
  exchange: ExchangeRoute,
  attribute = 'extensionAttribute2',
  known: Known = 'none',
) => {
  const found = recipients[known];
  const evidence = { ...noEvidence, recipients: found ? new Map([[id(1), found]]) : new Map() };
  const plan = planOf(
    desired([user('adele@contoso.com', { [attribute]: 'x' })], { exchange: { route: exchange } }),
    live([liveUser(1, 'adele@contoso.com', states[state])], [], { evidence }),
  );
  return { message: plan.blocked[0]?.message ?? '', remedy: plan.blocked[0]?.remedy ?? '' };
};

describe('why an extension attribute is blocked', () => {
  test.each(['syncedNow', 'onceSyncedShownAsNull'] as const)(
    'where Exchange is not asked, nothing is claimed that only Exchange knows: %s',
    (state) => {
      const { message, remedy } = blockedIn(state, 'never');
      expect(message).toMatch(
        /Exchange is not asked, because .*`exchange: \{ route: never \}`, so it is not known/,
      );
      expect(message).not.toMatch(/is not cloud-managed|only Exchange|no recipient/);
      expect(remedy).toContain('tenantry plan --powershell FILE');
      expect(remedy).not.toContain('IsExchangeCloudManaged $true');
    },
  );

  test.each([
    ['auto', 'extensionAttribute2', 'none', 'Set-MailUser with -CustomAttribute2)'],
    ['auto', 'extensionAttribute2', 'mailUser', 'Set-MailUser with -CustomAttribute2)'],
    ['auto', 'extensionAttribute7', 'mailbox', 'Set-RemoteMailbox -CustomAttribute7)'],
    ['never', 'extensionAttribute15', 'none', 'Set-RemoteMailbox -CustomAttribute15)'],
  ] as const)(
    'attribute and cmdlet are named with the number: %s, %s, %s',
    (route, attribute, known, cmdlet) => {
      const { message, remedy } = blockedIn('syncedNow', route, attribute, known);
      const number = attribute.slice('extensionAttribute'.length);
      expect(remedy).toContain(
        `${attribute} of the user in on-premises Active Directory, which Exchange calls CustomAttribute${number} (`,
      );
      expect(remedy).toContain(cmdlet);
      // Who has no mailbox is told nothing of one.
      expect(/mailbox is not/.test(message)).toBe(known === 'mailbox');
      expect(/IsExchangeCloudManaged \$true/.test(remedy)).toBe(known === 'mailbox');
    },
  );
});

describe('holders of a role', () => {
  const sensitive: readonly Kind[] = ['sensitive', 'account', 'signInName', 'cloudSensitive', 'immutableId'];
  const rows = all(ofUsers).flatMap((kind) =>
    (['active', 'eligible', 'throughGroup'] as const).map((role) => ({
      kind,
      role,
      door: sensitive.includes(kind) ? 'holdsRole' : 'G',
    })),
  );
  test.each(rows)('$kind, $role: $door', ({ door, ...question }) => {
    expect(doorOf({ state: 'cloudBorn', ...question })).toBe(door);
  });

  test('a synced holder is told about on-premises first, where the value is held', () => {
    expect(doorOf({ kind: 'sensitive', state: 'syncedNow', role: 'active' })).toBe('masteredOnPremises');
  });
});

test.each(all(ofUsers))('%s of a user under restricted management is out of reach', (kind) => {
  const more = { isManagementRestricted: true };
  expect(doorOf({ kind, state: 'cloudBorn', recipient: 'mailbox', more })).toBe('managementRestricted');
});

const ofGroups = {
  profile: { description: 'x' },
  visibility: { visibility: 'Public' },
  rule: { membershipRule: 'user.department -eq "Sales"' },
  owners: { owners: { mode: 'exact', users: ['boss@contoso.com'] } },
  extensionAttribute: { extensionAttribute1: 'x' },
  directoryExtension: { [wire]: 'E4' },
  schemaExtension: { 'schemaExtensions.courses.courseId': 100 },
  openExtension: { 'openExtensions.com.contoso.social': { a: 1 } },
  deletion: undefined,
} as const;
const same = (door: string): Record<keyof typeof ofGroups, string> => ({
  profile: door,
  visibility: door,
  rule: door,
  owners: door,
  extensionAttribute: door,
  directoryExtension: door,
  schemaExtension: door,
  openExtension: door,
  deletion: door,
});

describe('groups', () => {
  const kinds = {
    cloud: {},
    microsoft365: { groupTypes: ['Unified'], mailEnabled: true, securityEnabled: false },
    roleAssignable: { isAssignableToRole: true },
    synced: { onPremisesSyncEnabled: true },
    mailEnabledSecurity: { mailEnabled: true },
    distributionList: { mailEnabled: true, securityEnabled: false },
    syncedDistributionList: { mailEnabled: true, securityEnabled: false, onPremisesSyncEnabled: true },
    restricted: { isManagementRestricted: true },
    restrictedAndSynced: { isManagementRestricted: true, onPremisesSyncEnabled: true },
  } as const;
  const expected: Record<keyof typeof kinds, Record<keyof typeof ofGroups, string>> = {
    cloud: same('G'),
    microsoft365: same('G'),
    roleAssignable: { ...same('G'), rule: 'roleAssignable' },
    synced: {
      ...same('masteredOnPremises'),
      directoryExtension: 'G',
      schemaExtension: 'G',
      openExtension: 'G',
    },
    mailEnabledSecurity: same('managedInExchange'),
    distributionList: same('managedInExchange'),
    syncedDistributionList: same('masteredOnPremises'),
    restricted: same('managementRestricted'),
    restrictedAndSynced: same('managementRestricted'),
  };
  const rows = all(kinds).flatMap((kind) =>
    all(ofGroups).map((what) => ({ kind, what, door: expected[kind][what] })),
  );
  test.each(rows)('$what of a group that is $kind: $door', ({ kind, what, door }) => {
    const values = ofGroups[what];
    const entry = group('g', values ?? {}, {
      id: id(5),
      ...(values === undefined ? { delete: true } : {}),
    });
    const plan = planOf(
      desired([entry]),
      live([liveUser(2, 'boss@contoso.com')], [liveGroup(5, 'G', { owners: [], ...kinds[kind] })]),
    );
    const reasons = plan.blocked.map(({ reason }) => reason);
    const doors = plan.operations.map(({ channels }) => channels.join());
    expect([...reasons, ...doors.map((each) => (each === 'graph' ? 'G' : each))]).toEqual([door]);
  });
});

test('a definition that Entra Connect made is left to it', () => {
  expect(isOpen(definitionRoutes.cloud)).toBe(true);
  expect(definitionRoutes.synced).toMatchObject({ reason: 'syncedDefinition' });
});

const held = (value: string): Evidence => ({
  ...noEvidence,
  recipients: new Map([[id(1), { ...recipients.mailbox, attributes: { extensionAttribute3: value } }]]),
});
const shown = (value: string, more: object = {}) =>
  liveUser(1, 'adele@contoso.com', {
    onPremisesExtensionAttributes: { extensionAttribute3: value },
    ...more,
  });

describe('what Exchange holds', () => {
  const wanted = desired([user('adele@contoso.com', { extensionAttribute3: 'new' })]);

  test('is the live value of whoever goes through Exchange, and what Graph shows is said', () => {
    const plan = planOf(wanted, live([shown('stale', sid)], [], { evidence: held('old') }));
    expect(plan.changes).toMatchObject([{ before: 'old', after: 'new', shownByGraph: 'stale' }]);
  });

  test.each([
    { who: 'somebody once synced', more: sid },
    { who: 'somebody born in the cloud', more: {} },
  ])('is enough where it is as declared, for $who: there is nothing to do, and it is said', ({ more }) => {
    const plan = planOf(wanted, live([shown('stale', more)], [], { evidence: held('new') }));
    expect(plan.changes).toEqual([]);
    expect(plan.unsettled).toEqual([
      { object: `user:${id(1)}`, attribute: 'extensionAttribute3', exchange: 'new', graph: 'stale' },
    ]);
  });

  test('does not count for whoever goes through Graph first', () => {
    const plan = planOf(wanted, live([shown('stale')], [], { evidence: held('old') }));
    expect(plan.changes).toMatchObject([{ before: 'stale', after: 'new' }]);
    expect(plan.changes[0]).not.toHaveProperty('shownByGraph');
  });
});

describe('an immutable id', () => {
  const one = 'MyIRAFVEd2aImaq7zN3u/w==';
  const reasonOf = (others: object, tenant: object = {}) => {
    const base = live([liveUser(1, 'adele@contoso.com')]);
    const plan = planOf(desired([user('adele@contoso.com', { onPremisesImmutableId: one })]), {
      ...base,
      ...others,
      tenant: { ...base.tenant, ...tenant },
    });
    return plan.blocked.map(({ reason }) => reason);
  };
  const other = liveUser(2, 'lee@contoso.com', { onPremisesImmutableId: one });
  test.each([
    { what: 'that nobody has', given: {}, expected: [] },
    {
      what: 'of another user',
      given: { users: [liveUser(1, 'adele@contoso.com'), other] },
      expected: ['immutableIdTaken'],
    },
    { what: 'of a deleted user', given: { deletedUsers: [other] }, expected: ['immutableIdTaken'] },
  ])('$what', ({ given, expected }) => expect(reasonOf(given)).toEqual(expected));

  test('under a federated domain', () => {
    expect(reasonOf({}, { federatedDomains: ['contoso.com'] })).toEqual(['domainFederated']);
  });

  test('needs its override', () => {
    const plan = planOf(
      desired([user('adele@contoso.com', { onPremisesImmutableId: one })]),
      live([liveUser(1, 'adele@contoso.com')]),
    );
    expect(plan.guards.find(({ guard }) => guard === 'immutableIdsWritten')).toMatchObject({
      verdict: 'refused',
      measured: 1,
      limit: 0,
    });
  });
});
