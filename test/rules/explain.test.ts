import { expect, test } from 'vitest';
import { dependenciesOf, nextChange } from '../../src/rules/dependencies.ts';
import { decidingParts, explainRule } from '../../src/rules/explain.ts';
import { readInstant } from '../../src/rules/instant.ts';
import type { RuleObject } from '../../src/rules/value.ts';
import { noon, ruleOf } from './support.ts';

const deciding = (rule: string, object: RuleObject): string[] =>
  decidingParts(explainRule(ruleOf(rule), object, noon)).map(({ text }) => text);

test('an explanation shows every part with its value, its result and whether it decides', () => {
  const rule = ruleOf('user.city -eq "a" and not (user.mail -ne "x" or user.accountEnabled -eq true)');
  expect(explainRule(rule, { city: 'A', accountEnabled: true }, noon)).toEqual({
    type: 'and',
    text: 'user.city -eq "a" -and -not (user.mail -ne "x" -or user.accountEnabled -eq true)',
    offset: 0,
    result: false,
    decides: true,
    parts: [
      {
        type: 'comparison',
        text: 'user.city -eq "a"',
        offset: 0,
        result: true,
        decides: false,
        values: [{ property: 'city', value: 'A' }],
        parts: [],
      },
      {
        type: 'not',
        text: '-not (user.mail -ne "x" -or user.accountEnabled -eq true)',
        offset: 22,
        result: false,
        decides: true,
        parts: [
          {
            type: 'or',
            text: 'user.mail -ne "x" -or user.accountEnabled -eq true',
            offset: 27,
            result: true,
            decides: true,
            parts: [
              {
                type: 'comparison',
                text: 'user.mail -ne "x"',
                offset: 27,
                result: true,
                decides: true,
                values: [{ property: 'mail', value: null }],
                blank: true,
                parts: [],
              },
              {
                type: 'comparison',
                text: 'user.accountEnabled -eq true',
                offset: 48,
                result: true,
                decides: false,
                values: [{ property: 'accountEnabled', value: true }],
                parts: [],
              },
            ],
          },
        ],
      },
    ],
  });
});

test.each<[rule: string, object: RuleObject, parts: readonly string[]]>([
  [
    'user.city -eq "a" -and user.mail -eq "b"',
    { city: 'a', mail: 'b' },
    ['user.city -eq "a"', 'user.mail -eq "b"'],
  ],
  ['user.city -eq "a" -and user.mail -eq "b"', { city: 'a' }, ['user.mail -eq "b"']],
  ['user.city -eq "a" -or user.mail -eq "b"', { city: 'a', mail: 'b' }, ['user.city -eq "a"']],
  ['user.city -eq "a" -or user.mail -eq "b"', {}, ['user.city -eq "a"', 'user.mail -eq "b"']],
  ['user.city -eq "a" -and user.mail -match "(?=b)"', { city: 'a', mail: 'b' }, ['user.mail -match "(?=b)"']],
  ['user.otherMails -any (_ -eq "x")', { otherMails: ['x'] }, ['user.otherMails -any (_ -eq "x")']],
])('%s %j is decided by %j', (rule, object, parts) => {
  expect(deciding(rule, object)).toEqual(parts);
});

test('an undetermined part carries its reason, and Direct Reports what it looked at', () => {
  const id = '62e19b97-8b3d-4d4a-a106-4ce66896a863';
  expect(explainRule(ruleOf('user.otherMails -notContains "x"'), {}, noon)).toMatchObject({
    result: null,
    reason: 'whole-collection',
  });
  expect(
    explainRule(ruleOf(`Direct Reports for "${id}"`), { $manager: id, objectId: 'x' }, noon),
  ).toMatchObject({
    result: true,
    values: [
      { property: '$manager', value: id },
      { property: 'objectId', value: 'x' },
    ],
  });
});

test('what a rule depends on', () => {
  expect(
    dependenciesOf(
      ruleOf(
        'user.Mobile -ne null -and user.extensionAttribute3 -eq "x" -and user.employeeHireDate -le system.now -and user.assignedPlans -any (assignedPlan.servicePlanId -in ["B", "a"])',
      ),
    ),
  ).toEqual({
    properties: ['assignedplans', 'employeehiredate', 'extensionattribute3', 'mobile'],
    graph: [
      'assignedPlans',
      'employeeHireDate',
      'mobilePhone',
      'onPremisesExtensionAttributes.extensionAttribute3',
    ],
    manager: false,
    time: true,
    plans: ['a', 'b'],
    groups: [],
  });
  expect(dependenciesOf(ruleOf('Direct Reports for "62e19b97-8b3d-4d4a-a106-4ce66896a863"'))).toMatchObject({
    manager: true,
    properties: ['objectid'],
    graph: ['id'],
  });
  expect(dependenciesOf(ruleOf("device.memberOf -any (group.objectId -in ['ABC'])"))).toMatchObject({
    groups: ['abc'],
    graph: ['memberOf'],
  });
});

test.each<[rule: string, hired: string | null, change: string | undefined]>([
  // Hired within the last 30 days: enters when the date comes, leaves just after 30 days.
  [
    'user.employeeHireDate -ge (system.now -minus P30D) -and user.employeeHireDate -le system.now',
    '2025-05-22T00:00:00Z',
    '2025-05-22T00:00:00Z',
  ],
  [
    'user.employeeHireDate -ge (system.now -minus P30D) -and user.employeeHireDate -le system.now',
    '2025-05-20T00:00:00Z',
    '2025-06-19T00:00:00.001Z',
  ],
  [
    'user.employeeHireDate -ge (system.now -minus P30D) -and user.employeeHireDate -le system.now',
    '2025-01-01T00:00:00Z',
    undefined,
  ],
  ['user.employeeHireDate -ge system.now -plus P1D', '2025-05-22T12:00:00Z', '2025-05-21T12:00:00.001Z'],
  ['user.employeeHireDate -ge system.now -plus P1D', null, undefined],
  ['user.employeeHireDate -ge 2025-06-01', '2025-05-22T12:00:00Z', undefined],
])('%s for %s changes at %s', (rule, hired, change) => {
  expect(nextChange(ruleOf(rule), { employeeHireDate: hired }, noon)).toBe(
    change === undefined ? undefined : readInstant(change),
  );
});
