import { describe, expect, test } from 'vitest';
import { group } from '../support.ts';
import { renamedIn, textAfter } from './support.ts';

const rule = (text: string): string => group('membership:', `  rule: ${text}`);
const after = (text: string, ...[attribute, from, to]: readonly [string, string, string]): string =>
  textAfter('groups/a.yaml', rule(text), attribute, from, to);

const inFlow = (city: string): string =>
  `groups:\n  - { group: g, membership: { rule: 'user.city -eq "${city}"' } }\n`;

describe('a comparison with the whole value', () => {
  test.each<[string, string, string]>([
    ['equal', 'user.department -eq "Sales"', 'user.department -eq "Trade"'],
    ['not equal', 'user.department -ne "Sales"', 'user.department -ne "Trade"'],
    ['in a list', 'user.department -in ["IT", "Sales"]', 'user.department -in ["IT", "Trade"]'],
    ['not in a list', 'user.department -notIn ["Sales"]', 'user.department -notIn ["Trade"]'],
    ['in any case and layout', 'USER.Department  -EQ   "sALES"', 'USER.Department  -EQ   "Trade"'],
    ['in its quotation marks', "user.department -eq 'Sales'", "user.department -eq 'Trade'"],
    [
      'several times',
      '(user.department -eq "Sales") -or (user.department -in ["Sales","X"])',
      '(user.department -eq "Trade") -or (user.department -in ["Trade","X"])',
    ],
    [
      'another property',
      'user.city -eq "Sales" -and user.department -eq "Sales"',
      'user.city -eq "Sales" -and user.department -eq "Trade"',
    ],
    [
      'the new one is in the list',
      'user.department -in ["Sales", "IT", "Trade"]',
      'user.department -in ["IT", "Trade"]',
    ],
    [
      'at the end of the list',
      'user.department -in ["Trade", "IT", "Sales"]',
      'user.department -in ["Trade", "IT"]',
    ],
    [
      'twice in the list',
      'user.department -in ["Sales", "IT", "sales" , "X"]',
      'user.department -in ["Trade", "IT", "X"]',
    ],
    [
      'nothing but old ones',
      'user.department -in ["sales", "Sales", "SALES", "trade"]',
      'user.department -in ["trade"]',
    ],
    ['in single quotes of YAML', `'user.department -eq "Sales"  '`, `'user.department -eq "Trade"  '`],
    ['in double quotes of YAML', '"user.department -eq \\"Sales\\""', '"user.department -eq \\"Trade\\""'],
    [
      'behind escapes',
      '"user\\x2edepartment -eq \\u0022Sales\\u0022"',
      '"user\\x2edepartment -eq \\"Trade\\""',
    ],
  ])('%s', (_, before, expected) => {
    expect(after(before, 'department', 'Sales', 'Trade')).toBe(rule(expected));
  });

  test.each<[string, readonly [string, string, string], string, string]>([
    [
      'an extension by its short name',
      ['directoryExtensions.jobGroupTracker', 'E4', 'E5'],
      'user.jobGroupTracker -eq "E4"',
      'user.jobGroupTracker -eq "E5"',
    ],
    [
      "and by Graph's",
      ['directoryExtensions.jobGroupTracker', 'E4', 'E5'],
      'user.extension_b7d8e648520f41d39c0fdb3ba0b2a5a4_jobGroupTracker -eq "E4"',
      'user.extension_b7d8e648520f41d39c0fdb3ba0b2a5a4_jobGroupTracker -eq "E5"',
    ],
    [
      'a property with another name',
      ['officeLocation', 'A', 'B'],
      'user.physicalDeliveryOfficeName -eq "A"',
      'user.physicalDeliveryOfficeName -eq "B"',
    ],
    [
      'an item of a collection',
      ['otherMails', 'a@x.org', 'b@x.org'],
      'user.otherMails -any (_ -eq "A@x.org")',
      'user.otherMails -any (_ -eq "b@x.org")',
    ],
    [
      'capitals alone',
      ['department', 'sales', 'Sales'],
      'user.department -in ["sales", "IT"]',
      'user.department -in ["Sales", "IT"]',
    ],
    [
      'a quotation mark',
      ['department', 'A', '5" disk'],
      'user.department -eq "A"',
      'user.department -eq "5`" disk"',
    ],
    ['and back', ['department', '5" disk', 'A'], 'user.department -eq "5`" disk"', 'user.department -eq "A"'],
    ['an apostrophe', ['department', 'A', "O'N"], 'user.department -eq "A"', `user.department -eq "O''N"`],
    [
      'what YAML reads otherwise',
      ['department', 'A', 'B: C #1'],
      'user.department -eq "A"',
      '"user.department -eq \\"B: C #1\\""',
    ],
  ])('%s', (_, wanted, before, expected) => {
    expect(after(before, ...wanted)).toBe(rule(expected));
  });

  test.each(['>-', '|', '>2-', ''])('the lines of a rule in %s stay as they are broken', (header) => {
    const lines = (department: string, list: string): string =>
      group(
        'membership:  # by rule',
        `  rule: ${header}`,
        `      (user.department -eq "${department}")   -and`,
        ...(header === '' ? [] : ['']),
        `      (user.city -in ["Human`,
        `      Resources",`,
        `      ${list}"São Paulo"])`,
        '  processing: on',
        'description: Sales # Human Resources',
      );
    expect(
      textAfter('groups/a.yaml', lines('Human Resources', ''), 'department', 'human resources', 'HR'),
    ).toBe(lines('HR', ''));
    expect(textAfter('groups/a.yaml', lines('X', '"Rio", '), 'city', 'Rio', 'Natal')).toBe(
      lines('X', '"Natal", '),
    );
    expect(textAfter('groups/a.yaml', lines('X', '"Rio", '), 'city', 'Rio', 'São Paulo')).toBe(
      lines('X', ''),
    );
  });

  test('a value over two lines', () => {
    const text = rule('>-\n        user.city -eq "Human\n        Resources"');
    expect(textAfter('groups/a.yaml', text, 'city', 'Human Resources', 'HR')).toBe(
      rule('>-\n        user.city -eq "HR"'),
    );
  });

  test('in a flow map', () => {
    expect(textAfter('groups/a.yaml', inFlow('A'), 'city', 'A', "B, 'C'")).toBe(inFlow("B, ''''C''''"));
  });

  test('a rule that is shared is told with its place', () => {
    const text = `groups:\n  - { group: g, membership: &m { rule: 'user.city -eq "A"' } }\n  - { group: h, membership: *m }\n`;
    expect(textAfter('groups/a.yaml', text, 'city', 'A', 'B')).toContain(
      'tenant/groups/a.yaml:2:32 The value is marked with `&m`, so editing it may change other places too.',
    );
  });
});

