import type { LiveObject } from '../src/core/live/live.ts';

/**
 * A large tenant for measurements, the same each time: rules in the shapes and proportions of rules that people publish
 * (department and assignedPlans first; 7 of 100 with `-match`), and people with 60 service plans each, of which few
 * differ.
 */

/** Numbers from 0 up to a bound, the same in each run (mulberry32). */
function createDice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

export const guid = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

const departments = Array.from({ length: 400 }, (_, index) => `Department ${index}`);
const titles = Array.from({ length: 900 }, (_, index) => `Title ${index}`);
const cities = Array.from({ length: 150 }, (_, index) => `City ${index}`);
const countries = ['Brazil', 'Switzerland', 'United States', 'Germany', 'India', 'Japan'];

const at = (list: readonly string[], index: number): string => list[index] ?? '';

/** What a licence brings: 60 plans each, and 40 licences in the tenant. Users share the very lists, as after reading. */
const bundles = Array.from({ length: 40 }, (_, bundle) =>
  Array.from({ length: 60 }, (__, plan) => ({
    servicePlanId: guid(7_000_000 + ((bundle * 17 + plan) % 300)),
    service: `Service ${(bundle + plan) % 50}`,
    capabilityStatus: (bundle + plan) % 9 === 0 ? 'Deleted' : 'Enabled',
    assignedDateTime: '2026-01-02T03:04:05Z',
  })),
);

export function makeUsers(count: number): readonly LiveObject[] {
  const dice = createDice(1);
  return Array.from({ length: count }, (_, number) => ({
    id: guid(number),
    userPrincipalName: `user${number}@contoso.com`,
    displayName: `User ${number}`,
    mail: dice(10) === 0 ? null : `user${number}@contoso.com`,
    mailNickname: `user${number}`,
    accountEnabled: dice(20) > 0,
    userType: dice(12) === 0 ? 'Guest' : 'Member',
    department: dice(15) === 0 ? null : at(departments, dice(400)),
    jobTitle: dice(10) === 0 ? null : at(titles, dice(900)),
    city: at(cities, dice(150)),
    country: at(countries, dice(6)),
    companyName: `Company ${dice(30)}`,
    employeeId: String(100_000 + number),
    onPremisesExtensionAttributes: { extensionAttribute1: dice(3) === 0 ? null : `Cost ${dice(60)}` },
    otherMails: dice(5) === 0 ? [`private${number}@example.com`] : [],
    proxyAddresses: [`SMTP:user${number}@contoso.com`, `smtp:u${number}@contoso.onmicrosoft.com`],
    assignedPlans: bundles[dice(40)] ?? [],
    employeeHireDate: `20${10 + dice(17)}-0${1 + dice(9)}-15T00:00:00Z`,
    manager: number < 100 ? null : guid(dice(Math.max(1, Math.floor(count / 10)))),
  }));
}

type Shape = (dice: (below: number) => number) => string;

const byDepartment: Shape = (dice) => `(user.department -eq "${at(departments, dice(400))}")`;
const byPlan: Shape = (dice) =>
  `user.assignedPlans -any (assignedPlan.servicePlanId -eq "${guid(7_000_000 + dice(300))}" -and assignedPlan.capabilityStatus -eq "Enabled")`;

/** One for each hundredth of the rules. */
const shapes: readonly (readonly [number, Shape])[] = [
  [18, byDepartment],
  [
    14,
    (dice) => `${byDepartment(dice)} -and (user.accountEnabled -eq true) -and (user.userType -ne "Guest")`,
  ],
  [
    8,
    (dice) =>
      `(user.city -eq "${at(cities, dice(150))}") -and (user.country -eq "${at(countries, dice(6))}")`,
  ],
  [16, byPlan],
  [
    4,
    (dice) =>
      `(user.accountEnabled -eq true) -and (user.assignedPlans -any (assignedPlan.service -contains "Service ${dice(50)}"))`,
  ],
  [
    9,
    (dice) =>
      `(user.jobTitle -contains "Title ${dice(900)}") -or (user.jobTitle -startsWith "Title ${dice(90)}")`,
  ],
  [
    7,
    (dice) =>
      `user.department -in ["${at(departments, dice(400))}", "${at(departments, dice(400))}", "${at(departments, dice(400))}"]`,
  ],
  [
    5,
    (dice) =>
      `(user.mail -ne null) -and (user.displayName -notContains "${dice(10_000)}") -and ${byDepartment(dice)}`,
  ],
  [3, (dice) => `(user.proxyAddresses -any (_ -contains "user${dice(100_000)}@"))`],
  [2, (dice) => `user.otherMails -any (_ -startsWith "private${dice(100)}")`],
  [3, (dice) => `user.extensionAttribute1 -eq "Cost ${dice(60)}"`],
  [2, (dice) => `user.employeeHireDate -ge system.now -minus p${30 + dice(900)}d`],
  [2, (dice) => `Direct Reports for "${guid(dice(10_000))}"`],
  [3, (dice) => `user.department -match "^(Department|Team) ${dice(40)}[0-5]?$"`],
  [
    2,
    (dice) =>
      `(user.userPrincipalName -match "user[0-9]*${dice(90)}@contoso") -and (user.accountEnabled -eq true)`,
  ],
  [2, (dice) => `user.employeeId -match "^1${dice(90)}"`],
];

const hundred = shapes.flatMap(([count, shape]) => Array.from({ length: count }, () => shape));

export function makeRules(count: number): readonly string[] {
  const dice = createDice(2);
  return Array.from({ length: count }, (_, index) => (hundred[(index * 37) % 100] ?? byDepartment)(dice));
}

export const makeGroups = (count: number): readonly LiveObject[] =>
  makeRules(count).map((membershipRule, index) => ({
    id: guid(9_000_000 + index),
    displayName: `Group ${index}`,
    mailNickname: `group${index}`,
    groupTypes: ['DynamicMembership'],
    membershipRule,
    membershipRuleProcessingState: 'On',
    members: [],
  }));
