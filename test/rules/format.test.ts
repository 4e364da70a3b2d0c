import { describe, expect, test } from 'vitest';
import { checkRule } from '../../src/rules/check.ts';
import { sameRule } from '../../src/rules/compare.ts';
import { maxRuleLength } from '../../src/rules/parse.ts';

const formatted = (text: string): string | undefined => checkRule(text).formatted;
const guid = '11111111-1111-1111-1111-111111111111';

test.each([
  ['USER.DEPARTMENT   eq   "Sales"', 'user.department -eq "Sales"'],
  ['(user.employeeID -ne null)', 'user.employeeId -ne null'],
  ['user.mailNickname -NOTSTARTSWITH "x"', 'user.mailNickName -notStartsWith "x"'],
  [
    'user.department-eq\'Sales\'-AND(user.city-eq"Rio")',
    'user.department -eq "Sales" -and user.city -eq "Rio"',
  ],
  ['user.a1 -eq "x"', undefined],
  ['user.mail -eq $NULL', 'user.mail -eq null'],
  ['user.accountEnabled -eq $True', 'user.accountEnabled -eq true'],
  ['user.city -in ["a","b" , "c"]', 'user.city -in ["a", "b", "c"]'],
  [
    'user.city -eq "a" and user.mail -eq "b" or user.state -eq "c"',
    '(user.city -eq "a" -and user.mail -eq "b") -or user.state -eq "c"',
  ],
  [
    'user.city -eq "a" and (user.mail -eq "b" or user.state -eq "c")',
    'user.city -eq "a" -and (user.mail -eq "b" -or user.state -eq "c")',
  ],
  [
    '(user.city -eq "a" and (user.mail -eq "b" and user.state -eq "c"))',
    'user.city -eq "a" -and user.mail -eq "b" -and user.state -eq "c"',
  ],
  ['not user.city -eq "a"', '-not (user.city -eq "a")'],
  ['not not (user.city -eq "a" or user.city -eq "b")', '-not -not (user.city -eq "a" -or user.city -eq "b")'],
  [
    'device.devicePhysicalIDs -any _ -startsWith "[ZTDId]"',
    'device.devicePhysicalIds -any (_ -startsWith "[ZTDId]")',
  ],
  ['user.otherMails -contains "x"', 'user.otherMails -any (_ -contains "x")'],
  ['user.otherMails -notContains "x"', 'user.otherMails -notContains "x"'],
  [
    'user.assignedPlans -all ((AssignedPlan.serviceplanid -eq Null))',
    'user.assignedPlans -all (assignedPlan.servicePlanId -eq null)',
  ],
  [
    `(user.memberof -any (group.objectid -in ['${guid}',"${guid}"]))`,
    `user.memberOf -any (group.objectId -in ['${guid}', "${guid}"])`,
  ],
  [`direct reports FOR '${guid}'`, `Direct Reports for "${guid}"`],
  ['user.employeehiredate -ge system.now -plus p1d', 'user.employeeHireDate -ge (system.now -plus P1D)'],
  ['user.employeehiredate -le "2020-06-10t18:13:20z"', 'user.employeeHireDate -le 2020-06-10T18:13:20Z'],
  ['user.department -eq "R`"D"', 'user.department -eq "R`"D"'],
  ["user.department -eq 'R\"D'", 'user.department -eq "R`"D"'],
  ["user.department -eq 'a`'", "user.department -eq 'a`'"],
  ["user.department -eq 'Women''s'", 'user.department -eq "Women\'\'s"'],
  ['user.department -eq "Women\'s"', 'user.department -eq "Women\'s"'],
  ['user.mail -match "@a\\.b$"', 'user.mail -match "@a\\.b$"'],
  [
    'user.extension_C272A57B722D4EB29BFE327874AE79CB_x -eq "1"',
    'user.extension_C272A57B722D4EB29BFE327874AE79CB_x -eq "1"',
  ],
])('%s', (text, expected) => {
  expect(formatted(text)).toBe(expected);
  expect(formatted(expected ?? text)).toBe(expected);
});

test('a rule that would grow too long stays as it is', () => {
  const items = Array.from({ length: 600 }, (_, index) => `"${String(index % 10)}"`).join(',');
  const list = `user.city -in [${items}]`;
  const text = `${list} or user.mail -in [${items.slice(0, maxRuleLength - list.length - 20 - 4)}"]`.replace(
    /,[^,]*"\]$/,
    ']',
  );
  expect(text.length).toBeLessThanOrEqual(maxRuleLength);
  expect(formatted(text)).toBe(text);
});

describe('the same rule', () => {
  test.each([
    ['user.city -eq "a"', ' USER.City\n eq\t"a" '],
    ['user.city -eq "a"', "((user.city -eq 'a'))"],
    ['user.city -eq null', 'user.city -eq $null'],
    ['user.accountEnabled -eq true', 'user.accountEnabled -eq $True'],
    ['user.city -in ["a","b"]', 'user.city -IN [ \'a\' , "b" ]'],
    ['a -eq "x"', ' a  -eq   "x" '],
    [
      'user.city -eq "a" -and (user.mail -eq "b" -and user.state -eq "c")',
      'user.city -eq "a" -and user.mail -eq "b" -and user.state -eq "c"',
    ],
    [
      'user.city -eq "a" -or user.mail -eq "b" -and user.state -eq "c"',
      'user.city -eq "a" -or (user.mail -eq "b" -and user.state -eq "c")',
    ],
    ['user.otherMails -any _ -eq "x"', 'user.otherMails -any (_ -eq "x")'],
    ['user.employeeHireDate -ge system.now -plus p1d', 'user.employeeHireDate -ge (system.now -plus P1D)'],
    ['user.employeeHireDate -ge 2026-01-01', 'user.employeeHireDate -ge "2026-01-01"'],
    [`Direct Reports for "${guid}"`, `direct reports for '${guid}'`],
  ])('%s and %s', (a, b) => {
    expect(sameRule(a, b)).toBe(true);
    expect(sameRule(b, a)).toBe(true);
  });

  test.each([
    ['user.city -eq "a"', 'user.city -eq "A"'],
    ['user.city -eq "a"', 'user.city -eq "a "'],
    ['user.city -eq "a"', 'user.state -eq "a"'],
    ['user.city -eq "a"', 'user.city -ne "a"'],
    ['user.city -eq null', 'user.city -eq "null"'],
    ['user.displayName -eq "a"', 'device.displayName -eq "a"'],
    ['user.city -in ["a", "b"]', 'user.city -in ["b", "a"]'],
    ['user.city -eq "a" -and user.mail -eq "b"', 'user.mail -eq "b" -and user.city -eq "a"'],
    [
      '(user.city -eq "a" -or user.mail -eq "b") -and user.state -eq "c"',
      'user.city -eq "a" -or user.mail -eq "b" -and user.state -eq "c"',
    ],
    ['-not (user.city -eq "a")', 'user.city -eq "a"'],
    ['user.otherMails -contains "x"', 'user.otherMails -any (_ -contains "x")'],
    ['user.city -eq "Women\'s"', 'user.city -eq "Women\'\'s"'],
    ['user.employeeHireDate -ge system.now -plus P1D', 'user.employeeHireDate -ge system.now -minus P1D'],
    ['a -eq "x  y"', 'a -eq "x y"'],
    ['user.city -eq “a”', 'user.city -eq "a"'],
    ['', 'user.city -eq "a"'],
  ])('not %s and %s', (a, b) => {
    expect(sameRule(a, b)).toBe(false);
    expect(sameRule(b, a)).toBe(false);
  });
});
