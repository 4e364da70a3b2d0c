import { describe, expect, test } from 'vitest';
import type { DeclaredValue, DesiredObject } from '../../src/core/desired/desired.ts';
import type { LiveObject } from '../../src/core/live/live.ts';
import type { Plan } from '../../src/core/plan/plan.ts';
import { desired, group, id, live, liveGroup, liveUser, planOf, user } from '../support/tenant.ts';

const windows = 'device.deviceOSType -eq "Windows"';
const ruled = (rule: string, members: readonly number[], rest: object = {}): LiveObject =>
  liveGroup(9, 'g9', {
    uniqueName: 'g9',
    groupTypes: ['DynamicMembership'],
    membershipRule: rule,
    membershipRuleProcessingState: 'On',
    members: members.map(id),
    ...rest,
  });
const device = (number: number, operatingSystem: string | null, rest: object = {}): LiveObject => ({
  id: id(number),
  displayName: `d${number}`,
  operatingSystem,
  accountEnabled: true,
  ...rest,
});
const people = [
  liveUser(1, 'u1@contoso.com', { department: 'Sales', displayName: 'Windows' }),
  liveUser(2, 'u2@contoso.com', { department: 'IT' }),
];
const three = [device(21, 'Windows'), device(22, 'Windows', { accountEnabled: false }), device(23, 'Linux')];

function planFor(
  entries: readonly DesiredObject[],
  groups: readonly LiveObject[],
  devices: readonly LiveObject[] = three,
): Plan {
  return planOf(desired(entries), live(people, groups, { devices }));
}

/** `causes processing before→min-max: direction members because; …` */
const shown = ({ impact, names }: Plan): readonly string[] =>
  impact.map((each) => {
    const { min, max } = each.after;
    const buckets = each.buckets.map(
      ({ direction, members, because }) =>
        `${direction} ${members.map((key) => `${key.split(':', 1)[0]} ${names[key]}`).join(',')} (${because})`,
    );
    const range = min === max ? String(min) : `${min}-${max}`;
    return `${each.causes.join('+')} ${each.processing} ${each.before}→${range}: ${buckets.join('; ')}`;
  });

describe('a rule about devices that changes is asked of all devices', () => {
  test.each<[string, Readonly<Record<string, DeclaredValue>>, string]>([
    [
      'a narrower rule',
      { membershipRule: `${windows} -and device.accountEnabled -eq true` },
      'rule on 2→1: leaves device d22 (device.accountEnabled -ne true)',
    ],
    [
      'a wider rule',
      { membershipRule: `${windows} -or device.deviceOSType -eq "Linux"` },
      'rule on 2→3: enters device d23 (device.deviceOSType -eq "Linux")',
    ],
    [
      'another form of the same',
      { membershipRule: '(device.deviceOSType -in ["Windows"])' },
      'rule on 2→2: ',
    ],
    ['dynamic to assigned', { membershipRule: null }, 'conversion on 2→2: '],
    [
      'paused together with the rule',
      { membershipRule: 'device.deviceOSType -eq "Linux"', membershipRuleProcessingState: 'Paused' },
      'rule paused 2→2: leaves device d21,device d22 (device.deviceOSType -ne "Linux"); enters device d23 (device.deviceOSType -eq "Linux")',
    ],
    [
      'frozen',
      { membershipRule: `device.memberOf -any (group.objectId -in ["${id(8)}"])` },
      'rule frozen 2→2: ',
    ],
    [
      'about people from now on',
      { membershipRule: 'user.department -eq "Sales"' },
      'rule on 2→1: leaves device d21,device d22 (it is no user); enters user u1@contoso.com (user.department -eq "Sales")',
    ],
  ])('%s', (_, values, expected) => {
    expect(shown(planFor([group('g9', values)], [ruled(windows, [21, 22])]))).toEqual([expected]);
  });

  test('about devices from now on: people leave', () => {
    const sales = ruled('user.department -eq "Sales"', [1]);
    expect(shown(planFor([group('g9', { membershipRule: windows })], [sales]))).toEqual([
      'rule on 1→2: leaves user u1@contoso.com (it is no device); enters device d21,device d22 (device.deviceOSType -eq "Windows")',
    ]);
  });

  test('assigned to dynamic: who does not match leaves, and what is no device', () => {
    const assigned = liveGroup(9, 'g9', { uniqueName: 'g9', members: [1, 21, 23, 77].map(id) });
    expect(shown(planFor([group('g9', { membershipRule: windows })], [assigned]))).toEqual([
      `conversion on 4→2: leaves device d23 (device.deviceOSType -ne "Windows"); leaves object object:${id(77)},user u1@contoso.com (it is no device); enters device d22 (device.deviceOSType -eq "Windows")`,
    ]);
  });

  test('a created group takes in what it matches, a resumed one catches up', () => {
    const values = { displayName: 'New', mailNickname: 'new', type: 'security', membershipRule: windows };
    expect(shown(planFor([group('new', values)], []))).toEqual([
      'created on 0→2: enters device d21,device d22 (device.deviceOSType -eq "Windows")',
    ]);
    const paused = ruled(windows, [23], { membershipRuleProcessingState: 'Paused' });
    expect(shown(planFor([group('g9', { membershipRuleProcessingState: 'On' })], [paused]))).toEqual([
      'resumed on 1→2: leaves device d23 (device.deviceOSType -ne "Windows"); enters device d21,device d22 (device.deviceOSType -eq "Windows")',
    ]);
  });

  test('a deleted group lets all go, read or not', () => {
    const gone = [group('g9', {}, { id: id(9), delete: true })];
    expect(shown(planFor(gone, [ruled(windows, [21, 22])]))).toEqual([
      'deleted on 2→0: leaves device d21,device d22 (the group is deleted)',
    ]);
    expect(shown(planFor(gone, [ruled(windows, [21])], []))).toEqual([
      `deleted on 1→0: leaves object object:${id(21)} (the group is deleted)`,
    ]);
  });
});

