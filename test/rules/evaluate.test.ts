import { describe, expect, test } from 'vitest';
import { bitIndices, countBits } from '../../src/rules/bits.ts';
import { checkRule } from '../../src/rules/check.ts';
import { evaluateAll } from '../../src/rules/evaluate-columns.ts';
import { compileRule, predicatesOf } from '../../src/rules/evaluate.ts';
import { tableOf } from '../../src/rules/table.ts';
import { notRead, type RuleObject } from '../../src/rules/value.ts';
import { noon, ruleOf, verdict } from './support.ts';

const id = '62e19b97-8b3d-4d4a-a106-4ce66896a863';

describe('what rules say', () => {
  test.each<[rule: string, object: RuleObject, member: boolean]>([
    // What is not there: true for negative operators, false for positive ones.
    ...[
      '-notContains "x"',
      '-notMatch "x"',
      '-notStartsWith "x"',
      '-notEndsWith "x"',
      '-notIn ["x"]',
      '-ne "x"',
      '-ne ""',
      '-eq null',
    ].map((rest): [string, RuleObject, boolean] => [`user.city ${rest}`, {}, true]),
    ...[
      '-contains "x"',
      '-match ".*"',
      '-startsWith ""',
      '-endsWith "x"',
      '-in ["x"]',
      '-eq "x"',
      '-eq ""',
      '-ne null',
    ].map((rest): [string, RuleObject, boolean] => [`user.city ${rest}`, { city: null }, false]),
    ['user.city -startsWith ""', { city: 'x' }, true],
    ['user.city -in []', { city: 'x' }, false],
    ['user.city -notIn []', { city: 'x' }, true],
    ['user.city -eq "STRASSE"', { city: 'Straße' }, false],
    ['user.city -eq "são paulo"', { city: 'SÃO PAULO' }, true],
    ['user.city -contains "R`"D"', { city: 'x r"d' }, true],
    ['user.city -eq "a\\b"', { city: 'A\\B' }, true],
    ['user.city -eq "O\'Brien"', { city: "o'brien" }, true],
    ['user.city -eq "O\'\'Brien"', { city: "o'brien" }, true],
    ['user.employeeId -ne "null"', { employeeId: null }, true],
    ['user.dirSyncEnabled -eq false', {}, false],
    ['user.dirSyncEnabled -ne true', {}, true],
    ['user.dirSyncEnabled -eq null', {}, true],
    ['user.accountEnabled -eq false', { accountEnabled: false }, true],
    // Names of properties in any case, in the rule and in the object.
    ['USER.employeeid -eq "1"', { EMPLOYEEID: '1' }, true],
    [
      'user.extension_c272a57b722d4eb29bfe327874ae79cb_X -eq "1"',
      { extension_C272A57B722D4EB29BFE327874AE79CB_x: '1' },
      true,
    ],
    // -not binds tighter than -and, that tighter than -or.
    ['not user.city -eq "a" and user.state -eq "b"', { city: 'a', state: 'b' }, false],
    ['not (user.city -eq "a" and user.state -eq "b")', { city: 'a', state: 'c' }, true],
    ['user.city -eq "a" or user.state -eq "b" and user.mail -eq "c"', { city: 'a' }, true],
    // A condition without parentheses is one comparison.
    ['user.otherMails -any _ -eq "x" -and user.city -eq "a"', { otherMails: ['x'], city: 'b' }, false],
    ['user.otherMails -any _ -eq "x" -or user.city -eq "b"', { otherMails: [], city: 'b' }, true],
    ['user.otherMails -any (_ -startsWith "a" -and _ -endsWith "b")', { otherMails: ['ax', 'xb'] }, false],
    ['user.otherMails -any (_ -startsWith "a" -and _ -endsWith "b")', { otherMails: ['AxB'] }, true],
    ['user.otherMails -all (_ -eq "x")', {}, true],
    ['user.otherMails -any (_ -ne "x")', { otherMails: ['x'] }, false],
    ['user.otherMails -any (_ -in ["x", "y"])', { otherMails: ['Y'] }, true],
    ['user.otherMails -contains "x"', { otherMails: ['axb'] }, true],
    ['user.assignedPlans -all (assignedPlan.servicePlanId -ne null)', {}, true],
    [
      'user.assignedPlans -all (assignedPlan.servicePlanId -eq null)',
      { assignedPlans: [{ servicePlanId: 'x' }] },
      false,
    ],
    [
      'user.assignedPlans -any (assignedPlan.service -notContains "x")',
      { assignedPlans: [{ service: null }] },
      true,
    ],
    ['device.systemLabels -startsWith "M365"', { systemLabels: ['x', 'M365Managed'] }, true],
    ['device.systemLabels -startsWith "M365"', { systemLabels: 'm365managed' }, true],
    ['device.systemLabels -any (_ -eq "M365Managed")', { systemLabels: 'M365Managed' }, true],
    ['device.systemLabels -eq null', { systemLabels: [] }, true],
    [`Direct Reports for "${id}"`, { $manager: id.toUpperCase() }, true],
    [`Direct Reports for "${id}"`, { objectId: id }, true],
    [`Direct Reports for "${id}"`, { objectId: 'x', $manager: null }, false],
    // Instants, in UTC where nothing else is said, to the full precision.
    ['user.employeeHireDate -ge 2025-05-22', { employeeHireDate: '2025-05-22T00:00:00Z' }, true],
    ['user.employeeHireDate -ge 2025-05-22', { employeeHireDate: '2025-05-22T01:00:00+02:00' }, false],
    [
      'user.employeeHireDate -eq 2025-05-22T02:00:00+02:00',
      { employeeHireDate: '2025-05-22T00:00:00.0000000Z' },
      true,
    ],
    [
      'user.employeeHireDate -le 2025-05-22T00:00:00Z',
      { employeeHireDate: '2025-05-22T00:00:00.001Z' },
      false,
    ],
    ['user.employeeHireDate -le system.now', { employeeHireDate: '2025-05-21T12:00:00Z' }, true],
    ['user.employeeHireDate -ge system.now -plus PT12H', { employeeHireDate: '2025-05-22T00:00:00Z' }, true],
    ['user.employeeHireDate -ge system.now', {}, false],
    ['user.employeeHireDate -ne 2025-05-22', {}, true],
    ['user.employeeHireDate -eq null', {}, true],
    // What decides alone does so whatever cannot be said of the rest.
    ['user.otherMails -notContains "x" -and user.city -eq "a"', { city: 'b' }, false],
    ['user.city -eq "a" -or user.otherMails -notContains "x"', { city: 'a' }, true],
  ])('%s %j', (rule, object, member) => {
    expect(checkRule(rule).valid).toBe(true);
    expect(verdict(rule, object)).toEqual({ member });
  });

  test.each<[rule: string, object: RuleObject, reason: string]>([
    ['user.otherMails -notContains "x"', { otherMails: [] }, 'whole-collection'],
    ['user.otherMails -eq null', {}, 'whole-collection'],
    ['user.city -match "(?=x)"', { city: 'x' }, 'pattern'],
    ['user.city -eq "x"', { city: ['x'] }, 'unreadable-value'],
    ['user.accountEnabled -eq true', { accountEnabled: 'true' }, 'unreadable-value'],
    ['user.employeeHireDate -ge system.now', { employeeHireDate: 'soon' }, 'unreadable-value'],
    ['user.otherMails -any (_ -eq "x")', { otherMails: 'x' }, 'unreadable-value'],
    ['user.employeeHireDate -ge system.now -plus P1M', { employeeHireDate: '2025-05-22' }, 'calendar'],
    ['user.city -eq "x"', { city: notRead }, 'not-read'],
    ['user.otherMails -any (_ -eq "x")', { otherMails: notRead }, 'not-read'],
    [`Direct Reports for "${id}"`, { $manager: notRead, objectId: 'x' }, 'not-read'],
    ['user.city -ge "x"', { city: 'x' }, 'ordering'],
    ['user.shoeSize -eq "x"', { shoeSize: 'x' }, 'not-in-language'],
    ['user.city -match "["', { city: 'x' }, 'not-in-language'],
    ['_ -eq "x"', {}, 'not-in-language'],
    ['user.otherMails -any (user.city -eq "x")', { otherMails: ['x'] }, 'not-in-language'],
  ])('%s %j cannot be said', (rule, object, reason) => {
    expect(verdict(rule, object)).toEqual({ member: null, reason });
    expect(
      verdict(`-not (${rule.startsWith('Direct') ? 'user.city -ge "x"' : rule})`, { city: 'x', ...object })
        .member,
    ).toBeNull();
  });
});

