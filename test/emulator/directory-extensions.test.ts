import { describe, expect, test } from 'vitest';
import {
  asApplication,
  column,
  group,
  id,
  outcome,
  practice,
  text,
  user,
  type Practice,
} from './practice.ts';

const appId = '01234567-89ab-4def-8123-456789abcdef';
const full = (name: string): string => `extension_${appId.replaceAll('-', '')}_${name}`;
const definition = (number: number, name: string, dataType: string, more: object = {}) => ({
  id: id(number),
  name: full(name),
  dataType,
  isMultiValued: false,
  isSyncedFromOnPremises: false,
  targetObjects: ['User'],
  ...more,
});
const state = {
  users: [user(1), user(2, { onPremisesSyncEnabled: true }), user(3), user(4), user(5)],
  groups: [group(101)],
  applications: [{ id: id(801), appId, displayName: 'Attribute owner' }],
  extensionProperties: [
    definition(901, 'binary', 'Binary'),
    definition(902, 'boolean', 'Boolean'),
    definition(903, 'date', 'DateTime'),
    definition(904, 'integer', 'Integer'),
    definition(905, 'large', 'LargeInteger'),
    definition(906, 'string', 'String', { targetObjects: ['User', 'Group'] }),
    definition(907, 'strings', 'String', { isMultiValued: true }),
    definition(908, 'adSite', 'String', { isSyncedFromOnPremises: true }),
    definition(909, 'level', 'String'),
  ],
};
const tenant = await practice(state);
const root = `/applications/${id(801)}/extensionProperties`;

const patch = (number: number, name: string, value: unknown, on: Practice = tenant) =>
  on.call('PATCH', `/users/${id(number)}`, { [full(name)]: value });
const read = async (number: number, name: string): Promise<unknown> =>
  (await tenant.get(`/users/${id(number)}?$select=${full(name)}`)).body[full(name)];

const bytes = (length: number): string => Buffer.alloc(length, 7).toString('base64');
const mastered = 'Unable to update the specified properties for on-premises mastered';

describe('values', () => {
  test.each<[string, unknown, unknown]>([
    ['binary', bytes(256), bytes(256)],
    ['boolean', false, false],
    ['date', '2026-03-01', '2026-03-01T00:00:00Z'],
    ['date', '2026-03-01T10:00:00.1234567+02:00', '2026-03-01T08:00:00Z'],
    ['integer', -2_147_483_648, -2_147_483_648],
    ['large', 2_147_483_648, 2_147_483_648],
    ['string', 'x'.repeat(256), 'x'.repeat(256)],
    ['strings', ['a', 'b'], ['a', 'b']],
    ['strings', [], undefined],
    ['string', null, undefined],
  ])('%s: %j is kept', async (name, value, kept) => {
    expect(outcome(await patch(1, name, value))).toBe('204');
    expect(await read(1, name)).toEqual(kept);
  });

  test.each<[string, unknown]>([
    ['binary', bytes(257)],
    ['binary', 'not base64'],
    ['boolean', 'true'],
    ['date', 'soon'],
    ['date', 'March 1, 2026'],
    ['integer', 2_147_483_648],
    ['integer', 1.5],
    ['large', '1'],
    ['string', 'x'.repeat(257)],
    ['string', ''],
    ['string', ['a']],
    ['strings', 'a'],
    ['strings', ['a', 7]],
  ])('%s: %j is refused', async (name, value) => {
    expect(outcome(await patch(1, name, value))).toBe(
      `400 Request_BadRequest: Invalid value specified for property '${full(name)}' of resource 'User'.`,
    );
  });

  test('exist on the targets of their definition only', async () => {
    const path = `/groups/${id(101)}`;
    expect(outcome(await tenant.call('PATCH', path, { [full('string')]: 'a' }))).toBe('204');
    expect((await tenant.get(`${path}?$select=${full('string')}`)).body[full('string')]).toBe('a');
    expect(outcome(await tenant.call('PATCH', path, { [full('level')]: 'a' }))).toContain(
      `The following extension properties are not available: ${full('level')}.`,
    );
  });

  test('of a synchronised definition are Active Directory’s on synchronised people, and on nobody else', async () => {
    expect(outcome(await patch(2, 'adSite', 'WAW'))).toContain(mastered);
    expect(outcome(await patch(2, 'string', 'x'))).toBe('204');
    expect(outcome(await patch(1, 'adSite', 'WAW'))).toBe('204');
  });
});

