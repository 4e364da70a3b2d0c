import type { RuleFindingId } from '../../src/rules/finding-ids.ts';

const guid = '11111111-1111-1111-1111-111111111111';
const plan = `assignedPlan.servicePlanId -eq "${guid}"`;

/** For each finding a rule that has it, with its offset, and rules that do not. */
export const findingCases: Readonly<
  Record<
    Exclude<RuleFindingId, 'outside-vocabulary' | 'ordering-of-text'>,
    readonly {
      readonly rule: string;
      readonly offset: number;
      readonly says?: RegExp;
      readonly not?: readonly string[];
    }[]
  >
> = {
  'member-of': [
    { rule: `user.memberOf -any (group.objectId -in ['${guid}'])`, offset: 0, says: /2026-11-03/ },
  ],
  'mixed-operators': [
    {
      rule: 'user.city -eq "a" -and user.mail -eq "b" -or user.state -eq "c"',
      offset: 0,
      says: /\(user\.city -eq "a" -and user\.mail -eq "b"\) -or/,
      not: [
        '(user.city -eq "a" -and user.mail -eq "b") -or user.state -eq "c"',
        'user.city -eq "a" -and user.mail -eq "b"',
      ],
    },
    { rule: 'user.state -eq "c" -or user.city -eq "a" -and user.mail -eq "b"', offset: 23 },
  ],
  'matches-blanks': [
    {
      rule: 'user.mail -notContains "x"',
      offset: 0,
      says: /-and user\.mail -ne null/,
      not: [
        'user.mail -notContains "x" -and user.mail -ne null',
        'user.mail -ne "x" -and user.mail -startsWith "a"',
        'user.displayName -ne "x"',
        'user.mail -ne null',
        'user.mail -eq "a"',
        '-not (user.mail -ne "x")',
      ],
    },
    {
      rule: '-not (user.mail -eq "x")',
      offset: 6,
      not: ['user.mail -ne null -and -not (user.mail -eq "x")'],
    },
  ],
  'always-true': [
    {
      rule: 'user.city -ne "a" -or user.city -ne "b"',
      offset: 0,
      not: ['user.city -ne "a" -or user.city -ne "A"', 'user.city -ne "a" -or user.mail -ne "b"'],
    },
    { rule: 'user.city -eq null -or user.city -ne null', offset: 23 },
    { rule: 'user.city -notIn ["a", "b"] -or user.city -startsWith "a" -or user.city -eq "b"', offset: 0 },
    {
      rule: 'user.displayName -ne null',
      offset: 0,
      not: ['user.objectId -ne null', 'device.objectId -ne null'],
    },
    {
      rule: 'user.assignedPlans -all (assignedPlan.servicePlanId -ne null)',
      offset: 0,
      says: /-all \(assignedPlan\.servicePlanId -eq null\)/,
      not: ['user.assignedPlans -all (assignedPlan.servicePlanId -eq null)'],
    },
  ],
  'never-true': [
    {
      rule: 'user.city -eq "a" -and user.city -eq "b"',
      offset: 0,
      not: [
        'user.city -eq "a" -and user.city -eq "A"',
        'user.city -eq "a" -or user.city -eq "b"',
        'user.city -eq "a" -and user.city -startsWith "a"',
      ],
    },
    { rule: 'user.city -in ["a", "b"] -and user.city -ne "a" -and user.city -ne "b"', offset: 0 },
    { rule: 'user.city -eq "a" -and user.city -endsWith "b"', offset: 0 },
    { rule: 'user.city -eq null -and user.city -contains "b"', offset: 0 },
    { rule: 'user.accountEnabled -eq true -and user.accountEnabled -eq false', offset: 0 },
    { rule: 'user.objectId -eq null', offset: 0 },
    { rule: 'user.otherMails -any (_ -eq null)', offset: 0 },
  ],
  'chained-equality': [
    {
      rule: 'user.city -eq "a" -or user.city -eq "b" -or user.city -eq "c"',
      offset: 0,
      says: /user\.city -in \["a", "b", "c"\]/,
      not: ['user.city -eq "a" -or user.city -eq "b"'],
    },
    { rule: 'user.city -ne "a" -and user.city -ne "b" -and user.city -ne "c"', offset: 0, says: /-notIn/ },
  ],
  'needless-pattern': [
    {
      rule: 'user.city -match "^abc"',
      offset: 0,
      says: /user\.city -startsWith "abc"/,
      not: ['user.city -match "a.c"'],
    },
    { rule: 'user.city -match "abc$"', offset: 0, says: /-endsWith "abc"/ },
    { rule: 'user.city -notMatch "^abc$"', offset: 0, says: /-ne "abc"/ },
    { rule: 'user.city -match ".*abc.*"', offset: 0, says: /-contains "abc"/ },
  ],
  'needless-contains': [
    {
      rule: 'user.mail -contains "@contoso.com"',
      offset: 0,
      says: /-endsWith "@contoso\.com"/,
      not: ['user.mail -contains "contoso"', 'user.city -contains "@contoso.com"'],
    },
    {
      rule: 'device.devicePhysicalIds -any (_ -contains "[ZTDId]")',
      offset: 31,
      says: /_ -startsWith "\[ZTDId\]"/,
    },
  ],
  'pattern-undecided': [{ rule: 'user.city -match "(?=a)"', offset: 17, says: /lookahead/ }],
  'doubled-backslash': [
    {
      rule: 'user.mail -match "@contoso\\\\.com$"',
      offset: 17,
      says: /JSON or C#/,
      not: ['user.mail -match "@contoso\\.com$"'],
    },
  ],
  wildcard: [{ rule: 'user.city -eq "Rio*"', offset: 14, not: ['user.city -match "Rio.*"'] }],
  'time-dependent': [
    {
      rule: 'user.employeeHireDate -ge system.now',
      offset: 26,
      not: ['user.employeeHireDate -ge 2026-01-01T00:00:00Z'],
    },
  ],
  'date-without-zone': [
    {
      rule: 'user.employeeHireDate -ge 2026-01-01',
      offset: 26,
      says: /2026-01-01T00:00:00Z/,
      not: ['user.employeeHireDate -ge 2026-01-01T00:00:00+01:00'],
    },
  ],
  'plan-without-status': [
    {
      rule: `user.assignedPlans -any (${plan})`,
      offset: 25,
      says: /capabilityStatus -eq "Enabled"/,
      not: [`user.assignedPlans -any (${plan} -and assignedPlan.capabilityStatus -eq "Enabled")`],
    },
  ],
  'self-service-property': [
    {
      rule: 'user.mobile -ne null',
      offset: 0,
      says: /their own mobile/,
      not: ['user.department -eq "a"', 'device.displayName -eq "a"'],
    },
  ],
  'quoted-null': [
    { rule: 'user.employeeId -ne "null"', offset: 20, says: /-ne null/, not: ['user.employeeId -ne null'] },
  ],
  'empty-text': [{ rule: 'user.city -eq ""', offset: 14, says: /-eq null/ }],
  'single-apostrophe': [
    {
      rule: 'user.city -eq "Women\'s"',
      offset: 14,
      says: /Women''s/,
      not: ['user.city -eq "Women\'\'s"', "user.city -eq 'Women''s'"],
    },
  ],
  'sync-disabled': [
    {
      rule: 'user.dirSyncEnabled -eq false',
      offset: 0,
      says: /-ne true/,
      not: ['user.dirSyncEnabled -eq true', 'user.dirSyncEnabled -ne true'],
    },
  ],
  'any-not-equal': [
    {
      rule: 'user.otherMails -any (_ -ne "x")',
      offset: 0,
      says: /-all \(_ -ne "x"\)/,
      not: ['user.otherMails -all (_ -ne "x")'],
    },
  ],
  'all-of-nothing': [
    {
      rule: 'user.otherMails -all (_ -ne "x")',
      offset: 0,
      says: /-any/,
      not: [
        'user.assignedPlans -all (assignedPlan.servicePlanId -eq null)',
        'user.otherMails -any (_ -eq "x")',
      ],
    },
  ],
  'address-prefix': [
    {
      rule: 'user.proxyAddresses -any (_ -startsWith "contoso")',
      offset: 40,
      says: /"smtp:contoso"/,
      not: [
        'user.proxyAddresses -any (_ -startsWith "smtp:a")',
        'user.proxyAddresses -any (_ -contains "contoso")',
        'user.otherMails -any (_ -startsWith "contoso")',
      ],
    },
    { rule: 'user.proxyAddresses -any (_ -eq "SMTP: a@b.c")', offset: 32, says: /"SMTP:a@b\.c"/ },
  ],
  'address-case': [{ rule: 'user.proxyAddresses -any (_ -startsWith "SMTP:a")', offset: 40 }],
  'bare-condition': [{ rule: 'user.otherMails -any _ -eq "x"', offset: 0, says: /-any \(_ -eq "x"\)/ }],
  'direct-collection': [
    { rule: 'user.otherMails -contains "x"', offset: 0, says: /user\.otherMails -any \(_ -contains "x"\)/ },
    { rule: 'user.otherMails -notContains "x"', offset: 0, says: /undecided/ },
  ],
  'empty-list': [
    { rule: 'user.city -in []', offset: 14, says: /nobody/ },
    { rule: 'user.city -notIn []', offset: 17, says: /everybody/ },
  ],
  'odd-space': [{ rule: 'user.city\u00a0-eq "a"', offset: 9, says: /U\+00A0/ }],
  'system-labels': [{ rule: 'device.systemLabels -eq "x"', offset: 0 }],
  'reports-with-manager': [{ rule: `Direct Reports for "${guid}"`, offset: 0 }],
};
