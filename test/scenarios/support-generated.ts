import fc from 'fast-check';
import { emptyState } from '../../src/emulator/empty-state.ts';
import type { Group, State, User } from '../../src/emulator/state.ts';
import { id } from '../support/tenant.ts';
import { settings, yaml, type Entry, type Texts } from './support-practice.ts';

/** A tenant and files for it, both invented. */
export interface Case {
  readonly state: State;
  readonly users: readonly Entry[];
  readonly groups: readonly Entry[];
  /** Stands for every user whose entry does not say otherwise. */
  readonly defaults: Entry;
}

const odd = [
  'Sales',
  'sales',
  'São Paulo / 12',
  'Sa\u0303o Paulo / 12',
  '田中 健',
  '00123',
  'null',
  'yes',
  '~',
  '1e3',
  '2026-03-02',
  'O\'Neill; "quoted" & <b>',
  'a: b # c',
  '- x',
  '{x}',
  '100 %',
  '\u{1F600}',
] as const;

const text = (most: number): fc.Arbitrary<string> =>
  fc.oneof(
    fc.constantFrom(...odd.filter((value) => isText(value, most))),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).filter((value) => isText(value, most)),
  );
const isText = (value: string, most: number): boolean =>
  value.trim() !== '' && value.trim().length <= most && !/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u.test(value);
const orNull = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
  fc.option(value, { nil: null, freq: 4 });
const cleared = (most: number): fc.Arbitrary<string | null> => orNull(text(most));
const mails = fc.uniqueArray(fc.constantFrom('a@example.com', 'b@example.org', 'ä@example.net'), {
  minLength: 1,
});
const day = fc.constantFrom('2026-03-02', '2026-03-02T09:00:00Z', '2027-01-31T23:30:00.500+05:30');
const country = fc.constantFrom('BR', 'CH', 'US');

/** What may be declared of a user, apart from references. */
const userValues = {
  displayName: text(256),
  givenName: cleared(64),
  surname: cleared(64),
  mailNickname: fc.constantFrom('anna', 'anna.b', "o'neill"),
  userType: fc.constantFrom('Member', 'Guest'),
  accountEnabled: fc.boolean(),
  department: cleared(64),
  jobTitle: cleared(128),
  employeeId: cleared(16),
  employeeHireDate: orNull(day),
  employeeLeaveDateTime: orNull(day),
  employeeOrgData: orNull(
    fc.record({ division: cleared(60), costCenter: cleared(60) }, { requiredKeys: [] }).filter(hasKeys),
  ),
  officeLocation: cleared(128),
  usageLocation: country,
  preferredLanguage: orNull(fc.constantFrom('pt-BR', 'de')),
  businessPhones: orNull(fc.constantFrom(['+55 11 5555 0100'], ['+41 44 555 01 27'])),
  mobilePhone: cleared(64),
  faxNumber: cleared(64),
  otherMails: orNull(mails),
  ageGroup: orNull(fc.constantFrom('Minor', 'Adult')),
  consentProvidedForMinor: orNull(fc.constantFrom('Granted', 'Denied')),
  passwordPolicies: orNull(fc.constantFrom('None', 'DisablePasswordExpiration')),
  extensionAttribute1: cleared(1024),
  extensionAttribute2: cleared(1024),
  extensionAttribute15: cleared(1024),
};

/** What the tenant holds of a user; text with spaces around it, and none at all, as directories have it. */
const held = (most: number): fc.Arbitrary<string | null> =>
  fc.oneof(cleared(most), fc.constantFrom(' Sales', 'Sales ', ''));
const heldUser = fc.record(
  {
    givenName: held(64),
    surname: held(64),
    userType: fc.constantFrom('Member', 'Guest'),
    accountEnabled: fc.boolean(),
    department: held(64),
    jobTitle: held(128),
    employeeId: held(16),
    employeeHireDate: fc.constantFrom(null, '2026-03-02T00:00:00Z', '2026-03-02T09:00:00Z'),
    employeeOrgData: orNull(fc.record({ division: held(60), costCenter: held(60) })),
    officeLocation: held(128),
    usageLocation: country,
    businessPhones: fc.constantFrom([], ['+55 11 5555 0100']),
    mobilePhone: held(64),
    otherMails: fc.oneof(fc.constant([]), mails),
    ageGroup: fc.constantFrom(null, 'Minor'),
    onPremisesExtensionAttributes: fc.record({
      extensionAttribute1: held(64),
      extensionAttribute2: held(64),
      extensionAttribute3: held(64),
    }),
    onPremisesSyncEnabled: fc.constantFrom(null, null, null, null, true),
  },
  { requiredKeys: [] },
);

const rules = [
  '(user.department -eq "Sales")',
  'user.department  -eq "Sales"',
  'user.extensionAttribute1 -ne null',
  '(user.city -eq "São Paulo") -and (user.userType -eq "Member")',
] as const;
const membership = fc.oneof(
  fc.constant('assigned' as const),
  fc.record({ rule: fc.constantFrom(...rules), processing: fc.constant('on' as const) }),
  fc.record({
    rule: fc.constantFrom(...rules),
    processing: fc.constant({ paused: { until: '2099-01-01', reason: 'a test' } }),
  }),
  fc.record({ rule: fc.constantFrom(...rules) }),
);

const upn = (number: number): string => `u${number}@contoso.com`;
const some = <T>(values: readonly T[], constraints: fc.ArrayConstraints = {}): fc.Arbitrary<T[]> =>
  fc.uniqueArray(fc.constantFrom(...values), constraints);
