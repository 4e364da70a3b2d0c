import { expect, test } from 'vitest';
import type { LiveObject } from '../../../src/core/live/live.ts';
import { tenantYaml } from '../../config/support.ts';
import { imported, liveOf, stillToDo, type Asked } from './support.ts';
import { app, otherApp } from './tenants.ts';

const [a, b, c] = ['a', 'b', 'c'].map((each) => `00000000-0000-4000-8000-00000000000${each}`) as [
  string,
  string,
  string,
];
const user = (id: string, name: string, more: Partial<LiveObject> = {}): LiveObject => ({
  id,
  userPrincipalName: `${name}@contoso.com`,
  ...more,
});
const group = (id: string, more: Partial<LiveObject>): LiveObject => ({
  id,
  groupTypes: [],
  mailEnabled: false,
  securityEnabled: true,
  ...more,
});

interface Case {
  readonly name: string;
  readonly users?: readonly LiveObject[];
  readonly groups?: readonly LiveObject[];
  readonly before?: Readonly<Record<string, string>>;
  readonly asked?: Asked;
  /** What is written, by path, without the first line of a new file. */
  readonly after: Readonly<Record<string, string>>;
  readonly left?: readonly string[];
}

const cases: readonly Case[] = [
  {
    name: 'a person without a department, with a manager, synced',
    users: [user(a, 'adele', { manager: b, jobTitle: ' 007 ', onPremisesSyncEnabled: true }), user(b, 'lee')],
    after: {
      'users/no-department.yaml': `users:
  - user: adele@contoso.com # synced from on-premises
    id: ${a}
    jobTitle: "007"
    manager: lee@contoso.com
  - user: lee@contoso.com
    id: ${b}
`,
    },
  },
  {
    name: 'departments that come to the same name share a file',
    users: [user(a, 'a', { department: 'Sales' }), user(b, 'b', { department: 'SALES!' })],
    after: {
      'users/sales.yaml': `users:
  - user: a@contoso.com
    id: ${a}
    department: Sales
  - user: b@contoso.com
    id: ${b}
    department: SALES!
`,
    },
  },
  {
    name: 'a file that is there under another spelling is the one',
    users: [user(a, 'a', { department: 'Sales' })],
    before: { 'users/Sales.yaml': 'users: []  # nobody yet\n' },
    after: {
      'users/Sales.yaml': `users:
  - user: a@contoso.com
    id: ${a}
    department: Sales  # nobody yet
`,
    },
  },
  {
    name: 'what defaults say is taken back where it is not so',
    users: [
      user(a, 'a', { department: 'Sales', city: null }),
      user(b, 'b', { department: 'Sales', city: 'Rio' }),
    ],
    before: { 'users/sales.yaml': 'defaults: { city: Rio }\nusers: []\n' },
    after: {
      'users/sales.yaml': `defaults: { city: Rio }
users:
  - user: a@contoso.com
    id: ${a}
    department: Sales
    city: null
  - user: b@contoso.com
    id: ${b}
    department: Sales
    city: Rio
`,
    },
  },
  {
    name: 'defaults that nobody can take back are a reason for another file',
    users: [user(a, 'a', { department: 'Sales' })],
    before: { 'users/sales.yaml': 'defaults: { usageLocation: BR }\nusers: []\n' },
    after: {
      'users/sales-2.yaml': `users:
  - user: a@contoso.com
    id: ${a}
    department: Sales
`,
    },
  },
  {
    name: 'a paused group, with the last day of its pause 30 days from now',
    users: [user(a, 'a')],
    groups: [
      group(c, {
        displayName: 'SG Paused',
        groupTypes: ['DynamicMembership'],
        membershipRule: '(user.department -eq "Sales")',
        membershipRuleProcessingState: 'Paused',
        owners: [a, '99999999-0000-4000-8000-000000000000'],
      }),
    ],
    asked: { scope: { users: false } },
    after: {
      'groups/security.yaml': `groups:
  - group: sg-paused
    id: ${c}
    displayName: SG Paused
    type: security
    owners: { atLeast: [a@contoso.com] }
    membership:
      rule: (user.department -eq "Sales")
      processing: { paused: { until: 2026-12-22, reason: found paused by import } }
`,
    },
  },
  {
    name: 'a user who is found by name, and one whose name somebody else has now',
    users: [user(a, 'adele.new', { jobTitle: 'Chief' }), user(b, 'adele'), user(c, 'lee', { manager: a })],
    before: {
      'users/x.yaml': `users:
  - user: adele@contoso.com   # keep
    id: ${a}
    jobTitle: Chief
  - user: lee@contoso.com
    manager: adele.new@contoso.com
`,
    },
    after: {
      'users/x.yaml': `users:
  - user: adele.new@contoso.com   # keep
    id: ${a}
    jobTitle: Chief
  - user: lee@contoso.com
    manager: adele.new@contoso.com
`,
      'users/no-department.yaml': `users:
  - user: adele@contoso.com
    id: ${b}
`,
    },
    left: [
      'adele@contoso.com: Another user signs in as adele@contoso.com now, so where the files refer to that name nothing was changed: look at each.',
    ],
  },
  {
    name: 'values that the files cannot say',
    users: [
      user(a, 'a', {
        department: 'two\nlines',
        jobTitle: 'x'.repeat(200),
        city: '   ',
        usageLocation: 'br',
        manager: c,
      }),
    ],
    after: { 'users/two-lines.yaml': `users:\n  - user: a@contoso.com\n    id: ${a}\n` },
    left: [
      'a@contoso.com department: `department` holds a line break at character 4.',
      'a@contoso.com jobTitle: `jobTitle` has 200 characters; the service takes at most 128.',
      `a@contoso.com manager: Who is linked (${c}) is no user, and the files name users only.`,
      'a@contoso.com usageLocation: `usageLocation` must be a two-letter country code of ISO 3166 in capitals, such as BR, not `br`.',
    ],
  },
  {
    name: 'values that the settings call errors',
    users: [user(a, 'a', { department: 'Slaes', jobTitle: 'Seller' })],
    before: {
      'tenant.yaml': `${tenantYaml}vocabularies: { department: { values: [Sales] } }\nfindings: { outside-vocabulary: error }\n`,
    },
    after: { 'users/slaes.yaml': `users:\n  - user: a@contoso.com\n    id: ${a}\n    jobTitle: Seller\n` },
    left: ['a@contoso.com department: `Slaes` is not in the vocabulary of `department`.'],
  },
  {
    name: 'one owner, where the settings call that an error',
    users: [user(a, 'a')],
    groups: [group(c, { displayName: 'One', owners: [a] })],
    before: { 'tenant.yaml': `${tenantYaml}findings: { few-owners: error }\n` },
    asked: { scope: { users: false } },
    after: {
      'groups/security.yaml': `groups:\n  - group: one\n    id: ${c}\n    displayName: One\n    type: security\n`,
    },
    left: ['one owners: The group has one owner only.'],
  },
  {
    name: 'groups that are managed elsewhere',
    groups: [
      group(a, { displayName: 'List', mailEnabled: true, securityEnabled: false }),
      group(b, { displayName: 'Mail security', mailEnabled: true }),
      group(c, { displayName: 'Synced', onPremisesSyncEnabled: true }),
    ],
    after: {},
    left: [
      'List: It is a distribution list, which only Exchange changes.',
      'Mail security: It is a mail-enabled security group, which only Exchange changes.',
      'Synced: It is synced from on-premises, and changed there alone.',
    ],
  },
  {
    name: 'owners of whom the file names only some, when these are gone',
    users: [user(a, 'a'), user(b, 'b')],
    groups: [group(c, { displayName: 'Some', owners: [b] })],
    before: {
      'groups/x.yaml': `groups:\n  - group: some\n    id: ${c}\n    displayName: Some\n    type: security\n    owners: { atLeast: [a@contoso.com] } # Ada\n`,
    },
    asked: { scope: { users: false } },
    after: {
      'groups/x.yaml': `groups:\n  - group: some\n    id: ${c}\n    displayName: Some\n    type: security\n    owners: { atLeast: [b@contoso.com] } # Ada\n`,
    },
  },
  {
    name: 'an attribute that is gone from the tenant, from an entry and from its rule',
    groups: [group(c, { displayName: 'Was dynamic', membershipRule: 'user.city -eq "a"' })],
    before: {
      'groups/x.yaml': `groups:
  - group: was-dynamic
    id: ${c}
    displayName: Was dynamic
    type: security
    description: Gone        # said who?
    membership: { rule: (user.city -eq "a"), processing: on }
`,
    },
    after: {
      'groups/x.yaml': `groups:
  - group: was-dynamic
    id: ${c}
    displayName: Was dynamic
    type: security
    description: null        # said who?
    membership: assigned
`,
    },
  },
  {
    name: 'an entry that an alias holds is left alone, and the others are not',
    users: [user(a, 'a', { city: 'Rio' }), user(b, 'b', { city: 'Rio' })],
    before: {
      'users/x.yaml': `users:\n  - &one\n    user: a@contoso.com\n    city: Oslo\n  - user: b@contoso.com\n    city: Oslo\n`,
    },
    after: {
      'users/x.yaml': `users:\n  - &one\n    user: a@contoso.com\n    city: Oslo\n  - user: b@contoso.com\n    city: Rio\n`,
    },
    left: [
      'a@contoso.com: users/x.yaml:3: The value is marked with `&one`, so editing it may change other places too.',
    ],
  },
  {
    name: 'only a department, and no synced users',
    users: [
      user(a, 'a', { department: 'sales' }),
      user(b, 'b', { department: 'IT' }),
      user(c, 'c', { department: 'Sales', onPremisesSyncEnabled: true }),
    ],
    groups: [group('00000000-0000-4000-8000-0000000000ff', { displayName: 'x' })],
    asked: { scope: { groups: false, departments: ['Sales'], skipSynced: true } },
    after: { 'users/sales.yaml': `users:\n  - user: a@contoso.com\n    id: ${a}\n    department: sales\n` },
  },
];

