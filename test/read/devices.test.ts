import { describe, expect, test } from 'vitest';
import type { DeclaredValue, DesiredObject } from '../../src/core/desired/desired.ts';
import type { LiveObject } from '../../src/core/live/live.ts';
import { contoso } from '../../src/emulator/contoso.ts';
import { needs } from '../../src/read/needs.ts';
import { read } from '../../src/read/read.ts';
import { practice } from '../adapters/graph/practice.ts';
import { desiredOf, entry } from './desired.ts';

const now = new Date('2026-11-21T12:00:00Z');
const windows = 'device.deviceOSType -eq "Windows"';
const person = { id: 'u1', userPrincipalName: 'a@b.c', displayName: 'x', department: 'x' };
const dynamic = (id: string, rule: string, more: object = {}): LiveObject => ({
  id,
  groupTypes: ['DynamicMembership'],
  membershipRule: rule,
  membershipRuleProcessingState: 'On',
  ...more,
});
const groups = [
  dynamic('devices', windows),
  dynamic('paused', 'device.displayName -ne "x"', { membershipRuleProcessingState: 'Paused' }),
  dynamic('people', 'user.department -eq "x"'),
  { id: 'assigned', groupTypes: [] },
];

/** The properties of devices that the third round asks for. */
function asked(declared: DesiredObject): readonly string[] | undefined {
  const soFar = {
    tenant: { id: 't', displayName: 'Contoso', verifiedDomains: [], federatedDomains: [] },
    userCount: 1,
    groups,
    users: [person],
  };
  const query = needs([desiredOf(declared)], soFar, now).find((each) => each.query === 'devices');
  return query?.select;
}
const group = (id: string, values: Readonly<Record<string, DeclaredValue>>) => entry('group', id, values, id);

describe('devices are asked for', () => {
  const model = 'device.deviceModel -eq "x" -and device.extensionAttribute1 -eq "y"';
  test.each([
    [
      'where a rule about them changes, with what the old and the new one read',
      group('devices', { membershipRule: model }),
      ['displayName', 'extensionAttributes', 'id', 'model', 'operatingSystem'],
    ],
    [
      'where one comes',
      entry('group', 'new', {
        type: 'security',
        displayName: 'New',
        mailNickname: 'new',
        membershipRule: windows,
      }),
      ['displayName', 'id', 'operatingSystem'],
    ],
    [
      'where assigned members become devices',
      group('assigned', { membershipRule: windows }),
      ['displayName', 'id', 'operatingSystem'],
    ],
    [
      'where members are assigned from now on',
      group('devices', { membershipRule: null }),
      ['displayName', 'id', 'operatingSystem'],
    ],
    [
      'where people become devices',
      group('people', { membershipRule: windows }),
      ['displayName', 'id', 'operatingSystem'],
    ],
    [
      'where a group is processed again',
      group('paused', { membershipRuleProcessingState: 'On' }),
      ['displayName', 'id'],
    ],
  ])('%s', (_, declared, expected) => {
    expect(asked(declared)).toEqual(expected);
  });

  test.each([
    ['where the rule is what it was', group('devices', { membershipRule: windows, description: 'x' })],
    ['where it is paused', group('devices', { membershipRuleProcessingState: 'Paused' })],
    ['where the group is deleted', { ...group('devices', {}), delete: true as const }],
    ['where a rule about people changes', group('people', { membershipRule: 'user.city -eq "x"' })],
    ['where people change', entry('user', 'a@b.c', { displayName: 'y', department: 'y' })],
  ])('not %s', (_, declared) => {
    expect(asked(declared)).toBeUndefined();
  });
});

test('devices of the practice tenant are read together with the members of their group', async () => {
  const { reader } = await practice({ state: contoso() });
  const of = contoso().groups.find(({ displayName }) => displayName === 'SG-Windows-11-Devices');
  const rule = 'device.deviceOSType -eq "Windows" -and device.deviceOSVersion -startsWith "10.0.26"';
  const heard: string[] = [];
  const desired = desiredOf(entry('group', 'windows', { membershipRule: rule }, of?.id));
  const live = await read(reader, [desired], now, { onProgress: (text) => heard.push(text) });
  expect(heard.at(-1)).toBe('reading members of groups, devices');
  expect(live.devices).toHaveLength(6);
  expect(Object.keys(live.devices[0] ?? {}).toSorted()).toEqual([
    'accountEnabled',
    'displayName',
    'id',
    'operatingSystem',
    'operatingSystemVersion',
  ]);
  expect(live.groups.find(({ id }) => id === of?.id)?.members).toHaveLength(2);
  expect((await read(reader, [desiredOf()], now)).devices).toEqual([]);
});