describe('definitions', () => {
  const level = { name: 'level', dataType: 'String', targetObjects: ['User'] };

  test('are listed with the application, by its address of either kind, and among all', async () => {
    const names = state.extensionProperties.map(({ name }) => name);
    expect(column(await tenant.get(`/applications(appId='${appId}')/extensionProperties`), 'name')).toEqual(
      names,
    );
    expect((await tenant.get(`${root}/${id(901)}`)).body).toMatchObject({ dataType: 'Binary' });
    const available = '/directoryObjects/getAvailableExtensionProperties';
    const synced = await tenant.call('POST', available, { isSyncedFromOnPremises: true });
    expect(column(synced, 'name')).toEqual([full('adSite')]);
    expect(column(await tenant.call('POST', available, {}), 'name')).toEqual(names);
  });

  test('cannot be changed, nor deleted where Entra Connect made them', async () => {
    expect((await tenant.call('PATCH', `${root}/${id(901)}`, { dataType: 'String' })).status).toBe(405);
    expect(outcome(await tenant.call('DELETE', `${root}/${id(908)}`))).toContain(
      '400 CannotModifySystemOnlyServicePrincipal',
    );
    expect(outcome(await tenant.call('POST', root, { ...level, name: 'STRING' }))).toContain('400');
    expect(outcome(await tenant.call('POST', root, { ...level, isMultiValued: 'no' }))).toContain('400');
  });

  test('take their values out of sight when they are deleted, and bring them back under the same name', async () => {
    expect(outcome(await patch(3, 'level', 'L3'))).toBe('204');
    expect((await tenant.call('DELETE', `${root}/${id(909)}`)).status).toBe(204);
    expect((await tenant.get(`/users/${id(3)}?$select=${full('level')}`)).status).toBe(400);
    expect(outcome(await tenant.get(`/users?$filter=${full('level')} eq 'L3'`))).toContain(
      `Could not find a property named '${full('level')}'`,
    );
    expect(outcome(await patch(3, 'level', null))).toContain('extension properties are not available');
    const person = tenant.state().users.find((row) => row.id === id(3));
    expect(person).not.toHaveProperty(full('level'));
    expect(person).toMatchObject({ _service: { undiscoverable: { [full('level')]: 'L3' } } });
    tenant.putState(tenant.state());
    const again = await tenant.call('POST', `/applications(appId='${appId}')/extensionProperties`, level);
    expect(again.status).toBe(201);
    expect(text(again.body['id'])).not.toBe(id(909));
    expect(await read(3, 'level')).toBe('L3');
    expect(column(await tenant.get(`/users?$filter=${full('level')} eq 'L3'`), 'id')).toEqual([id(3)]);
  });
});

test('one object holds a hundred, the lost ones included; a list of values is one', async () => {
  const many = Array.from({ length: 102 }, (_, index) => `a${index}`);
  const crowded = await practice({
    ...state,
    extensionProperties: [
      ...many.map((name, index) => definition(1000 + index, name, 'String')),
      definition(2000, 'list', 'String', { isMultiValued: true }),
    ],
  });
  const set = (names: string[], value: unknown) =>
    crowded.call('PATCH', `/users/${id(4)}`, Object.fromEntries(names.map((name) => [full(name), value])));
  expect(outcome(await set(many.slice(0, 99), 'x'))).toBe('204');
  expect(outcome(await patch(4, 'list', ['a', 'b', 'c'], crowded))).toBe('204');
  expect(outcome(await patch(4, 'a100', 'x', crowded))).toBe(
    '400 Request_BadRequest: An object holds at most 100 extension values.',
  );
  expect((await crowded.call('DELETE', `${root}/${id(1000)}`)).status).toBe(204);
  expect(outcome(await patch(4, 'a100', 'x', crowded))).toContain('at most 100');
  expect(outcome(await patch(4, 'a1', 'y', crowded))).toBe('204');
  expect(outcome(await patch(4, 'a2', null, crowded))).toBe('204');
  expect(outcome(await patch(4, 'a100', 'x', crowded))).toBe('204');
});

test('any application writes them, and the audit log says so', async () => {
  const body = { [full('string')]: 'other' };
  expect(outcome(await tenant.call('PATCH', `/users/${id(5)}`, body, asApplication(803, 903)))).toBe('204');
  const [last] = Object.values((await tenant.get('/auditLogs/directoryAudits?$top=1')).body['value'] ?? {});
  expect(last).toMatchObject({
    activityDisplayName: 'Update user',
    initiatedBy: { app: { appId: id(803) } },
    targetResources: [
      {
        modifiedProperties: [
          { displayName: full('string'), oldValue: '[]', newValue: '["other"]' },
          { displayName: 'Included Updated Properties' },
        ],
      },
    ],
  });
});
