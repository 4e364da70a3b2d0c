import { describe, expect, test } from 'vitest';
import type { LiveObject } from '../../../src/core/live/live.ts';
import { auditOf, dynamic, group, objectsOf, user, users, type Given } from './subject.ts';

const guid = (digit: string): string =>
  digit.repeat(8) + `-${digit.repeat(4)}`.repeat(3) + `-${digit.repeat(12)}`;
const appId = guid('1');
const wire = (name: string, app = appId): string => `extension_${app.replaceAll('-', '')}_${name}`;
const directory = (name: string, more: object = {}) => ({
  id: name,
  name: wire(name),
  dataType: 'String',
  isMultiValued: false,
  isSyncedFromOnPremises: false,
  targetObjects: ['User'],
  ...more,
});
const schema = (id: string, more: object = {}) => ({
  id,
  description: null,
  owner: appId,
  status: 'Available',
  targetTypes: ['User'],
  properties: [{ name: 'course', type: 'String' }],
  ...more,
});
const definitions = (more: Partial<NonNullable<Given['definitions']>> = {}) => ({
  directory: [],
  schema: [],
  applications: [{ id: 'a', appId, displayName: 'HR' }],
  servicePrincipals: new Set([appId]),
  ...more,
});
const vocabularies = { department: { values: ['IT', 'Sales'], aliases: { IT: ['I.T.'] } } };
const owners = (...ids: readonly string[]): Partial<LiveObject> => ({ owners: ids });
const people = (given: Partial<LiveObject>): Given => ({ users: [user('u', given)] });
const groups = (...all: readonly LiveObject[]): Given => ({
  groups: all,
  users: [user('owner1'), user('gone', { accountEnabled: false })],
});
const mail = { mailEnabled: true };
const paused = { membershipRuleProcessingState: 'Paused' };
const sales = 'user.department -eq "Sales"';

/** For each kind what is just in, with the objects that it is told of, and what is just out. */
const kinds: Readonly<
  Record<string, { readonly in: readonly (readonly [Given, ...string[]])[]; readonly out: readonly Given[] }>
