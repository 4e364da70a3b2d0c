import { describe, expect, test } from 'vitest';
import type { DeclaredValue } from '../../src/core/desired/desired.ts';
import { group, loaded, tenantId, user } from './support.ts';

type Values = Readonly<Record<string, DeclaredValue>>;

/** The attributes of the only entry of a file, without their places. */
function valuesIn(file: string, content: string): Values {
  const { desired, problems } = loaded({ [file]: content });
  expect(problems).toEqual([]);
  const [object] = [...(desired?.users ?? []), ...(desired?.groups ?? [])];
  return Object.fromEntries(
    Object.entries(object?.attributes ?? {}).map(([name, declared]) => [name, declared.value]),
  );
}

const users: readonly (readonly [readonly string[], Values])[] = [
  [[], {}],
  [['department: yes', 'jobTitle: on', 'city: no'], { department: 'yes', jobTitle: 'on', city: 'no' }],
  [['department: null'], { department: null }],
  [['department: "  Sales "'], { department: 'Sales' }],
  [['department: |', '  Sales'], { department: 'Sales' }],
  [['department: !!str 4711'], { department: '4711' }],
  [['employeeId: "00123"'], { employeeId: '00123' }],
  [['department: "2026-01-05"'], { department: '2026-01-05' }],
  [['officeLocation: São Paulo / 12'], { officeLocation: 'São Paulo / 12' }],
  [['accountEnabled: false'], { accountEnabled: false }],
  [['userType: Guest', 'ageGroup: null'], { userType: 'Guest', ageGroup: null }],
  [['employeeHireDate: 2026-01-05'], { employeeHireDate: '2026-01-05T00:00:00Z' }],
  [['employeeHireDate: 2026-01-05T09:00:00Z'], { employeeHireDate: '2026-01-05T09:00:00Z' }],
  [['employeeHireDate: 2026-01-05T01:00:00+02:00'], { employeeHireDate: '2026-01-04T23:00:00Z' }],
  [['employeeHireDate: "2026-01-05T09:00:00.2500-03:30"'], { employeeHireDate: '2026-01-05T12:30:00.25Z' }],
  [['employeeHireDate: 2024-02-29T00:00:00.000Z'], { employeeHireDate: '2024-02-29T00:00:00Z' }],
  [['businessPhones: ["+55 11 5555 0100"]'], { businessPhones: ['+55 11 5555 0100'] }],
  [['businessPhones: []'], { businessPhones: null }],
  [['businessPhones: null'], { businessPhones: null }],
  [['otherMails: [z@b.com, a@b.com]'], { otherMails: ['z@b.com', 'a@b.com'] }],
  [['manager: lee.gu@contoso.com'], { manager: 'lee.gu@contoso.com' }],
  [[`manager: ${tenantId}`], { manager: tenantId }],
  [
    ['employeeOrgData: { division: Cloud, costCenter: "4711" }'],
    { 'employeeOrgData.division': 'Cloud', 'employeeOrgData.costCenter': '4711' },
  ],
  [['employeeOrgData: { division: null }'], { 'employeeOrgData.division': null }],
  [['employeeOrgData: null'], { 'employeeOrgData.division': null, 'employeeOrgData.costCenter': null }],
  [['city: &rio Rio', 'state: *rio'], { city: 'Rio', state: 'Rio' }],
  [['onPremisesImmutableId: null'], { onPremisesImmutableId: null }],
  [['onPremisesImmutableId: any-text.of=another+IdP'], { onPremisesImmutableId: 'any-text.of=another+IdP' }],
  ...['objectGuid', 'consistencyGuid'].map(
    (name) =>
      [
        [`onPremisesImmutableId: { ${name}: 00112233-4455-6677-8899-AABBCCDDEEFF }`],
        { onPremisesImmutableId: 'MyIRAFVEd2aImaq7zN3u/w==' },
      ] as const,
  ),
];

