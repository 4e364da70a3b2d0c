import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import schema from '../../schemas/plan.schema.json' with { type: 'json' };
import { desired, group, id, live, liveGroup, liveUser, planOf, user } from '../support/tenant.ts';

const validate = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true }).compile(schema);
const problemsOf = (value: unknown): readonly unknown[] => (validate(value) ? [] : (validate.errors ?? []));

/** Changes of every kind: attributes, parts of complex values, references, a creation, a deletion, a rule. */
const plan = planOf(
  desired([
    user('adele@contoso.com', {
      department: 'Engineering',
      mobilePhone: null,
      'employeeOrgData.division': 'Cloud',
      businessPhones: ['+55 11 5555 0100'],
      extensionAttribute1: 'Contractor',
      manager: 'lee@contoso.com',
    }),
    user('synced@contoso.com', { department: 'Sales' }),
    user('gone@contoso.com', { department: 'Sales' }),
    group('new', {
      displayName: 'New',
      mailNickname: 'new',
      type: 'security',
      owners: { mode: 'exact', users: ['lee@contoso.com'] },
      membershipRule: '(user.department -eq "Engineering")',
    }),
    group('old', {}, { id: id(11), delete: true }),
    group('paused', { membershipRuleProcessingState: 'Paused' }, { id: id(12) }),
  ]),
  live(
    [
      liveUser(1, 'adele@contoso.com', {
        department: 'IT',
        mobilePhone: '1',
        employeeOrgData: { division: null, costCenter: '1' },
      }),
      liveUser(2, 'lee@contoso.com'),
      liveUser(3, 'synced@contoso.com', { onPremisesSyncEnabled: true }),
    ],
    [
      liveGroup(11, 'old'),
      liveGroup(12, 'paused', {
        groupTypes: ['DynamicMembership'],
        membershipRule: 'a',
        membershipRuleProcessingState: 'On',
      }),
    ],
  ),
);

describe('schemas/plan.schema.json', () => {
  test('describes a plan with something in every part', () => {
    expect(plan.operations.length).toBeGreaterThan(5);
    expect(plan.unresolved).toHaveLength(1);
    expect(plan.blocked).toHaveLength(1);
    expect(problemsOf(plan)).toEqual([]);
  });

  const departures: readonly (readonly [string, object])[] = [
    ['an unknown key', { ...plan, extra: 1 }],
    ['a missing part', Object.fromEntries(Object.entries(plan).filter(([name]) => name !== 'changes'))],
    ['a change without a place', { ...plan, changes: [{ ...plan.changes[0], place: undefined }] }],
    [
      'a write of no known type',
      { ...plan, operations: [{ ...plan.operations[0], write: { type: 'deleteUser' } }] },
    ],
    ['a short digest', { ...plan, digest: 'abc' }],
  ];
  test.each(departures)('refuses %s', (_, value) => {
    expect(problemsOf(value)).not.toEqual([]);
  });
});
