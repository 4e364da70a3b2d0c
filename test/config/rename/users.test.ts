import { describe, expect, test } from 'vitest';
import { user } from '../support.ts';
import { renamedIn, textAfter } from './support.ts';

describe('a value of an entry', () => {
  test.each<[string, readonly string[], readonly [string, string, string], readonly string[]]>([
    ['plain', ['department: Sales  # why'], ['department', 'Sales', 'Trade'], ['department: Trade  # why']],
    ['in double quotes', ['department: "Sales"'], ['department', 'Sales', 'Trade'], ['department: "Trade"']],
    ['in single quotes', ["department: 'Sales'"], ['department', 'Sales', "O'N"], ["department: 'O''N'"]],
    ['that needs quotes', ['department: Sales'], ['department', 'Sales', 'A: B'], ['department: "A: B"']],
    ['with spaces around', ['department: " Sales "'], ['department', ' Sales', 'T '], ['department: T']],
    [
      'of another attribute',
      ['city: Sales', 'department: Sales'],
      ['department', 'Sales', 'T'],
      ['city: Sales', 'department: T'],
    ],
    [
      'an extension attribute',
      ['extensionAttribute3: a'],
      ['extensionAttribute3', 'a', 'b'],
      ['extensionAttribute3: b'],
    ],
    [
      'a part of another value',
      ['employeeOrgData: { division: a, costCenter: a }'],
      ['employeeOrgData.costCenter', 'a', '4711'],
      ['employeeOrgData: { division: a, costCenter: "4711" }'],
    ],
    [
      'a directory extension',
      ['directoryExtensions: { jobGroupTracker: E4 } # E'],
      ['directoryExtensions.jobGroupTracker', 'E4', 'E5'],
      ['directoryExtensions: { jobGroupTracker: E5 } # E'],
    ],
    [
      'by its name in Graph',
      ['directoryExtensions: { jobGroupTracker: E4 }'],
      ['extension_b7d8e648520f41d39c0fdb3ba0b2a5a4_jobGroupTracker', 'E4', 'E5'],
      ['directoryExtensions: { jobGroupTracker: E5 }'],
    ],
    [
      'a list of a directory extension',
      ['directoryExtensions: { skills: [Go, Ada] }'],
      ['directoryExtensions.skills', 'Ada', 'Rust'],
      ['directoryExtensions: { skills: [Go, Rust] }'],
    ],
    [
      'a schema extension',
      ['schemaExtensions:', '  graphLearnCourses: { courseId: 7, courseName: Seven }'],
      ['schemaExtensions.graphLearnCourses.courseName', 'Seven', 'Eight'],
      ['schemaExtensions:', '  graphLearnCourses: { courseId: 7, courseName: Eight }'],
    ],
    [
      'one of several',
      ['otherMails:', '  - a@x.org # old', '  - b@x.org'],
      ['otherMails', 'a@x.org', 'c@x.org'],
      ['otherMails:', '  - c@x.org # old', '  - b@x.org'],
    ],
    [
      'one of several, the new one being there',
      ['otherMails: [a@x.org, b@x.org, c@x.org]'],
      ['otherMails', 'a@x.org', 'c@x.org'],
      ['otherMails: [b@x.org, c@x.org]'],
    ],
    [
      'a manager, in any case',
      ['manager: Lee@contoso.com'],
      ['manager', 'lee@contoso.com', 'ken@contoso.com'],
      ['manager: ken@contoso.com'],
    ],
    [
      'a sign-in name, in any case',
      ['userPrincipalName: Adele@contoso.com'],
      ['userPrincipalName', 'adele@contoso.com', 'ada@contoso.com'],
      ['userPrincipalName: ada@contoso.com'],
    ],
    ['a choice', ['userType: Guest'], ['userType', 'Guest', 'Member'], ['userType: Member']],
  ])('%s', (_, before, [attribute, from, to], after) => {
    expect(textAfter('users/a.yaml', user(...before), attribute, from, to)).toBe(user(...after));
  });

  test('in defaults, and how many have it from there', () => {
    const text = [
      'defaults: { department: Sales, employeeOrgData: { division: Sales } }',
      'users:',
      '  - user: a@contoso.com',
      '  - { user: b@contoso.com, department: IT }',
      '  - user: c@contoso.com',
      '    department: Sales',
      '    employeeOrgData: null',
      '',
    ].join('\r\n');
    const result = renamedIn({ 'users/a.yaml': `\ufeff${text}` }, 'department', 'Sales', 'Trade');
    expect(result).toMatchObject({
      files: {
        'users/a.yaml': `\ufeff${text.replace('department: Sales', 'department: Trade').replace('    department: Sales', '    department: Trade')}`,
      },
      renamed: {
        changes: [
          { what: 'default', entries: 1, place: { file: 'tenant/users/a.yaml', line: 1, column: 25 } },
          { what: 'entry', object: 'user c@contoso.com', place: { line: 6, column: 17 } },
        ],
      },
    });
    const division = renamedIn({ 'users/a.yaml': text }, 'employeeOrgData.division', 'Sales', 'Trade');
    expect(division).toMatchObject({ renamed: { changes: [{ what: 'default', entries: 2 }] } });
  });

  test('the same but for capitals or spaces is left, and told', () => {
    const result = renamedIn(
      {
        'users/a.yaml': [
          'users:',
          '  - { user: a@contoso.com, department: Human Resources }',
          '  - { user: b@contoso.com, department: human  resources }',
          '  - { user: c@contoso.com, department: Inhuman Resources }',
          '',
        ].join('\n'),
      },
      'department',
      'Human Resources',
      'HR',
    );
    expect(result).toMatchObject({
      renamed: {
        changes: [{ object: 'user a@contoso.com' }],
        left: [
          {
            why: 'spelling',
            object: 'user b@contoso.com',
            message:
              'It is `human  resources` here, which is not `Human Resources`. Rename it too where the same is meant.',
          },
        ],
      },
    });
  });

  test('the same to rules is told with what comes of it', () => {
    const result = renamedIn(
      {
        'users/a.yaml':
          'users:\n  - { user: a@contoso.com, city: Rio }\n  - { user: b@contoso.com, city: RIO }\n',
      },
      'city',
      'Rio',
      'Natal',
    );
    expect(result).toMatchObject({
      renamed: {
        left: [
          {
            why: 'spelling',
            message:
              'It is `RIO` here, and rules take the two for the same: whoever has it leaves the groups whose rules say `Natal` now. Rename it too.',
          },
        ],
      },
    });
  });

  test('capitals of a rule are corrected to those of the entries', () => {
    const files = {
      'users/a.yaml': user('city: Rio'),
      'groups/a.yaml': 'groups:\n  - { group: g, membership: { rule: user.city -eq "rio" } }\n',
    };
    expect(renamedIn(files, 'city', 'rio', 'Rio')).toMatchObject({
      files: { ...files, 'groups/a.yaml': files['groups/a.yaml'].replace('rio', 'Rio') },
    });
    expect(renamedIn(files, 'city', 'rio', 'Natal')).toEqual({
      problems: [
        'No entry has `rio` as `city`, but there is `Rio`, which is the same to rules. Capitals count: rename `Rio`.',
      ],
    });
  });

  test('the new value was in use before', () => {
    const result = renamedIn(
      {
        'users/a.yaml':
          'users:\n  - { user: a@contoso.com, city: A }\n  - { user: b@contoso.com, city: B }\n  - { user: c@contoso.com, city: B }\n',
        'groups/a.yaml': 'groups:\n  - { group: g, membership: { rule: user.city -eq "b" } }\n',
      },
      'city',
      'A',
      'B',
    );
    expect(result).toMatchObject({ renamed: { joined: { entries: 2, rules: 0 } } });
  });
});