> = {
  'outside-vocabulary': {
    in: [
      [{ ...people({ department: 'I.T.' }), settings: { vocabularies } }, 'user:u'],
      [{ ...people({ department: 'sales' }), settings: { vocabularies } }, 'user:u'],
      [{ ...people({ department: 'Law', userType: 'Guest' }), settings: { vocabularies } }, 'user:u'],
      [{ groups: [dynamic('g', 'user.department -eq "I.T."')], settings: { vocabularies } }, 'group:g'],
    ],
    out: [
      { ...people({ department: 'IT' }), settings: { vocabularies } },
      { ...people({ department: null, jobTitle: 'I.T.' }), settings: { vocabularies } },
      { groups: [dynamic('g', 'user.department -startsWith "I"')], settings: { vocabularies } },
    ],
  },
  'near-duplicate': {
    in: [
      [
        { users: [...users(1, 'jobTitle', 'Enginer'), ...users(3, 'jobTitle', 'Engineer')] },
        'value:jobTitle=Enginer',
      ],
    ],
    out: [
      { users: [...users(1, 'jobTitle', 'Enginer'), ...users(2, 'jobTitle', 'Engineer')] },
      { users: [...users(1, 'givenName', 'Enginer'), ...users(9, 'givenName', 'Engineer')] },
      {
        users: [...users(1, 'department', 'Salse'), ...users(9, 'department', 'Sales')],
        settings: { vocabularies },
      },
    ],
  },
  'missing-required': {
    in: [
      [people({ usageLocation: null }), 'user:u'],
      [people({ department: '' }), 'user:u'],
      [people({ department: ' ' }), 'user:u'],
      [people({ department: null, usageLocation: null }), 'user:u', 'user:u'],
      [{ ...people({ city: null }), settings: { audit: { required: ['city', 'city'] } } }, 'user:u'],
      [{ ...people({ manager: null }), settings: { audit: { required: ['manager'] } } }, 'user:u'],
    ],
    out: [
      people({}),
      people({ usageLocation: null, userType: 'Guest' }),
      people({ usageLocation: null, accountEnabled: false }),
      { ...people({ usageLocation: null }), settings: { audit: { required: [] } } },
      { ...people({ manager: 'm' }), settings: { audit: { required: ['manager'] } } },
    ],
  },
  'no-owners': {
    in: [
      [groups(group('g', owners())), 'group:g'],
      [groups(group('g', { ...owners(), ...mail, groupTypes: ['Unified'] })), 'group:g'],
      [groups(dynamic('g', sales, owners())), 'group:g'],
    ],
    out: [
      groups(group('g', owners('owner1'))),
      groups(group('g', { ...owners(), onPremisesSyncEnabled: true })),
      groups(group('g', { ...owners(), ...mail })),
      groups(group('g', { ...owners(), ...mail, securityEnabled: false })),
    ],
  },
  'few-owners': {
    in: [[groups(group('g', owners('owner1'))), 'group:g']],
    out: [
      groups(group('g', owners('owner1', 'owner2'))),
      groups(group('g', owners())),
      groups(group('g', { ...owners('owner1'), ...mail })),
    ],
  },
  'disabled-owners': {
    in: [
      [groups(group('g', owners('gone', 'owner1', 'owner2'))), 'group:g'],
      [groups(group('g', owners('gone'))), 'group:g'],
    ],
    out: [
      // Somebody who is no user at all: an application.
      groups(group('g', owners('owner1', 'application'))),
      groups(group('g', { ...owners('gone'), onPremisesSyncEnabled: true })),
    ],
  },
  'no-description': {
    in: [
      [groups(group('g', { description: null })), 'group:g'],
      [groups(group('g', { description: ' ' })), 'group:g'],
    ],
    out: [groups(group('g')), groups(group('g', { description: null, ...mail, securityEnabled: false }))],
  },
  'paused-past': {
    in: [
      [groups(dynamic('g', sales, paused)), 'group:g'],
      [
        {
          ...groups(dynamic('g', sales, paused)),
          paused: [{ group: 'group:g', why: 'interrupted', journal: 'j' }],
        },
        'group:g',
      ],
    ],
    out: [groups(dynamic('g', sales)), groups(group('g', { ...paused, membershipRule: sales }))],
  },
  'matches-nobody': {
    in: [
      [groups(dynamic('g', 'user.department -eq "Slaes"')), 'group:g'],
      [{ ...groups(dynamic('g', `user.${wire('level')} -eq "x"`)), definitions: definitions() }, 'group:g'],
      [{ ...groups(dynamic('g', 'device.displayName -eq "x"')), devices: [] }, 'group:g'],
    ],
    out: [
      groups(dynamic('g', sales)),
      groups(dynamic('g', 'user.department -eq "Slaes"', paused)),
      groups(group('g', { membershipRule: 'user.department -eq "Slaes"' })),
      // Nobody has read the extension, unless its definition is known.
      groups(dynamic('g', `user.${wire('level')} -eq "x"`)),
      // Of nobody it can be told.
      groups(dynamic('g', 'user.department -match "(?=a)"')),
      { ...groups(dynamic('g', 'device.displayName -eq "x"')), devices: undefined },
      { ...groups(dynamic('g', 'device.displayName -eq "x"')), devices: [{ id: 'd', displayName: 'X' }] },
      groups(dynamic('g', `user.memberOf -any (group.objectId -in ['${guid('2')}'])`)),
    ],
  },
  'identical-rules': {
    in: [
      [
        groups(
          dynamic('a', sales),
          dynamic('b', "(user.Department  -EQ 'Sales')"),
          dynamic('c', sales, paused),
        ),
        'group:a',
        'group:b',
        'group:c',
      ],
    ],
    out: [
      groups(dynamic('a', sales), dynamic('b', 'user.department -eq "sales"')),
      groups(
        dynamic('a', sales),
        dynamic('b', sales, { ...mail, groupTypes: ['Unified', 'DynamicMembership'] }),
      ),
      groups(dynamic('a', sales), group('b', { membershipRule: sales })),
    ],
  },
  'extension-attribute-in-use': {
    in: [
      [
        people({ onPremisesExtensionAttributes: { extensionAttribute3: 'x' } }),
        'attribute:extensionAttribute3',
      ],
      [groups(dynamic('g', 'user.extensionAttribute15 -eq "x"')), 'attribute:extensionAttribute15'],
    ],
    out: [
      people({ onPremisesExtensionAttributes: { extensionAttribute3: null } }),
      groups(group('g', { membershipRule: 'user.extensionAttribute15 -eq "x"' })),
    ],
  },
  'extension-sensitive': {
    in: [
      [people({ onPremisesExtensionAttributes: { extensionAttribute3: '4111 1111 1111 1111' } }), 'user:u'],
      [people({ [wire('card')]: '4111 1111 1111 1111' }), 'user:u'],
      [people({ openExtensions: { 'com.contoso.pay': { card: ['4111 1111 1111 1111'] } } }), 'user:u'],
      [
        {
          users: [user('u', { courses: { course: '4111111111111111' } })],
          definitions: definitions({ schema: [schema('courses')] }),
        },
        'user:u',
      ],
      [groups(group('g', { [wire('card')]: '4111 1111 1111 1111' })), 'group:g'],
    ],
    out: [
      people({ onPremisesExtensionAttributes: { extensionAttribute3: '4111 1111 1111 1112' } }),
      people({ department: '4111 1111 1111 1111' }),
    ],
  },
  'unused-definition': {
    in: [
      [{ definitions: definitions({ directory: [directory('level')] }) }, `definition:${wire('level')}`],
      [{ definitions: definitions({ schema: [schema('courses')] }) }, 'definition:courses'],
      [
        {
          ...people({ [wire('level')]: [], courses: null }),
          definitions: definitions({ directory: [directory('level')] }),
        },
        `definition:${wire('level')}`,
      ],
    ],
    out: [
      {
        ...people({ [wire('level')]: false }),
        definitions: definitions({ directory: [directory('level')] }),
      },
      {
        ...groups(group('g', { courses: { course: 'x' } })),
        definitions: definitions({ schema: [schema('courses', { targetTypes: ['Group'] })] }),
      },
      {
        ...groups(dynamic('g', `user.${wire('LEVEL')} -eq "x"`)),
        definitions: definitions({ directory: [directory('level')] }),
      },
      {
        definitions: definitions({ directory: [directory('level', { targetObjects: ['User', 'Device'] })] }),
      },
    ],
  },
  'definition-without-owner': {
    in: [
      [
        { definitions: definitions({ directory: [directory('level')], servicePrincipals: new Set() }) },
        `definition:${wire('level')}`,
      ],
      [
        { definitions: definitions({ schema: [schema('courses', { owner: guid('2') })] }) },
        'definition:courses',
      ],
    ],
    out: [
      { definitions: definitions({ directory: [directory('level')], schema: [schema('courses')] }) },
      // Of an application that lives in another tenant there is a service principal alone.
      { definitions: definitions({ directory: [directory('level')], applications: [] }) },
    ],
  },
  'member-of': {
    in: [[groups(dynamic('g', `user.memberOf -any (group.objectId -in ['${guid('2')}'])`)), 'group:g']],
    out: [groups(group('g', { membershipRule: `user.memberOf -any (group.objectId -in ['${guid('2')}'])` }))],
  },
  'quoted-null': {
    // Twice in one rule is one finding.
    in: [[groups(dynamic('g', 'user.city -eq "null" -or user.state -eq "null"')), 'group:g']],
    out: [groups(dynamic('g', 'user.city -eq null'))],
  },
};

