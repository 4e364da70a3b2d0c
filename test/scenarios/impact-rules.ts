import fc from 'fast-check';
import { id } from '../support/tenant.ts';

export const words = ['Sales', 'Sales EMEA', 'sales', 'IT', 'Ops', 'Support'] as const;
export const mails = ['a@example.org', 'b@example.com'] as const;

const word = fc.constantFrom('Sales', 'Sales EMEA', 'IT', 'Ops');
const subject = fc.constantFrom('user.department', 'user.jobTitle', 'user.extensionAttribute1');
const pattern = fc.constantFrom('^S', 's$', 'a.e', '^(IT|Ops)$', '[A-Z]p');
const list = fc.uniqueArray(word, { minLength: 1, maxLength: 3 });

const quoted = (text: string): string => `"${text}"`;
const compare = (operators: readonly string[], value: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(subject, fc.constantFrom(...operators), value).map((parts) => parts.join(' '));

/** Dates in rules and of people are at least a week apart, so that no run of a test comes between them. */
const date = fc.constantFrom(
  'user.employeeHireDate -le system.now',
  'user.employeeHireDate -ge system.now',
  'user.employeeHireDate -le system.now -plus p14d',
  'user.employeeHireDate -ge system.now -minus p14d',
);

const comparison = fc.oneof(
  { weight: 3, arbitrary: compare(['-eq', '-ne'], word.map(quoted)) },
  { weight: 1, arbitrary: compare(['-eq', '-ne'], fc.constant('null')) },
  {
    weight: 2,
    arbitrary: compare(
      ['-in', '-notIn'],
      list.map((items) => `[${items.map(quoted).join(', ')}]`),
    ),
  },
  {
    weight: 2,
    arbitrary: compare(
      ['-startsWith', '-notStartsWith', '-contains', '-notContains'],
      fc.constantFrom('"sal"', '"EMEA"', '"O"'),
    ),
  },
  { weight: 2, arbitrary: compare(['-match', '-notMatch'], pattern.map(quoted)) },
  // A back-reference: nobody can say offline whom it takes in.
  { weight: 1, arbitrary: fc.constant('user.department -match "(p)\\1"') },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      'user.accountEnabled -eq true',
      'user.accountEnabled -eq false',
      'user.accountEnabled -ne true',
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      'user.otherMails -any (_ -contains "example.org")',
      'user.otherMails -all (_ -startsWith "a@")',
    ),
  },
  { weight: 2, arbitrary: date },
);

const { expression } = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 2 },
    { weight: 3, arbitrary: comparison },
    { weight: 1, arbitrary: tie('expression').map((part) => `-not (${part})`) },
    {
      weight: 3,
      arbitrary: fc
        .tuple(tie('expression'), fc.constantFrom('-and', '-or'), tie('expression'))
        .map(([one, joint, other]) => `(${one}) ${joint} (${other})`),
    },
  ),
}));

const directReports = fc.constantFrom(1, 2, 3).map((number) => `Direct Reports for "${id(number)}"`);
/** Members of other groups: such groups keep the members that they have. */
const frozen = fc.constant(`user.memberOf -any (group.objectId -in ["${id(101)}"])`);

/** Rules about the people of the generated tenants. */
export const rules: fc.Arbitrary<string> = fc.oneof(
  { weight: 12, arbitrary: expression },
  { weight: 2, arbitrary: directReports },
  { weight: 1, arbitrary: frozen },
);