test('the predicates of a rule are few, and each is about one property', () => {
  const compiled = compileRule(
    ruleOf(
      'user.city -eq "a" -and (user.city -ne "a" -or user.mail -eq null -or user.otherMails -any (_ -eq "x"))',
    ),
  );
  expect(predicatesOf(compiled).map(({ property, id }) => [property, id])).toEqual([
    ['city', 'user.city -eq "a"'],
    ['mail', 'user.mail -eq null'],
    ['otherMails', 'user.otherMails -any (_ -eq "x")'],
  ]);
  expect(predicatesOf(compiled)[0]?.test('A', noon)).toBe(true);
});

test('many objects at once, and a column that was not read', () => {
  const rules = [
    'user.city -ne "a"',
    'user.mail -eq null',
    '-not (user.city -eq "a" -or user.city -eq null)',
  ].map((text) => compileRule(ruleOf(text)));
  const objects = Array.from({ length: 70 }, (_, index): RuleObject => ({
    city: ['a', 'B', null][index % 3] ?? null,
  }));
  const [negative, missing, both] = evaluateAll(rules, tableOf(objects, ['city']), noon);
  expect(countBits(negative?.member ?? new Uint32Array())).toBe(46);
  expect([...bitIndices(both?.member ?? new Uint32Array())].slice(0, 3)).toEqual([1, 4, 7]);
  expect(countBits(missing?.undetermined ?? new Uint32Array())).toBe(70);
  expect(countBits(missing?.member ?? new Uint32Array())).toBe(0);
});

test('no objects and no rules give empty results', () => {
  expect(evaluateAll([], tableOf([], []), noon)).toEqual([]);
  const [only] = evaluateAll([compileRule(ruleOf('-not (user.city -eq "a")'))], tableOf([], ['city']), noon);
  expect(only?.member.length).toBe(0);
});
