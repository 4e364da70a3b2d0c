import fc from 'fast-check';
import type { RuleObject, RuleValue } from '../../src/rules/value.ts';

const words = [
  'Sales',
  'sales ops',
  'São Paulo',
  'SÃO',
  'IT',
  "Women's",
  'R"D',
  'a`b',
  'x',
  '',
  '10.0.19045',
  'Straße',
];
const word = fc.constantFrom(...words);
const quote = (value: string): string =>
  value.endsWith('`')
    ? `'${value.replaceAll("'", "''")}'`
    : `"${value.replaceAll("'", "''").replaceAll('"', '`"')}"`;
const literal = fc.oneof(word, fc.string({ maxLength: 6 })).map(quote);
const patterns = [
  '^s',
  's$',
  'a|b',
  '^.*o',
  '\\bIT\\b',
  '[a-m]',
  '\\d+\\.',
  '(?i)x',
  '^S.*s$',
  '\\w+ \\w+',
  'ß|ss',
];
const texts = ['department', 'jobTitle', 'CITY', 'extensionAttribute1', 'mail'];
const textOperators = [
  '-eq',
  '-ne',
  '-startsWith',
  'notStartsWith',
  '-ENDSWITH',
  '-notEndsWith',
  '-contains',
  '-notContains',
];
const list = fc.array(literal, { maxLength: 3 }).map((items) => `[${items.join(',')}]`);

const compare = (subject: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.oneof(
    fc.tuple(subject, fc.constantFrom(...textOperators), literal).map((all) => all.join(' ')),
    fc.tuple(subject, fc.constantFrom('-in', '-notIn'), list).map((all) => all.join(' ')),
    fc.tuple(subject, fc.constantFrom('-eq null', '-ne $null')).map((all) => all.join(' ')),
    fc
      .tuple(subject, fc.constantFrom('-match', '-notMatch'), fc.constantFrom(...patterns).map(quote))
      .map((all) => all.join(' ')),
  );

const conditions = (item: fc.Arbitrary<string>): fc.Arbitrary<string> => joined(compare(item), 2);

function joined(leaf: fc.Arbitrary<string>, depth: number): fc.Arbitrary<string> {
  if (depth === 0) return leaf;
  const inner = joined(leaf, depth - 1);
  const pair = fc
    .tuple(inner, fc.constantFrom('-and', 'or', ' -AND ', '-or'), inner)
    .map((all) => all.join(' '));
  return fc.oneof(
    leaf,
    pair,
    pair.map((each) => `(${each})`),
    inner.map((each) => `((${each}))`),
    inner.map((each) => `-not (${each})`),
    inner.map((each) => `not ${each}`),
  );
}

const date = fc.constantFrom(
  '2025-05-01',
  '2025-06-01T00:00:00Z',
  'system.now',
  'system.now -plus P10D',
  '(system.now -minus pt36h)',
);
const leaf = fc.oneof(
  { weight: 6, arbitrary: compare(fc.constantFrom(...texts).map((name) => `user.${name}`)) },
  fc.constantFrom(
    'user.accountEnabled -eq true',
    'user.dirSyncEnabled -ne True',
    'user.accountEnabled -eq null',
  ),
  fc
    .tuple(fc.constantFrom('-ge', '-le', '-eq null -or user.employeeHireDate -ge'), date)
    .map(([operator, value]) => `user.employeeHireDate ${operator} ${value}`),
  fc
    .tuple(fc.constantFrom('any', 'all'), conditions(fc.constant('_')))
    .map(([quantifier, inner]) => `user.otherMails -${quantifier} (${inner})`),
  fc
    .tuple(
      fc.constantFrom('any', 'all'),
      conditions(fc.constantFrom('assignedPlan.service', 'assignedPlan.capabilityStatus')),
    )
    .map(([quantifier, inner]) => `user.assignedPlans -${quantifier} (${inner})`),
  compare(fc.constant('user.otherMails -any _')),
  fc.constantFrom(
    'user.otherMails -contains "s"',
    'user.otherMails -notContains "s"',
    'user.mail -match "(?=s)"',
  ),
);

/** Rules about users, as people write them: with and without hyphens, parentheses, in any case. */
export const ruleText: fc.Arbitrary<string> = joined(leaf, 3);

const optional = <T extends RuleValue>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
  fc.option(arbitrary, { nil: null });
const value = fc.oneof(
  word,
  fc.string({ maxLength: 8, unit: 'grapheme' }),
  fc.constantFrom('sales\n', 'IT é', 'éIT', 'ITé'),
);

/** Users with values, without, and with some that were not expected. */
export const ruleObject: fc.Arbitrary<RuleObject> = fc.record(
  {
    department: fc.oneof({ weight: 9, arbitrary: optional(value) }, fc.constant(true)),
    jobTitle: optional(value),
    city: optional(value),
    extensionAttribute1: optional(value),
    mail: optional(value),
    accountEnabled: fc.boolean(),
    dirSyncEnabled: optional(fc.boolean()),
    employeeHireDate: optional(
      fc.constantFrom(
        '2025-05-21T12:00:00Z',
        '2025-05-25T00:00:00+02:00',
        '2024-01-01T00:00:00.1234567Z',
        'soon',
      ),
    ),
    otherMails: optional(fc.array(value, { maxLength: 3 })),
    assignedPlans: optional(
      fc.array(fc.record({ service: optional(value), capabilityStatus: fc.constantFrom('Enabled', 'IT') }), {
        maxLength: 3,
      }),
    ),
  },
  { requiredKeys: [] },
);
