import { describe, expect, test } from 'vitest';
import { checkRule } from '../../src/rules/check.ts';
import { maxDepth } from '../../src/rules/parse-expression.ts';
import { errorsOf } from './support.ts';

const guid = '11111111-1111-1111-1111-111111111111';

describe('errors, where they begin and how to mend them', () => {
  test.each<[rule: string, errors: readonly string[], mend: RegExp]>([
    ['', ['0 empty'], /Write a comparison/],
    ['  \n ', ['0 empty'], /user\.department -eq "Sales"/],
    ['user.department', ['15 missing-comparison'], /-eq "…"/],
    ['(user.accountEnabled)', ['20 missing-comparison'], /-eq true/],
    ['user.accountEnabled -and user.mail -ne null', ['20 missing-comparison'], /-eq true/],
    ['user.department -eq', ['19 missing-value'], /end of the rule/],
    ['user.department -eq )', ['20 missing-value'], /found \)/],
    ['user.department -in', ['19 missing-value'], /\["…", "…"\]/],
    ['-eq "Sales"', ['0 missing-property'], /user\.department -eq/],
    ['"Sales" -eq user.department', ['0 value-first'], /property, operator, value/],
    ['user.mail -ne null -and', ['23 dangling-operator'], /after -and/],
    ['-not', ['4 dangling-operator'], /after -not/],
    ['and user.mail -ne null', ['0 missing-comparison'], /before and/],
    ['user.mail -in ("a", "b")', ['14 list-syntax'], /square brackets/],
    ['user.mail -in {"a"}', ['14 list-syntax'], /square brackets/],
    ['department -eq "Sales"', ['0 prefix-missing'], /Write user\.department/],
    ['deviceOSType -eq "Windows"', ['0 prefix-missing'], /Write device\.deviceOSType/],
    ['displayName -eq "x"', ['0 prefix-missing'], /user\.displayName or device\.displayName/],
    ['users.department -eq "x"', ['0 prefix-missing'], /Write user\.department/],
    ['$user.department -eq "x"', ['0 prefix-missing'], /Write user\.department/],
    ['employeeKind -eq "x"', ['0 unknown-object'], /user\. or device\./],
    ['user.department -like "S*"', ['16 unknown-operator'], /-startsWith/],
    ['user.department -ieq "S"', ['16 unknown-operator'], /Use -eq/],
    ['user.department == "S"', ['16 unknown-operator'], /Use -eq/],
    ['user.department - eq "S"', ['16 unknown-operator'], /blank behind the hyphen/],
    ['user.department -startWith "S"', ['16 unknown-operator'], /Did you mean -startsWith/],
    ['user.employeeHireDate -gt 2026-01-01', ['22 unknown-operator'], /-ge/],
    ['user.mail -not null', ['10 unknown-operator'], /-ne null/],
    ['user.department -eq Sales', ['20 unquoted-text'], /Write "Sales"/],
    [
      'user.department -eq Sales Ops -and user.city -eq Rio',
      ['20 unquoted-text', '49 unquoted-text'],
      /Write "Sales Ops"/,
    ],
    ['user.objectId -eq 62e19b97-8b3d-4d4a-a106-4ce66896a863', ['18 unquoted-text'], /"62e19b97-8b3d/],
    ['user.mail -eq a@b.c', ['14 unquoted-text'], /"a@b\.c"/],
    ['user.mail -eq user.userPrincipalName', ['14 property-as-value'], /fixed value/],
    ['LEN(user.mail) -eq 3', ['0 function-call'], /no functions such as LEN/],
    ['user.department -eq "Sales', ['20 unterminated-text'], /Add " where/],
    ['user.department -eq "Sales”', ['20 unterminated-text'], /typographic quote ” \(U\+201D\)/],
    ['user.department -eq “Sales”', ['20 typographic-quote'], /Write straight quotes: "Sales"/],
    ['user.department -eq ‘Sales’', ['20 typographic-quote'], /"Sales"/],
    ['user.mail –ne null', ['10 typographic-dash'], /Write a hyphen: -ne/],
    ['user.mail —ne null', ['10 typographic-dash'], /U\+2014/],
    ['user.mail -ne null \u200b', ['19 invisible-character'], /U\+200B/],
    ['user.department -eq \\"Sales\\"', ['20 escaped-quote'], /as in JSON.*"Sales"/],
    ['user.department -eq `"Sales`"', ['20 escaped-quote'], /"Sales"/],
    [
      'user.department -eq "R\\"D"',
      ['24 unexpected', '25 unterminated-text'],
      /a backtick before it, not a backslash/,
    ],
    ['(user.mail -ne null', ['0 unbalanced-parenthesis'], /Add \)/],
    ['user.mail -ne null)', ['18 unbalanced-parenthesis'], /Delete it/],
    ['()', ['0 missing-comparison'], /empty/],
    ['user.mail -ne null user.city -ne null', ['19 missing-operator'], /-and or -or/],
    ['(user.mail -ne null) (user.city -ne null)', ['21 missing-operator'], /-and or -or/],
    ['user.mail -ne null xyz', ['19 unexpected'], /found xyz/],
    ['user.mail -ne null && user.city -ne null', ['19 unexpected'], /found &&/],
    ['user.departmnt -eq "x"', ['0 unknown-property'], /did you mean user\.department\?$/i],
    ['user.employeeType -eq "x"', ['0 unknown-property'], /extension attribute/],
    ['user.manager -eq "x"', ['0 unknown-property'], /Direct Reports/],
    ['user.assignedLicenses -any (_ -eq "x")', ['0 unknown-property'], /assignedPlans/],
    ['user.officeLocation -eq "x"', ['0 unknown-property'], /user\.physicalDeliveryOfficeName/],
    [
      'user.onPremisesExtensionAttributes.extensionAttribute2 -eq "x"',
      ['0 unknown-property'],
      /user\.extensionAttribute2/,
    ],
    ['user.deviceOSType -eq "x"', ['0 unknown-property'], /device\.deviceOSType/],
    ['user.extensionAttribute16 -eq "x"', ['0 unknown-property'], /extensionAttribute1/],
    ['user.extension_guid_x -eq "x"', ['0 unknown-property'], /32 hexadecimal digits/],
    [
      'device.extension_c272a57b722d4eb29bfe327874ae79cb_x -eq "x"',
      ['0 unknown-property'],
      /extensionAttribute15/,
    ],
    ['device.operatingSystem -eq "x"', ['0 unknown-property'], /device\.deviceOSType/],
    ['device.isCompliant -eq true', ['0 unknown-property'], /compliance/],
    ['user.mail -ne null -and device.objectId -ne null', ['24 mixed-kinds'], /two groups/],
    ['user.mail -contains null', ['20 null-operator'], /-eq null/],
    ['user.mail -notIn null', ['17 null-operator'], /-ne null/],
    ['user.mail -eq ["a"]', ['14 list-operator'], /-in/],
    ['user.mail -notMatch ["a"]', ['20 list-operator'], /-notIn/],
    ['user.mail -in "a"', ['14 list-missing'], /\["a"\]/],
    ['user.mail -in ["a",]', ['19 list-syntax'], /before this \]/],
    ['user.mail -in [,"a"]', ['15 list-syntax'], /before this ,/],
    ['user.mail -in ["a" "b"]', ['19 list-syntax'], /comma/],
    ['user.mail -in ["a"', ['14 list-syntax'], /Add \]/],
    ['user.mail -in [a, "b"]', ['15 unquoted-text'], /"a"/],
    ['user.mail -in [null]', ['15 unquoted-text'], /"null"/],
    ['user.accountEnabled -eq "true"', ['24 value-type'], /without quotes/],
    ['user.accountEnabled -contains true', ['0 operator-type'], /-eq and -ne/],
    ['user.accountEnabled -in ["true"]', ['0 operator-type'], /-eq and -ne/],
    ['user.department -eq true', ['20 value-type'], /"true"/],
    ['user.department -eq 123', ['20 value-type'], /"123"/],
    ['user.department -eq 2026-01-01', ['20 value-type'], /"2026-01-01"/],
    ['user.department -eq system.now', ['20 value-type'], /is text/],
    ['user.department -ge "a"', ['0 ordering-of-text'], /employeeHireDate only/],
    ['user.employeeHireDate -eq "soon"', ['26 value-type'], /2026-03-01T00:00:00Z/],
    ['user.employeeHireDate -ge 2026-02-30', ['26 invalid-date'], /no date/],
    ['user.employeeHireDate -startsWith "2026"', ['0 operator-type'], /-ge, -le/],
    ['user.employeeHireDate -eq system.now -plus P1D', ['26 now-operator'], /-ge and -le only/],
    ['user.employeeHireDate -ge system.now -plus 1', ['43 invalid-duration'], /P30D/],
    ['user.employeeHireDate -ge system.now -plus "P1D"', ['43 invalid-duration'], /without quotes/],
    ['user.employeeHireDate -ge system.now -plus P1D -plus PT1H', ['47 now-steps'], /Add the durations/],
    ['user.employeeHireDate -ge (system.now -plus P1D', ['26 unbalanced-parenthesis'], /Add \)/],
    ['user.department -any (_ -eq "x")', ['0 quantifier-type'], /one value/],
    ['user.assignedPlans -eq "x"', ['0 quantifier-missing'], /servicePlanId/],
    ['user.assignedPlans -ne null', ['0 quantifier-missing'], /-any or -all/],
    ['user.assignedPlans -any (servicePlanId -eq "x")', ['25 prefix-missing'], /assignedPlan\.servicePlanId/],
    ['user.assignedPlans -any (assignedPlan.skuId -eq "x")', ['25 unknown-property'], /servicePlanId/],
    ['user.assignedPlans -any (_ -eq "x")', ['25 item-expected'], /assignedPlan\./],
    ['user.otherMails -any (user.mail -eq "x")', ['22 item-expected'], /Move user\.mail out/],
    ['user.otherMails -any (other -eq "x")', ['22 unknown-object'], /written _/],
    ['user.otherMails -any ()', ['21 missing-comparison'], /empty/],
    ['user.otherMails -any', ['20 missing-comparison'], /_ -contains/],
    ['user.otherMails -any -not (_ -eq "x")', ['21 condition-parentheses'], /parentheses/],
    ['user.otherMails -any (_ -any (_ -eq "x"))', ['24 nested-quantifier'], /item itself/],
    ['_ -eq "x"', ['0 item-outside'], /after a collection/],
    ['Direct Reports for "x"', ['19 direct-reports-id'], /8-4-4-4-12/],
    ['Direct Reports "x"', ['15 direct-reports-form'], /"for" is missing/],
    ['Direct Reports for x', ['19 direct-reports-form'], /in quotes/],
    [
      `Direct Reports for "${guid}" -and user.mail -ne null`,
      ['58 direct-reports-alone'],
      /cannot be combined/,
    ],
    [`(Direct Reports for "${guid}")`, ['1 direct-reports-alone'], /whole rule/],
    [`user.mail -ne null -and Direct Reports for "${guid}"`, ['24 direct-reports-alone'], /whole rule/],
    [
      `user.memberOf -any (group.objectId -in ['${guid}']) -and user.mail -ne null`,
      ['0 member-of-alone'],
      /whole rule/,
    ],
    [`-not (user.memberOf -any (group.objectId -in ['${guid}']))`, ['6 member-of-alone'], /whole rule/],
    [
      `user.memberOf -any (group.objectId -notIn ['${guid}'])`,
      ['20 member-of-form'],
      /-any \(group\.objectId -in/,
    ],
    [`user.memberOf -all (group.objectId -in ['${guid}'])`, ['20 member-of-form'], /one form/],
    [`user.memberOf -any (group.objectId -eq '${guid}')`, ['20 member-of-form'], /one form/],
    ["user.memberOf -any (group.objectId -in ['Sales'])", ['40 member-of-id'], /not its name/],
    [
      `user.memberOf -any (group.objectId -in [${Array.from({ length: 51 }, () => `'${guid}'`).join()}])`,
      ['39 member-of-sources'],
      /takes 50/,
    ],
    ['user.mail -match "*@domain.ext"', ['17 invalid-pattern'], /nothing before it/],
    ['user.mail -notMatch "(abc"', ['20 invalid-pattern'], /never closed/],
    [`user.mail -ne null${' '.repeat(3072)}`, ['3072 too-long'], /takes 3072/],
    [`${'('.repeat(maxDepth + 2)}user.mail -ne null`, [`${maxDepth + 1} too-deep`], /Leave away/],
    [`${'not '.repeat(600)}user.mail -ne null`, [`${4 * (maxDepth + 1)} too-deep`], /Leave away/],
    [
      'user.assignedLicenses -any (assignedLicense: assignedLicense.skuId -eq "x")',
      ['28 unknown-object'],
      /begin with/,
    ],
    ["'user.department -eq 'Marketing'", ['0 value-first', '31 unterminated-text'], /closing quote/],
  ])('%s', (rule, errors, mend) => {
    expect(errorsOf(rule)).toEqual(errors);
    const checked = checkRule(rule);
    expect(checked.valid).toBe(false);
    expect(checked.formatted).toBeUndefined();
    expect(checked.problems.map(({ message }) => message).join('\n')).toMatch(mend);
  });
});

