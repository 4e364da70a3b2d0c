import { describe, expect, test } from 'vitest';
import { load } from '../../src/config/load.ts';
import { treeOf } from '../scenarios/support-practice.ts';

const tenant = 'format: 1\ntenant: { id: 84841066-274d-4ec0-a5c1-276be684bdd3 }\n';

const loaded = (users: readonly string[], groups: readonly string[] = [], more = '') =>
  load(
    treeOf({
      'tenant.yaml': tenant + more,
      'users/all.yaml': `users:\n${users.map((each, index) => `  - { user: u${index}@contoso.com, ${each} }\n`).join('')}`,
      ...(groups.length === 0
        ? {}
        : {
            'groups/all.yaml': `groups:\n${groups.map((each, index) => `  - { group: g${index}, ${each} }\n`).join('')}`,
          }),
    }),
    'tenant',
  );
const told = (...of: Parameters<typeof loaded>): readonly string[] =>
  loaded(...of).findings.map(({ id, object }) => `${id} ${object ?? ''}`);

const sales = 'department: Sales';
const rule = (text: string): string => `type: security, membership: { rule: '${text}' }`;

describe('values that look like another one', () => {
  test.each([
    [[sales, sales, sales, 'department: Slaes'], ['near-duplicate user u3@contoso.com']],
    [[sales, sales, 'department: Slaes'], []],
    [[sales, sales, sales, 'department: Legal'], []],
  ])('%j', (users, expected) => expect(told(users)).toEqual(expected));

  test('each value is told once, with all places', () => {
    const six = Array.from({ length: 6 }, () => sales);
    const { findings } = loaded([...six, 'department: Slaes', 'department: Slaes']);
    expect(findings).toMatchObject([
      {
        severity: 'warning',
        place: { line: 8 },
        also: [{ line: 9 }],
        message: '`Slaes` (2 users) looks like `Sales` (6 users).',
      },
    ]);
  });

  test('a default is one place', () => {
    const texts = {
      'tenant.yaml': tenant,
      'users/a.yaml': `users:\n${Array.from(
        { length: 6 },
        (_, n) => `  - { user: a${n}@contoso.com, city: Bernne }\n`,
      )
        .join('')
        .replaceAll('Bernne', 'Berne')}`,
      'users/b.yaml':
        'defaults: { city: Bernne }\nusers: [{ user: b@contoso.com }, { user: c@contoso.com }]\n',
    };
    const { findings } = load(treeOf(texts), 'tenant');
    expect(findings).toHaveLength(1);
    expect(findings[0]).not.toHaveProperty('also');
  });

  test('a vocabulary says itself what is right', () => {
    const vocabulary = 'vocabularies: { department: { values: [Sales, Slaes] } }\n';
    expect(told([sales, sales, sales, 'department: Slaes'], [], vocabulary)).toEqual([]);
  });
});

test.each([
  ['department: null', ['missing-required user u0@contoso.com']],
  ['department: null, accountEnabled: false', []],
  ['department: null, userType: Guest', []],
  ['city: null', []],
])('required: %s', (entry, expected) => expect(told([entry])).toEqual(expected));

test('what is required can be set', () => {
  const required = 'audit: { required: [city] }\n';
  expect(told(['city: null, department: null'], [], required)).toEqual([
    'missing-required user u0@contoso.com',
  ]);
  const { problems } = loaded([sales], [], 'audit: { required: [shoeSize] }\n');
  expect(problems).toMatchObject([{ place: { file: 'tenant/tenant.yaml', line: 3 } }]);
});

test.each([
  [['description: null'], ['no-description group g0']],
  [['description: x'], []],
  [['displayName: X'], []],
  [
    [
      rule('user.companyName -eq "Bern"'),
      rule('(user.CompanyName  -EQ "Bern")'),
      rule('user.companyName -eq "bern"'),
    ],
    ['identical-rules group g1'],
  ],
  [
    [
      rule('user.companyName -eq "Bern"'),
      rule('user.companyName -eq "Bern"').replace('security', 'microsoft365'),
    ],
    [],
  ],
])('groups %j', (groups, expected) => expect(told([sales], groups)).toEqual(expected));

test.each([
  ['error', 1, 0],
  ['info', 0, 1],
  ['off', 0, 0],
])('the settings may call it %s', (severity, problems, findings) => {
  const result = loaded([sales], ['description: null'], `findings: { no-description: ${severity} }\n`);
  expect([result.problems.length, result.findings.length]).toEqual([problems, findings]);
});
