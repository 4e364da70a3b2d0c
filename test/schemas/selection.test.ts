import { expect, test } from 'vitest';
import { selection } from '../../src/core/attributes/selection.ts';

const cases: readonly (readonly ['user' | 'group', readonly string[], readonly string[]])[] = [
  ['user', [], []],
  ['user', ['jobTitle', 'department'], ['department', 'jobTitle']],
  ['user', ['employeeOrgData.division', 'employeeOrgData.costCenter'], ['employeeOrgData']],
  ['user', ['extensionAttribute2', 'extensionAttribute1'], ['onPremisesExtensionAttributes']],
  ['user', ['manager'], []],
  ['user', ['exists'], []],
  ['group', ['owners', 'displayName'], ['displayName']],
  ...['type', 'membershipRule', 'membershipRuleProcessingState'].map(
    (name) =>
      [
        'group',
        [name],
        ['groupTypes', 'mailEnabled', 'membershipRule', 'membershipRuleProcessingState', 'securityEnabled'],
      ] as const,
  ),
];

test.each(cases)('%s %j', (kind, names, properties) => {
  expect(selection(kind, names)).toEqual(properties);
});