const left = (text: string, ...[attribute, from, to]: readonly [string, string, string]): unknown => {
  const result = renamedIn({ 'groups/a.yaml': rule(text) }, attribute, from, to);
  return 'renamed' in result
    ? result.renamed.left.map(({ why, object, message }) => [why, object, message])
    : result.problems;
};

describe('what is left', () => {
  test.each<[string, string, string, string]>([
    [
      'the beginning',
      'user.department -startsWith "Sal"',
      'condition',
      '`user.department -startsWith "Sal"` is true of `Sales` and false of `Trade`. Change it by hand where its members are to stay.',
    ],
    [
      'a negation',
      'user.department -notContains "rade"',
      'condition',
      '`user.department -notContains "rade"` is true of `Sales` and false of `Trade`. Change it by hand where its members are to stay.',
    ],
    [
      'a pattern',
      'user.department -match "^(Sales|IT)$"',
      'condition',
      '`user.department -match "^(Sales|IT)$"` is true of `Sales` and false of `Trade`. Change it by hand where its members are to stay.',
    ],
    [
      'a mention',
      'user.department -contains "Sales EMEA"',
      'condition',
      '`user.department -contains "Sales EMEA"` mentions `Sales`, and comes out alike for `Trade`. Change it by hand where it is meant.',
    ],
    [
      'no rule',
      'user.department -eq "Sales" -and',
      'unreadable',
      'The rule cannot be read and has `Sales` in it. Correct it (`tenantry validate` says what is wrong), and look at it by hand.',
    ],
  ])('%s', (_, text, why, message) => {
    expect(left(text, 'department', 'Sales', 'Trade')).toEqual([[why, 'group engineers', message]]);
  });

  test('a manager in a rule', () => {
    const id = '63384f56-42d2-4aa7-b1d6-b10c78f143a2';
    expect(left(`Direct Reports for "${id}"`, 'manager', id.toUpperCase(), 'ken@contoso.com')).toEqual([
      [
        'condition',
        'group engineers',
        'The rule names this manager by id. Write the id of the other one by hand where it is to follow.',
      ],
    ]);
  });

  test('what comes out alike is not told', () => {
    const text =
      'user.department -eq "Sales" -and user.department -startsWith "X" -and user.department -ne null';
    expect(left(text, 'department', 'Sales', 'Trade')).toEqual([]);
  });

  test('what validation finds from now on', () => {
    const text = '(user.department -eq "Sales") -and (user.department -ne "Trade")';
    expect(left(text, 'department', 'Sales', 'Trade')).toEqual([
      ['finding', 'group engineers', expect.stringContaining('cannot meet all of these conditions at once')],
    ]);
  });
});
