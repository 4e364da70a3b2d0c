import { expect, test } from 'vitest';
import { formatPlace } from '../../src/core/problem.ts';
import { loaded, tenantYaml } from './support.ts';

const words =
  'vocabularies: { department: { values: [IT, Sales], aliases: { IT: [I.T., Information Technology] } } }\n';
const told = (yaml: string, files: Readonly<Record<string, string>>): readonly string[] => {
  const { findings, problems } = loaded({ 'tenant.yaml': tenantYaml + yaml, ...files });
  return [...problems, ...findings].map(
    ({ place, object, message, remedy }) =>
      `${place ? formatPlace(place) : ''} ${object ?? ''}: ${message} ${remedy}`,
  );
};
const user = (department: string): Readonly<Record<string, string>> => ({
  'users/a.yaml': `users:\n  - user: a@contoso.com\n    department: ${department}\n`,
});

test.each([
  ['IT', []],
  [
    'sales',
    [
      'tenant/users/a.yaml:3:17 user a@contoso.com: `sales` is not in the vocabulary of `department`. Write `Sales`, or add it under `vocabularies:` in tenant.yaml.',
    ],
  ],
  [
    'I.T.',
    [
      'tenant/users/a.yaml:3:17 user a@contoso.com: `I.T.` is not in the vocabulary of `department`. Write `IT`, or add it under `vocabularies:` in tenant.yaml.',
    ],
  ],
  [
    'Garden',
    [
      'tenant/users/a.yaml:3:17 user a@contoso.com: `Garden` is not in the vocabulary of `department`. Write one of IT, Sales, or add it under `vocabularies:` in tenant.yaml.',
    ],
  ],
])('a department of %s', (department, expected) => {
  expect(told(words, user(department))).toEqual(expected);
});

test('without a vocabulary every word will do, and the finding can be switched off or made an error', () => {
  expect(told('', user('Garden'))).toEqual([]);
  expect(told(`${words}findings: { outside-vocabulary: off }\n`, user('Garden'))).toEqual([]);
  const refused = loaded({
    'tenant.yaml': `${tenantYaml}${words}findings: { outside-vocabulary: error }\n`,
    ...user('Garden'),
  });
  expect(refused.problems).toHaveLength(1);
});

test('a default that many take is one finding', () => {
  const many = {
    'users/a.yaml':
      'defaults: { department: Garden }\nusers: [{ user: a@contoso.com }, { user: b@contoso.com }]\n',
  };
  expect(told(words, many)).toHaveLength(1);
});

test('a literal in a rule', () => {
  const files = {
    'groups/a.yaml': `groups:\n  - group: g\n    membership: { rule: user.department -eq "Garden" }\n`,
  };
  expect(told(words, files)).toEqual([
    expect.stringContaining('`Garden` is not in the vocabulary of `department`'),
  ]);
});

test('an alias of a value that is not there', () => {
  const yaml = 'vocabularies: { department: { values: [IT], aliases: { Sales: [Vendas] } } }\n';
  expect(told(yaml, {})).toEqual([
    expect.stringContaining('`Sales` has aliases, but it is not among the values.'),
  ]);
});