test.each<[string, object, object, string]>([
  [
    'deviceOSVersion',
    { operatingSystemVersion: '10.0.22631' },
    {},
    'device.deviceOSVersion -startsWith "10"',
  ],
  ['deviceManagementAppId', { mdmAppId: 'x' }, {}, 'device.deviceManagementAppId -eq "x"'],
  [
    'extensionAttribute7',
    { extensionAttributes: { extensionAttribute7: 'x' } },
    {},
    'device.extensionAttribute7 -eq "x"',
  ],
  [
    'devicePhysicalIds',
    { physicalIds: ['[ZTDID]1'] },
    { physicalIds: [] },
    'device.devicePhysicalIds -any (_ -startsWith "[ZTDID]")',
  ],
  ['objectId', {}, {}, `device.objectId -eq "${id(21)}"`],
])('%s is read from where Graph has it', (_, one, other, rule) => {
  const devices = [device(21, 'Windows', one), device(22, 'Windows', other)];
  const { impact } = planFor([group('g9', { membershipRule: rule })], [ruled(windows, [21, 22])], devices);
  expect(impact).toMatchObject([{ before: 2, after: { min: 1, max: 1 }, leaves: 1, everybody: false }]);
  expect(impact[0]?.buckets[0]?.members).toEqual([`device:${id(22)}`]);
});

describe('devices are left alone', () => {
  test('by attributes of people, whatever they are called', () => {
    const entries = [user('u1@contoso.com', { displayName: 'Linux', accountEnabled: false })];
    const rule = 'device.displayName -eq "Windows" -and device.accountEnabled -eq true';
    expect(planFor(entries, [ruled(rule, [])]).impact).toEqual([]);
  });

  test('and people by the devices of a group that takes both', () => {
    const entries = [
      user('u2@contoso.com', { department: 'Sales' }),
      group('g9', { membershipRule: `${windows} -and device.accountEnabled -eq true` }),
    ];
    const { impact } = planFor(entries, [ruled(windows, [21, 22])]);
    expect(impact.map(({ causes }) => causes)).toEqual([['rule']]);
    expect(impact[0]?.buckets[0]?.changes).toEqual([`group:${id(9)}/membershipRule`]);
  });
});