const pair = (number: number): fc.Arbitrary<string> => fc.constantFrom(upn(number), id(number));
const referenceTo = (numbers: readonly number[]): fc.Arbitrary<string> =>
  fc.constantFrom(...numbers).chain(pair);

function aUser(number: number, all: readonly number[]): fc.Arbitrary<{ live: User; entry: Entry }> {
  const live = fc.tuple(heldUser, orNull(fc.constantFrom(...all))).map(([rest, manager]) => ({
    id: id(number),
    userPrincipalName: upn(number),
    displayName: `User ${number}`,
    mailNickname: `u${number}`,
    ...rest,
    ...(manager === null ? {} : { manager: { id: id(manager) } }),
  }));
  const values = fc.record(
    { ...userValues, manager: orNull(referenceTo([...all, 98])) },
    { requiredKeys: [] },
  );
  const identity = fc.constantFrom(
    { user: upn(number) },
    { user: upn(number), id: id(number) },
    { user: `once called ${number}`, id: id(number) },
  );
  const entry = fc.tuple(identity, values).map(([who, rest]) => ({ ...who, ...rest }));
  return fc.record({ live, entry });
}

function ownersFrom(people: readonly number[]): fc.Arbitrary<unknown> {
  const list = some(people.map(upn), { minLength: 1, maxLength: 4 });
  return fc.oneof(
    list,
    list.map((atLeast) => ({ atLeast })),
  );
}

function aGroup(number: number, people: readonly number[]): fc.Arbitrary<{ live: Group; entry: Entry }> {
  const live = fc
    .record({
      unified: fc.boolean(),
      rule: orNull(fc.constantFrom(...rules)),
      state: fc.constantFrom('On', 'Paused'),
      description: fc.constantFrom(null, 'As it was', ' As it was '),
      owners: some(people, { minLength: 1, maxLength: 3 }),
      members: some(people, { maxLength: 3 }),
    })
    .map((each) => liveGroup(number, each));
  const values = fc.record(
    {
      displayName: text(256),
      description: cleared(1024),
      mailNickname: fc.constantFrom(`g${number}`, `h${number}`),
      visibility: fc.constantFrom('Public', 'Private'),
      owners: ownersFrom(people),
      membership,
    },
    { requiredKeys: [] },
  );
  const identity = { group: `group-${number}`, id: id(number) };
  const entry = fc.oneof(
    { weight: 6, arbitrary: values.map((rest) => ({ ...identity, ...rest })) },
    { weight: 1, arbitrary: fc.constant({ ...identity, delete: true }) },
  );
  return fc.record({ live, entry });
}

interface GroupSketch {
  readonly unified: boolean;
  readonly rule: string | null;
  readonly state: string;
  readonly description: string | null;
  readonly owners: readonly number[];
  readonly members: readonly number[];
}

function liveGroup(number: number, sketch: GroupSketch): Group {
  const { unified, rule, state, description, owners, members } = sketch;
  const types = [...(unified ? ['Unified'] : []), ...(rule === null ? [] : ['DynamicMembership'])];
  return {
    id: id(number),
    displayName: `Group ${number}`,
    mailNickname: `g${number}`,
    mailEnabled: unified,
    securityEnabled: !unified,
    groupTypes: types,
    description,
    visibility: 'Private',
    ...(rule === null ? {} : { membershipRule: rule, membershipRuleProcessingState: state }),
    owners: owners.map((each) => ({ id: id(each) })),
    members: members.map((each) => ({ id: id(each) })),
  };
}

const aNewGroup = (number: number, people: readonly number[]): fc.Arbitrary<Entry> =>
  fc
    .record(
      {
        displayName: text(200).map((name) => `${name.trim()} ${number}`),
        type: fc.constantFrom('security', 'microsoft365'),
        description: cleared(1024),
        owners: ownersFrom(people),
        membership,
      },
      { requiredKeys: ['displayName', 'type'] },
    )
    .map((rest) => ({ group: `new-${number}`, mailNickname: `new${number}`, ...rest }));

const numbers = (from: number, most: number): fc.Arbitrary<number[]> =>
  fc.integer({ min: 1, max: most }).map((count) => Array.from({ length: count }, (_, index) => from + index));

/** Small tenants in any state, and files that declare some of it. */
export const cases: fc.Arbitrary<Case> = fc
  .record({ people: numbers(1, 6), teams: numbers(51, 3), fresh: numbers(81, 2) })
  .chain(({ people, teams, fresh }) =>
    fc.record({
      users: fc.tuple(...people.map((number) => aUser(number, people))),
      groups: fc.tuple(...teams.map((number) => aGroup(number, people))),
      made: fc.tuple(...fresh.map((number) => aNewGroup(number, people))),
      defaults: fc.record(
        {
          companyName: cleared(64),
          department: cleared(64),
          usageLocation: country,
          manager: referenceTo(people),
        },
        { requiredKeys: [] },
      ),
    }),
  )
  .map(({ users, groups, made, defaults }) => ({
    state: {
      ...emptyState(),
      users: users.map(({ live }) => live),
      groups: groups.map(({ live }) => live),
    },
    users: users.map(({ entry }) => entry),
    groups: [...groups.map(({ entry }) => entry), ...made],
    defaults,
  }));

/** The files of a case: one of each kind. */
export const textsOf = ({ users, groups, defaults }: Case): Texts => ({
  'tenant.yaml': settings,
  'users/all.yaml': yaml('users', users, defaults),
  'groups/all.yaml': yaml('groups', groups),
});

function hasKeys(value: object): boolean {
  return Object.keys(value).length > 0;
}