test.each(cases)('$name', ({ users = [], groups = [], before = {}, asked = {}, after, left = [] }) => {
  const live = liveOf(users, groups);
  const result = imported(live, before, asked);
  const written = [...result.texts].map(([path, text]) => [
    path,
    path in before ? text : text.slice(text.indexOf('\n') + 1),
  ]);
  expect(Object.fromEntries(written)).toEqual(after);
  expect(
    result.left.map(({ name, attribute, why }) => `${[name, attribute].filter(Boolean).join(' ')}: ${why}`),
  ).toEqual(left);
});

test('the default attributes are those of the organisation and those that rules read, but no personal ones', () => {
  const everything = user(a, 'a', {
    displayName: 'Ada',
    givenName: 'Ada',
    surname: 'Lovelace',
    department: 'IT',
    mobilePhone: '1',
    streetAddress: 'Street 1',
    otherMails: ['a@x.org'],
    accountEnabled: true,
    onPremisesExtensionAttributes: { extensionAttribute1: 'one', extensionAttribute2: 'two' },
  });
  const rule =
    'user.givenName -ne "x" and user.mobile -ne "1" and user.accountEnabled -eq true and user.extensionAttribute2 -eq "two"';
  const groups = [group(c, { groupTypes: ['DynamicMembership'], membershipRule: rule, displayName: 'x' })];
  const { files } = imported(liveOf([everything], groups));
  expect(files['users/it.yaml']).toBe(`# yaml-language-server: $schema=../../schemas/users.schema.json
users:
  - user: a@contoso.com
    id: ${a}
    displayName: Ada
    givenName: Ada
    department: IT
    extensionAttribute2: two
`);
  const named = imported(liveOf([everything], groups), {}, { attributes: '+mobilePhone,+otherMails' });
  expect(named.files['users/it.yaml']).toContain('    mobilePhone: "1"\n    otherMails: [a@x.org]\n');
  const replaced = imported(
    liveOf([everything], groups),
    {},
    { attributes: 'surname', usersTo: 'users/all.yaml' },
  );
  expect(replaced.files['users/all.yaml']).toMatch(/id: .*\n {4}surname: Lovelace\n$/);
});

