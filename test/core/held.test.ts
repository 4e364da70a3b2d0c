import { expect, test } from 'vitest';
import { withDependants } from '../../src/core/approval/held.ts';
import type { Operation } from '../../src/core/plan/plan.ts';

const operation = (
  key: string,
  dependsOn: readonly string[] = [],
  rest: Partial<Operation> = {},
): Operation => ({
  key,
  phase: 'attributes',
  object: key.split(' ', 1)[0] ?? '',
  channels: ['graph'],
  write: { type: 'update', kind: 'group', body: {} },
  changes: [],
  context: [],
  dependsOn,
  ...rest,
});
const passing = { attribute: 'membershipRuleProcessingState', before: 'On', after: 'Paused' };
const operations = [
  operation('user:1 profile'),
  operation('user:2 profile'),
  operation('group:9 pause for transition', [], { passing }),
  operation('group:9 rule', ['group:9 pause for transition', 'user:1 profile']),
  operation('group:9 resume for transition', ['group:9 rule'], { passing }),
];

test.each([
  [[], []],
  [['user:2 profile'], ['user:2 profile']],
  [
    ['user:1 profile'],
    ['user:1 profile', 'group:9 pause for transition', 'group:9 rule', 'group:9 resume for transition'],
  ],
  [['group:9 rule'], ['group:9 pause for transition', 'group:9 rule', 'group:9 resume for transition']],
])('with %j is held %j: no group stays paused for a rule that is not written', (held, expected) => {
  const all = withDependants(
    operations,
    held.map((key) => ({ operation: key, why: 'not approved' })),
  );
  expect(all.map(({ operation: key }) => key)).toEqual(expected);
  expect(all.every(({ why }) => why === 'not approved')).toBe(true);
});

test('what is held with another names the one that is held for a reason of its own', () => {
  const all = withDependants(operations, [{ operation: 'user:1 profile', why: 'not approved' }]);
  expect(all.map(({ operation: key, cause }) => [key, cause])).toEqual([
    ['user:1 profile', undefined],
    ['group:9 pause for transition', 'user:1 profile'],
    ['group:9 rule', 'user:1 profile'],
    ['group:9 resume for transition', 'user:1 profile'],
  ]);
});
