import { describe, expect, test } from 'vitest';
import { contoso } from '../../src/emulator/contoso.ts';
import type { Device } from '../../src/emulator/state.ts';
import { column, eventual, group, id, outcome, practice, refs, rows, send, text, user } from './practice.ts';

const device = (number: number, more: Partial<Device> = {}): Device => ({
  id: id(number),
  deviceId: id(number + 1000),
  displayName: `Device ${number}`,
  operatingSystem: number % 2 === 0 ? 'Linux' : 'Windows',
  accountEnabled: true,
  ...more,
});
const groups = [
  group(301, { members: refs(1, 201, 302) }),
  group(302, { members: refs(202) }),
  group(303, {
    groupTypes: ['DynamicMembership'],
    membershipRule: 'device.deviceOSType -eq "Windows"',
    membershipRuleProcessingState: 'On',
  }),
];
const state = { users: [user(1)], groups, devices: [201, 202, 203, 204, 205].map((each) => device(each)) };
const tenant = await practice(state);

describe('reading', () => {
  test('a list, page by page, of what is asked for', async () => {
    const first = await tenant.get('/devices?$select=id,operatingSystem&$top=3');
    expect(rows(first)).toHaveLength(3);
    expect(rows(first)[0]).toEqual({ id: id(201), operatingSystem: 'Windows' });
    const next = await tenant.get(text(first.body['@odata.nextLink']));
    expect(column(next, 'id')).toEqual([id(204), id(205)]);
    expect(next.body).not.toHaveProperty('@odata.nextLink');
  });

  test.each<[string, number[]]>([
    ["operatingSystem eq 'windows'", [201, 203, 205]],
    ["startsWith(displayName, 'Device 20') and accountEnabled eq false", []],
    [`deviceId eq '${id(1203)}'`, [203]],
    [`id in ('${id(201)}', '${id(301)}')`, [201]],
  ])('a filter: %s', async (filter, expected) => {
    const answer = await tenant.get(`/devices?$filter=${encodeURIComponent(filter)}&$select=id`);
    expect(column(answer, 'id')).toEqual(expected.map(id));
  });

  test('the count, which is an advanced query', async () => {
    expect((await tenant.get('/devices/$count', eventual)).text).toBe('5');
    expect((await tenant.get('/devices/$count')).status).toBe(400);
    const counted = await tenant.get("/devices?$count=true&$filter=operatingSystem ne 'Linux'", eventual);
    expect(counted.body['@odata.count']).toBe(3);
  });

  test('one by its id, or by its device id, with all fifteen extension attributes', async () => {
    const found = await tenant.get(`/devices/${id(202)}`);
    expect(found.body).toMatchObject({ displayName: 'Device 202', physicalIds: [], isRooted: null });
    expect(Object.keys(found.body['extensionAttributes'] ?? {})).toHaveLength(15);
    expect((await tenant.get(`/devices(deviceId='${id(1202)}')`)).body['id']).toBe(id(202));
    expect((await tenant.get(`/devices/${id(1)}`)).status).toBe(404);
    expect((await tenant.get(`/users/${id(202)}`)).status).toBe(404);
    expect((await tenant.get(`/devices?$select=shoeSize`)).status).toBe(400);
    expect((await tenant.get(`/directoryObjects/${id(202)}`)).body['@odata.type']).toBe(
      '#microsoft.graph.device',
    );
  });

  test('as members of groups, among others, by their type, and over other groups', async () => {
    const members = await tenant.get(`/groups/${id(301)}/members?$select=id,displayName`);
    expect(column(members, '@odata.type')).toEqual([
      '#microsoft.graph.user',
      '#microsoft.graph.device',
      '#microsoft.graph.group',
    ]);
    const cast = `/groups/${id(301)}/transitiveMembers/microsoft.graph.device`;
    expect(column(await tenant.get(cast), 'id')).toEqual([id(201), id(202)]);
    expect((await tenant.get(`${cast}/$count`, eventual)).text).toBe('2');
    const above = await tenant.get(`/devices/${id(202)}/transitiveMemberOf?$select=id`);
    expect(column(above, 'id')).toEqual([id(301), id(302)]);
  });
});