const groups: readonly (readonly [readonly string[], Values])[] = [
  [['displayName: Engineers'], { displayName: 'Engineers' }],
  [['extensionAttribute15: "7"'], { extensionAttribute15: '7' }],
  [['membership: assigned'], { membershipRule: null }],
  [['membership:', '  rule: user.city -ne null'], { membershipRule: 'user.city -ne null' }],
  [
    [
      'membership:',
      '  rule: |',
      '    user.city -ne null',
      '      -and   (user.country -ne null)',
      '',
      '    -and user.mail -ne null',
      '  processing: on',
    ],
    {
      membershipRule: 'user.city -ne null -and   (user.country -ne null) -and user.mail -ne null',
      membershipRuleProcessingState: 'On',
    },
  ],
  [
    [
      'membership: { rule: user.city -ne null, processing: { paused: { until: 2026-12-01, reason: migration } } }',
    ],
    { membershipRule: 'user.city -ne null', membershipRuleProcessingState: 'Paused' },
  ],
  [['owners: [lee.gu@contoso.com]'], { owners: { mode: 'exact', users: ['lee.gu@contoso.com'] } }],
  [
    ['owners: { atLeast: [lee.gu@contoso.com] }'],
    { owners: { mode: 'atLeast', users: ['lee.gu@contoso.com'] } },
  ],
];

describe('values', () => {
  test.each(users)('user: %j', (lines, values) => {
    expect(valuesIn('users/a.yaml', user(...lines))).toEqual(values);
  });
  test.each(groups)('group: %j', (lines, values) => {
    expect(valuesIn('groups/a.yaml', group(...lines))).toEqual(values);
  });
});

test('an entry has a label, an id in lower case, and places', () => {
  const { desired } = loaded({ 'users/deep/a.yml': user(`id: ${tenantId.toUpperCase()}`, 'city: Rio') });
  expect(desired?.users).toEqual([
    {
      kind: 'user',
      label: 'adele@contoso.com',
      id: tenantId,
      place: { file: 'tenant/users/deep/a.yml', line: 2, column: 5 },
      attributes: {
        city: { value: 'Rio', place: { file: 'tenant/users/deep/a.yml', line: 4, column: 11 } },
      },
    },
  ]);
});

test('with an id the label need not be a user principal name', () => {
  const { desired, problems } = loaded({ 'users/a.yaml': `users: [{ user: Adele (HR), id: ${tenantId} }]` });
  expect(problems).toEqual([]);
  expect(desired?.users.map((each) => each.label)).toEqual(['Adele (HR)']);
});

test('a deletion has an id and nothing else, not even defaults', () => {
  const content = `defaults: { type: security }\n${group(`id: ${tenantId}`, 'delete: true')}`;
  expect(loaded({ 'groups/a.yaml': content }).desired?.groups).toEqual([
    {
      kind: 'group',
      label: 'engineers',
      id: tenantId,
      place: { file: 'tenant/groups/a.yaml', line: 3, column: 5 },
      attributes: {},
      delete: true,
    },
  ]);
});

const place = (line: number, column: number): object => ({ file: 'tenant/users/a.yaml', line, column });

test('defaults fill what an entry does not say, in their file only', () => {
  const first = `defaults: { city: Rio, state: RJ, employeeOrgData: { division: Cloud } }\n${user('city: null', 'employeeOrgData: { costCenter: "1" }')}`;
  const second = 'users: [{ user: lee@contoso.com }]';
  const { desired } = loaded({ 'users/a.yaml': first, 'users/b.yaml': second });
  expect(desired?.users.map((each) => each.attributes)).toEqual([
    {
      city: { value: null, place: place(4, 11) },
      state: { value: 'RJ', place: place(1, 31), fromDefaults: true },
      'employeeOrgData.division': { value: 'Cloud', place: place(1, 64), fromDefaults: true },
      'employeeOrgData.costCenter': { value: '1', place: place(5, 36) },
    },
    {},
  ]);
});

test('an entry with a problem is left out as a whole, the others stay', () => {
  const content = `${user('departmnt: IT', 'city: Rio')}  - user: lee@contoso.com\n    city: Rio\n`;
  const { desired, problems } = loaded({ 'users/a.yaml': content });
  expect(problems.map((each) => each.object)).toEqual(['user adele@contoso.com']);
  expect(desired?.users.map((each) => each.label)).toEqual(['lee@contoso.com']);
});

test('a file of comments declares nothing', () => {
  expect(loaded({ 'users/a.yaml': '# later\n', 'groups/a.yaml': '' }).problems).toEqual([]);
});