describe('what cannot be renamed', () => {
  const text = user('department: Sales', 'city: Köln', 'accountEnabled: true');
  test.each<[string, readonly [string, string, string, { keepAlias?: boolean }?], string]>([
    [
      'nothing is called so',
      ['department', 'Slaes', 'T'],
      'Nothing under tenant has `Slaes` as `department`: no entry, no default, no rule, no vocabulary. The nearest, with how often it stands in files of users: `Sales` (1). Capitals and accents count.',
    ],
    [
      'nothing like it',
      ['department', 'Zoo', 'T'],
      'Nothing under tenant has `Zoo` as `department`: no entry, no default, no rule, no vocabulary. The files have 1 other value of it. Capitals and accents count.',
    ],
    [
      'no value at all',
      ['state', 'Zoo', 'T'],
      'Nothing under tenant has `Zoo` as `state`: no entry, no default, no rule, no vocabulary. The files say nothing about this attribute.',
    ],
    [
      'the same value',
      ['department', 'Sales', ' Sales'],
      'The old and the new value are the same, `Sales`. Spaces around values do not count; give another one.',
    ],
    [
      'nothing for it',
      ['department', 'Sales', ''],
      'The new value is empty. A value is renamed to another one. To clear one, write `null` in the files.',
    ],
    [
      'too long',
      ['department', 'Sales', 'x'.repeat(65)],
      '`department` has 65 characters; the service takes at most 64. Shorten it by 1.',
    ],
    [
      'a line break',
      ['department', 'Sales', 'a\nb'],
      '`department` holds a line break at character 2. Remove it; it may have come along from where the value was copied.',
    ],
    ['a wrong form', ['usageLocation', 'BR', 'Brazil'], '`usageLocation` must be'],
    [
      'no choice',
      ['userType', 'Guest', 'Friend'],
      '`userType` cannot be `Friend`. It takes one of `Member`, `Guest`.',
    ],
    [
      'no text',
      ['accountEnabled', 'true', 'false'],
      '`accountEnabled` holds no text, so none of its values is renamed. Change it in the files by hand; `tenantry plan` shows what comes of it.',
    ],
    [
      'an immutable id',
      ['onPremisesImmutableId', 'a', 'b'],
      '`onPremisesImmutableId` is different for each person, so none',
    ],
    [
      'an extension of numbers',
      ['directoryExtensions.level', '1', '2'],
      '`directoryExtensions.level` holds values of the type Integer, so none',
    ],
    [
      'an extension of groups',
      ['directoryExtensions.purpose', 'a', 'b'],
      '`directoryExtensions.purpose` is not for users, so none',
    ],
    [
      'an open extension',
      ['openExtensions.com.contoso.x', 'a', 'b'],
      '`openExtensions.com.contoso.x` is an open extension, which is whole and exact, so none',
    ],
    [
      'a misspelt attribute',
      ['departmnt', 'Sales', 'T'],
      '`departmnt` is no attribute of users; did you mean `department`? Name it as the files do.',
    ],
    [
      'the last part of a name',
      ['costCenter', 'a', 'b'],
      '`costCenter` is no attribute of users; did you mean `employeeOrgData.costCenter`?',
    ],
    [
      'an extension by its short name',
      ['jobGroupTracker', 'a', 'b'],
      '`jobGroupTracker` is no attribute of users; did you mean `directoryExtensions.jobGroupTracker`?',
    ],
    [
      'an attribute of groups',
      ['owners', 'a', 'b'],
      '`owners` is an attribute of groups; values of users are renamed.',
    ],
    [
      'an alias without a vocabulary',
      ['department', 'Sales', 'T', { keepAlias: true }],
      'tenant.yaml has no vocabulary for `department`, so no alias can be kept. Leave out --keep-alias, or write the vocabulary first.',
    ],
  ])('%s', (_, [attribute, from, to, options], message) => {
    expect(textAfter('users/a.yaml', text, attribute, from, to, options)).toContain(message);
  });

  test('a value that another place shares is told with its place, and nothing is changed', () => {
    const shared = 'users:\n  - { user: a@contoso.com, city: &c A }\n  - { user: b@contoso.com, city: *c }\n';
    expect(textAfter('users/a.yaml', shared, 'city', 'A', 'B')).toBe(
      'tenant/users/a.yaml:2:37 The value is marked with `&c`, so editing it may change other places too. Change it by hand.',
    );
  });

  test('a file that cannot be read may hold the value too', () => {
    const result = renamedIn(
      { 'users/a.yaml': text, 'users/b.yaml': 'users: [' },
      'department',
      'Sales',
      'T',
    );
    expect(result).toMatchObject({ problems: [expect.stringContaining('tenant/users/b.yaml:')] });
  });

  test('problems that were there before are no reason to stop', () => {
    const files = {
      'users/a.yaml': text,
      'users/b.yaml': 'users:\n  - { user: b@contoso.com, depratment: X }\n',
    };
    expect(renamedIn(files, 'department', 'Sales', 'T')).toMatchObject({
      files: { 'users/a.yaml': text.replace('Sales', 'T'), 'users/b.yaml': files['users/b.yaml'] },
    });
  });
});
