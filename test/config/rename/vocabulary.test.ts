import { describe, expect, test } from 'vitest';
import { user } from '../support.ts';
import { renamedIn, withVocabulary, type Texts } from './support.ts';

/** `tenant.yaml` afterwards; what is wrong, where something is. */
function after(
  tenant: string,
  ...[from, to, keepAlias = false, users = user('department: IT')]: readonly [
    string,
    string,
    boolean?,
    string?,
  ]
): string {
  const files: Texts = { 'tenant.yaml': tenant, 'users/a.yaml': users };
  const result = renamedIn(files, 'department', from, to, { keepAlias });
  return 'files' in result ? (result.files['tenant.yaml'] ?? '') : result.problems.join('\n');
}

describe('the vocabulary', () => {
  test.each<[string, readonly string[], readonly [string, string, boolean?], readonly string[]]>([
    [
      'has the new value instead',
      ['values: [IT, Sales]  # two'],
      ['IT', 'Tech'],
      ['values: [Tech, Sales]  # two'],
    ],
    [
      'on lines',
      ['values:', '  - IT   # nerds', '  - Sales'],
      ['IT', 'Tech'],
      ['values:', '  - Tech   # nerds', '  - Sales'],
    ],
    [
      'the aliases stay with it',
      [
        'values: [IT, Sales]',
        'aliases:',
        '  # seen in 2024',
        '  IT: [I.T., EDV]   # ours',
        '  Sales: [Trade]',
      ],
      ['IT', 'Tech'],
      [
        'values: [Tech, Sales]',
        'aliases:',
        '  # seen in 2024',
        '  Tech: [I.T., EDV]   # ours',
        '  Sales: [Trade]',
      ],
    ],
    [
      'an alias becomes the value',
      ['values: [IT, Sales]', 'aliases: { IT: [Tech, EDV] }'],
      ['IT', 'Tech'],
      ['values: [Tech, Sales]', 'aliases: { Tech: [EDV] }'],
    ],
    [
      'and the value its alias',
      ['values: [IT, Sales]', 'aliases: { IT: [Tech] }'],
      ['IT', 'Tech', true],
      ['values: [Tech, Sales]', 'aliases: { Tech: [IT] }'],
    ],
    [
      'keeps the old one as an alias',
      ['values: [IT, Sales]', 'aliases: { IT: [EDV] }'],
      ['IT', 'Tech', true],
      ['values: [Tech, Sales]', 'aliases: { Tech: [EDV, IT] }'],
    ],
    [
      'which is its first',
      ['values: [IT, Sales]'],
      ['IT', 'Tech', true],
      ['values: [Tech, Sales]', 'aliases: { Tech: [IT] }'],
    ],
    [
      'had both',
      ['values: [IT, Sales]', 'aliases: { IT: [EDV], Sales: [Trade] }'],
      ['IT', 'Sales'],
      ['values: [Sales]', 'aliases: { Sales: [Trade, EDV] }'],
    ],
    [
      'had the old one as an alias',
      ['values: [Tech]', 'aliases: { Tech: [IT] }'],
      ['IT', 'Tech'],
      ['values: [Tech]', 'aliases: { Tech: [IT] }'],
    ],
    [
      'is to have it as an alias',
      ['values: [Tech]'],
      ['IT', 'Tech', true],
      ['values: [Tech]', 'aliases: { Tech: [IT] }'],
    ],
    [
      'had it as that of another',
      ['values: [Tech, Sales]', 'aliases: { Sales: [IT, X] }'],
      ['IT', 'Tech', true],
      ['values: [Tech, Sales]', 'aliases: { Sales: [X], Tech: [IT] }'],
    ],
    [
      'needs quotation marks for it',
      ['values: ["IT", Sales]', "aliases: { 'IT': [x] }"],
      ['IT', '42: no'],
      ['values: ["42: no", Sales]', "aliases: { '42: no': [x] }"],
    ],
  ])('%s', (_, before, [from, to, keepAlias], expected) => {
    const tenant = withVocabulary(...before);
    expect(after(tenant, from, to, keepAlias)).toBe(withVocabulary(...expected));
  });

  test.each<[string, readonly string[], readonly [string, string], string]>([
    [
      'knows neither',
      ['values: [Sales, Tech]'],
      ['IT', 'Tec'],
      'tenant/tenant.yaml:6:5 `Tec` is not in the vocabulary of `department`, and neither is `IT`, which it could replace there. Rename to `Tech`, or add `Tec` under `vocabularies:` in tenant.yaml first.',
    ],
    [
      'means another by it',
      ['values: [Sales, IT]', 'aliases: { Sales: [Trade] }'],
      ['IT', 'Trade'],
      'tenant/tenant.yaml:6:5 In the vocabulary of `department`, `Trade` is an alias of `Sales`. Rename to `Sales`, or take the alias out of tenant.yaml first.',
    ],
  ])('%s', (_, lines, [from, to], message) => {
    expect(after(withVocabulary(...lines), from, to)).toBe(message);
  });

  test('that means another value by the old one is left, and told', () => {
    const files = {
      'tenant.yaml': withVocabulary('values: [Sales, Tech]', 'aliases: { Sales: [IT] }'),
      'users/a.yaml': user('department: IT'),
    };
    expect(renamedIn(files, 'department', 'IT', 'Tech')).toMatchObject({
      files: { 'tenant.yaml': files['tenant.yaml'], 'users/a.yaml': user('department: Tech') },
      renamed: { left: [{ why: 'vocabulary', message: expect.stringContaining('`IT` means `Sales`') }] },
    });
  });

  test("of another attribute is nobody's business", () => {
    const files = {
      'tenant.yaml': withVocabulary('values: [A]'),
      'users/a.yaml': user('city: A', 'department: A'),
    };
    expect(renamedIn(files, 'city', 'A', 'B')).toMatchObject({
      files: { 'tenant.yaml': files['tenant.yaml'], 'users/a.yaml': user('city: B', 'department: A') },
    });
  });
});