test('attributes that are asked for alone leave alone what else the entries say', () => {
  const people = [user(a, 'a', { city: 'Tokyo', mobilePhone: '1', department: 'IT' })];
  const before = { 'users/it.yaml': `users:\n  - user: a@contoso.com\n    city: Kyoto # moves in May\n` };
  const { files } = imported(liveOf(people), before, { attributes: 'mobilePhone,department' });
  expect(files['users/it.yaml']).toBe(
    `users:\n  - user: a@contoso.com\n    city: Kyoto # moves in May\n    department: IT\n    mobilePhone: "1"\n`,
  );
  const more = imported(liveOf(people), before, { attributes: '+mobilePhone' });
  expect(more.files['users/it.yaml']).toContain('city: Tokyo # moves in May\n');
});

const definition = (name: string, more: object = {}) => ({
  id: name,
  name,
  dataType: 'String',
  isMultiValued: false,
  isSyncedFromOnPremises: false,
  targetObjects: ['User'],
  ...more,
});

test('definitions come with the values and the rules that need them, and no others', () => {
  const live = liveOf(
    [user(a, 'a', { [`${app}grade`]: 'G7', [`${otherApp}size`]: 'L', [`${otherApp}grade`]: 'other' })],
    [
      group(c, {
        displayName: 'Graded',
        groupTypes: ['DynamicMembership'],
        membershipRule: `(user.${app}grade -eq "G7") and (user.${otherApp}grade -eq "G8")`,
        membershipRuleProcessingState: 'On',
      }),
    ],
    {
      definitions: {
        directory: [definition(`${app}grade`), definition(`${otherApp}size`), definition(`${otherApp}grade`)],
        schema: [],
        applications: [],
      },
    },
  );
  const { files, left } = imported(live);
  expect(files['extensions/imported.yaml'])
    .toBe(`# yaml-language-server: $schema=../../schemas/extensions.schema.json
directory:
  - name: grade
    owner: { appId: 5bfc8fda-cfc9-43a9-a6de-214ea9d15fdb }
    type: String
    targets: [User]
`);
  expect(files['users/no-department.yaml']).toContain('    directoryExtensions: { grade: other }\n');
  expect(files['groups/security.yaml']).toContain(`user.${app}grade -eq "G7"`);
  expect(left.map(({ attribute, why }) => `${attribute}: ${why}`)).toEqual([
    `${app}grade: The files have another extension of the name grade, of the application 5bfc8fda-cfc9-43a9-a6de-214ea9d15fdb.`,
  ]);
  expect(stillToDo(files, live)).toEqual([]);
});