test('several mistakes are reported together', () => {
  expect(
    errorsOf('user.departmnt –eq “Sales” -and user.accountEnabled -contains "x" -or user.mail -match "["'),
  ).toEqual([
    '0 unknown-property',
    '15 typographic-dash',
    '19 typographic-quote',
    '32 operator-type',
    '87 invalid-pattern',
  ]);
});

describe('what is accepted', () => {
  test.each([
    'user.department eq "Sales"',
    'USER.DEPARTMENT -EQ "Sales"',
    'user.department-eq"Sales"-and(user.city-eq"Rio")',
    "user.department -eq 'Sales'",
    'user.department -eq "R`"D" -or user.department -eq \'R"D\'',
    'user.department -eq "a\\b"',
    'user.department -eq ""',
    'user.mail -ne $null',
    'user.accountEnabled -eq $true',
    'user.accountEnabled -ne null',
    'user.department -in []',
    'user.employeeHireDate -ge "2026-01-01"',
    'user.employeeHireDate -eq 2026-01-01T10:00:00+02:00',
    'user.employeeHireDate -ne null',
    'user.employeeHireDate -le (system.now)',
    'user.employeeHireDate -le (system.now minus p1w)',
    'not not user.mail -eq null',
    '-not user.otherMails -any (_ -eq "x")',
    'user.otherMails -any _ -eq "x" -and user.mail -ne null',
    'user.otherMails -contains "x"',
    'user.proxyAddresses -notEndsWith "x"',
    'device.systemLabels -startsWith "M365Managed"',
    'device.systemLabels -any (_ -eq "M365Managed")',
    'user.extension_c272a57b722d4eb29bfe327874ae79cb__OfficeNumber -eq "1"',
    "direct REPORTS FOR '62e19b97-8b3d-4d4a-a106-4ce66896a863'",
    `(user.memberOf -any ((group.objectId -in ["${guid}"])))`,
    `${'('.repeat(300)}user.mail -ne null${')'.repeat(300)}`,
  ])('%s', (rule) => {
    expect(errorsOf(rule)).toEqual([]);
    expect(checkRule(rule).valid).toBe(true);
  });
});

test('an organisation can add properties that it knows to work', () => {
  const properties = { user: { agentKind: 'text', badges: 'texts' } } as const;
  const checked = checkRule('user.agentkind -eq "x" -and user.badges -any (_ -eq "y")', { properties });
  expect(checked).toMatchObject({
    valid: true,
    formatted: 'user.agentKind -eq "x" -and user.badges -any (_ -eq "y")',
  });
});