test.each<[string, string, number]>([
  ['POST', '/devices', 405],
  ['PATCH', `/devices/${id(201)}`, 405],
  ['DELETE', `/devices/${id(201)}`, 405],
  ['DELETE', `/directoryObjects/${id(201)}`, 403],
])('%s %s is refused', async (method, path, status) => {
  const answer = await tenant.call(method, path, method === 'DELETE' ? undefined : { displayName: 'x' });
  expect(answer.status).toBe(status);
  expect(tenant.state().devices).toEqual(state.devices);
});

test('devices become members by hand, and owners never', async () => {
  const own = await practice(state, { throttling: false });
  const body = { '@odata.id': `${own.graph}/devices/${id(203)}` };
  expect(outcome(await own.call('POST', `/groups/${id(302)}/members/$ref`, body))).toBe('204');
  expect(column(await own.get(`/groups/${id(302)}/members`), 'id')).toEqual([id(202), id(203)]);
  expect((await own.call('POST', `/groups/${id(302)}/owners/$ref`, body)).status).toBe(400);
  const [entry] = rows(await own.get('/auditLogs/directoryAudits?$top=1'));
  expect(entry?.['targetResources']).toMatchObject([{ id: id(203), type: 'Device' }, { type: 'Group' }]);
});

const membersAfter = async (rule: string, devices: Device[]): Promise<unknown[]> => {
  const own = await practice({ ...state, devices }, { throttling: false });
  const path = `/groups/${id(303)}`;
  expect(outcome(await own.call('PATCH', path, { membershipRule: rule }))).toBe('204');
  own.settle();
  return column(await own.get(`${path}/members?$select=id`), 'id');
};

describe('rules about devices', () => {
  test.each<[string, Partial<Device>]>([
    ['device.deviceOSType -ne "Linux" -and device.displayName -eq "device 201"', {}],
    ['device.deviceOSVersion -startsWith "10.0.2"', { operatingSystemVersion: '10.0.22631.1' }],
    ['device.accountEnabled -eq false', { accountEnabled: false }],
    ['device.isRooted -eq true', { isRooted: true }],
    ['device.deviceTrustType -in ["ServerAD"]', { trustType: 'ServerAd' }],
    ['device.deviceManagementAppId -ne null', { mdmAppId: id(7) }],
    ['device.deviceManufacturer -match "^HP"', { manufacturer: 'HP' }],
    ['device.deviceModel -contains "Book"', { model: 'MacBook' }],
    ['device.extensionAttribute3 -eq "x"', { extensionAttributes: { extensionAttribute3: 'x' } }],
    ['device.devicePhysicalIds -any (_ -startsWith "[ZTDID]")', { physicalIds: ['[ZTDID]1'] }],
    ['device.systemLabels -any (_ -eq "M365Managed")', { systemLabels: ['M365Managed'] }],
    [`device.objectId -eq "${id(201)}"`, {}],
    [`device.deviceId -eq "${id(1201)}"`, {}],
  ])('%s', async (rule, more) => {
    expect(await membersAfter(rule, [device(201, more), device(202)])).toEqual([id(201)]);
  });

  test('take out whoever is no device', async () => {
    const own = await practice(
      { ...state, groups: [{ ...group(303), ...groups[2], members: refs(1, 202, 205) }] },
      { throttling: false },
    );
    await own.call('PATCH', `/users/${id(1)}`, { displayName: 'Windows' });
    expect(own.state()).not.toHaveProperty('pendingEvaluations');
    expect(outcome(await send(`${own.admin}/settle`, 'POST', { all: true }))).toBe('204');
    expect(column(await own.get(`/groups/${id(303)}/members`), 'id')).toEqual([201, 203, 205].map(id));
  });
});

describe('the state', () => {
  test('keeps them', async () => {
    expect((await practice(contoso())).state().devices).toEqual(contoso().devices);
    expect((await practice({ users: [user(1)] })).state()).not.toHaveProperty('devices');
  });

  test.each<[string, object, string]>([
    [
      'a property that no device has',
      { ...device(1), department: 'x' },
      "a device has no property 'department'",
    ],
    ['a value of another type', { ...device(1), isRooted: 'no' }, "'isRooted' is not of type boolean"],
    ['no name', { id: id(1) }, 'displayName'],
    ['an id that somebody has', device(201), 'is used twice'],
  ])('is refused with %s', async (_name, wrong, message) => {
    const own = await practice({});
    const broken = { ...own.state(), users: [user(201)], devices: [wrong] };
    const answer = await send(`${own.admin}/state`, 'PUT', broken);
    expect(outcome(answer)).toContain(message);
  });
});