test('pinning adds ids, brings names up to date wherever they are referred to, and does nothing else', () => {
  const before = {
    'tenant.yaml': `${tenantYaml}protected: { users: [old@contoso.com] } # always\n`,
    'users/x.yaml': `users:\n  - { user: OLD@contoso.com, id: ${a}, city: Oslo } # her\n  - user: b@contoso.com # by hand\n    manager: old@contoso.com # boss\n`,
    'groups/x.yaml': `groups:\n  - group: g\n    id: ${c}\n    owners: [old@contoso.com, b@contoso.com]\n    membership: { rule: user.city -eq "a" }\n    expect: { includes: [old@contoso.com] }\n`,
  };
  const live = liveOf([user(a, 'new', { city: 'Rio' }), user(b, 'b', { jobTitle: 'x' })], [group(c, {})]);
  const { texts } = imported(live, before, { pin: true });
  expect(Object.fromEntries(texts)).toEqual({
    'tenant.yaml': before['tenant.yaml'].replace('old@', 'new@'),
    'users/x.yaml': `users:\n  - { user: new@contoso.com, id: ${a}, city: Oslo } # her\n  - user: b@contoso.com # by hand\n    id: ${b}\n    manager: new@contoso.com # boss\n`,
    'groups/x.yaml': before['groups/x.yaml'].replaceAll('old@', 'new@'),
  });
});