describe.each(Object.entries(kinds))('%s', (id, { in: inside, out }) => {
  test.each(inside.map((row, index) => [index, row] as const))('in %i', (_, [given, ...objects]) => {
    expect(objectsOf(id, given)).toEqual(objects);
  });
  test.each(out.map((row, index) => [index, row] as const))('out %i', (_, given) => {
    expect(objectsOf(id, given)).toEqual([]);
  });
});

test('each finding says what is wrong and how to mend it, under a name that people know', () => {
  const all = Object.values(kinds).flatMap(({ in: inside }) =>
    inside.flatMap(([given]) => auditOf(given).findings),
  );
  for (const { message, remedy, name } of all.filter(({ id }) => Object.hasOwn(kinds, id))) {
    expect(message).toMatch(/[.]$/);
    expect([message, remedy]).toEqual([message, expect.stringMatching(/[.)]$/)]);
    expect(name).not.toBe('');
  }
});

test('the value of what looks confidential is never told', () => {
  const found = auditOf(
    people({ onPremisesExtensionAttributes: { extensionAttribute3: '4111 1111 1111 1111' } }),
  ).findings.filter(({ id }) => id === 'extension-sensitive');
  expect(found).toHaveLength(1);
  expect(JSON.stringify(found)).not.toContain('4111');
});

test('severities can be set, and kinds left out', () => {
  const given = groups(group('g', owners()), dynamic('r', 'device.deviceOSVersion -ge "10.0"'));
  const severities = (findings: object): readonly string[] =>
    auditOf({ ...given, settings: { findings } }).findings.map(({ id, severity }) => `${severity} ${id}`);
  expect(severities({})).toEqual(expect.arrayContaining(['warning no-owners', 'warning ordering-of-text']));
  expect(severities({ 'no-owners': 'error', 'ordering-of-text': 'off', 'matches-nobody': 'off' })).toEqual([
    'error no-owners',
  ]);
});