test('pruning removes whose object is gone, says who could come back, and leaves whom nobody can tell', () => {
  const gone = '00000000-0000-4000-8000-0000000000aa';
  const before = {
    'users/x.yaml': `users:\n  - user: a@contoso.com\n    id: ${a}\n  # the one who left\n  - user: gone@contoso.com\n    id: ${gone}\n    city: Rio\n  - user: typo@contoso.com\n    city: Rio\n  - user: deleted@contoso.com\n    city: Rio\n`,
    'groups/x.yaml': `groups:\n  - group: no-more\n    id: ${c}\n    delete: true\n  - group: to-come\n    displayName: To come\n    mailNickname: to-come\n    type: security\n`,
  };
  const live = liveOf([user(a, 'a')], [], {
    deletedUsers: [
      {
        id: b,
        userPrincipalName: `${b.replaceAll('-', '')}deleted@contoso.com`,
        deletedDateTime: '2026-11-10T08:00:00Z',
      },
    ],
  });
  const result = imported(live, before, { prune: true });
  expect(Object.fromEntries(result.texts)).toEqual({
    'users/x.yaml': `users:\n  - user: a@contoso.com\n    id: ${a}\n  # the one who left\n  - user: typo@contoso.com\n    city: Rio\n`,
    'groups/x.yaml': `groups:\n  - group: to-come\n    displayName: To come\n    mailNickname: to-come\n    type: security\n`,
  });
  expect(result.gone.map(({ edit, deleted }) => [edit.name, deleted])).toEqual([
    ['gone@contoso.com', undefined],
    ['deleted@contoso.com', { on: '2026-11-10', until: '2026-12-10' }],
    ['no-more', undefined],
  ]);
  expect(result.left.map(({ name }) => name)).toEqual(['typo@contoso.com']);
});

test('pruning names entries that still name whoever goes', () => {
  const gone = '00000000-0000-4000-8000-0000000000aa';
  const before = {
    'users/x.yaml': `users:\n  - user: a@contoso.com\n    id: ${a}\n    manager: Gone@contoso.com\n  - user: gone@contoso.com\n    id: ${gone}\n    manager: gone@contoso.com\n`,
    'groups/x.yaml': `groups:\n  - group: g\n    id: ${c}\n    owners: [a@contoso.com, ${gone}]\n`,
  };
  const { left } = imported(liveOf([user(a, 'a')], [group(c, {})]), before, { prune: true });
  const why =
    'It still names gone@contoso.com. Take that out by hand, or let `tenantry import` write what the tenant holds.';
  expect(left).toEqual([
    { kind: 'group', name: 'g', attribute: 'owners', why },
    { kind: 'user', name: 'a@contoso.com', attribute: 'manager', why },
  ]);
});

test('accepting drift writes the values that differ, also those that no plan could write, and adds nothing', () => {
  const before = {
    'users/x.yaml': `users:\n  - user: a@contoso.com\n    city: Oslo # once\n    jobTitle: null\n`,
  };
  const live = liveOf([
    user(a, 'a', { city: 'Rio', jobTitle: null, department: 'IT', onPremisesSyncEnabled: true }),
    user(b, 'b'),
  ]);
  const result = imported(live, before, { acceptDrift: true });
  expect(Object.fromEntries(result.texts)).toEqual({
    'users/x.yaml': before['users/x.yaml'].replace('Oslo', 'Rio'),
  });
  expect(result.objects.map(({ attributes }) => attributes)).toEqual([['city']]);
});

test('a file takes no more than a megabyte', () => {
  const users = Array.from({ length: 60 }, (_, index) =>
    user(`00000000-0000-4000-8000-0000000000${String(index).padStart(2, '0')}`, `u${index}`, {
      department: 'IT',
      onPremisesExtensionAttributes: Object.fromEntries(
        Array.from({ length: 15 }, (__, number) => [
          `extensionAttribute${number + 1}`,
          'é'.repeat(1000) + index,
        ]),
      ),
    }),
  );
  const attributes = Array.from({ length: 15 }, (_, number) => `+extensionAttribute${number + 1}`).join(',');
  const { texts } = imported(liveOf(users), {}, { attributes });
  expect([...texts.keys()]).toEqual(['users/it.yaml', 'users/it-2.yaml']);
});
