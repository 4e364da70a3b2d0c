import { describe, expect, test } from 'vitest';
import { column, group, id, outcome, practice, send, user, type Practice } from './practice.ts';

const mastered =
  '400 Request_BadRequest: Unable to update the specified properties for on-premises mastered Directory Sync objects or objects currently undergoing migration.';
const external =
  '400 Request_BadRequest: Unable to update the specified properties for objects that have originated within an external service.';

const synced = {
  onPremisesSyncEnabled: true,
  onPremisesExtensionAttributes: { extensionAttribute1: 'a', extensionAttribute2: 'b' },
};
const fresh = () =>
  practice({
    users: [user(1, synced), user(2), user(3, { _service: { exchangeMastered: true } })],
    groups: [group(101, synced), group(102)],
  });
const attribute = { onPremisesExtensionAttributes: { extensionAttribute1: 'x' } };

/** What the two properties say, and what a write of an extension attribute answers. */
async function look(tenant: Practice, path: string): Promise<unknown[]> {
  const behavior = await tenant.get(`${path}/onPremisesSyncBehavior`);
  const object = await tenant.get(`${path}?$select=onPremisesSyncEnabled`);
  const write = await tenant.call('PATCH', path, attribute);
  return [behavior.body['isCloudManaged'], object.body['onPremisesSyncEnabled'], outcome(write)];
}

describe.each([
  ['a user', `/users/${id(1)}`, `/users/${id(2)}`],
  ['a group', `/groups/${id(101)}`, `/groups/${id(102)}`],
])('%s', (_name, path, native) => {
  test('goes to the cloud, is handed back, and belongs to Active Directory from the next sync on', async () => {
    const tenant = await fresh();
    const move = (isCloudManaged: unknown) =>
      tenant.call('PATCH', `${path}/onPremisesSyncBehavior`, { isCloudManaged });
    expect(await look(tenant, path)).toEqual([false, true, mastered]);
    expect(outcome(await move(true))).toBe('204');
    expect(await look(tenant, path)).toEqual([true, null, '204']);
    tenant.syncNow();
    expect(await look(tenant, path)).toEqual([true, null, '204']);
    expect(outcome(await move(false))).toBe('204');
    expect(await look(tenant, path)).toEqual([false, null, '204']);
    expect((await send(`${tenant.admin}/sync`, 'POST')).status).toBe(204);
    expect(await look(tenant, path)).toEqual([false, true, mastered]);
    const log = column(await tenant.get('/auditLogs/directoryAudits'), 'activityDisplayName');
    expect(log).toContain('Change Source of Authority from AD DS to cloud');
    expect(log).toContain('Undo changes to Source of Authority from AD DS to cloud');
    expect(outcome(await move('yes'))).toContain('400');
  });

  test('that was never synchronised has nothing to move', async () => {
    const tenant = await fresh();
    expect(await look(tenant, native)).toEqual([false, null, '204']);
    const move = (isCloudManaged: boolean) =>
      tenant.call('PATCH', `${native}/onPremisesSyncBehavior`, { isCloudManaged });
    expect(outcome(await move(true))).toContain('400');
    expect(outcome(await move(false))).toBe('204');
    tenant.syncNow();
    expect(await look(tenant, native)).toEqual([false, null, '204']);
  });
});

test('extension attributes of groups merge, and are shown on demand', async () => {
  const tenant = await practice({
    groups: [group(101, { ...synced, onPremisesSyncEnabled: null })],
  });
  const path = `/groups/${id(101)}`;
  const patch = { onPremisesExtensionAttributes: { extensionAttribute2: null, extensionAttribute3: 'c' } };
  expect(outcome(await tenant.call('PATCH', path, patch))).toBe('204');
  const { body } = await tenant.get(`${path}?$select=onPremisesExtensionAttributes`);
  expect(body['onPremisesExtensionAttributes']).toMatchObject({
    extensionAttribute1: 'a',
    extensionAttribute2: null,
    extensionAttribute3: 'c',
    extensionAttribute15: null,
  });
  expect((await tenant.get(path)).body).not.toHaveProperty('onPremisesExtensionAttributes');
});

test('whom Exchange masters Graph leaves alone, unless the source of authority was moved', async () => {
  const tenant = await practice({
    users: [
      user(1, { _service: { exchangeMastered: true } }),
      user(2, { _service: { exchangeMastered: true, isCloudManaged: true, wasSynced: true } }),
    ],
  });
  expect(outcome(await tenant.call('PATCH', `/users/${id(1)}`, attribute))).toBe(external);
  expect(outcome(await tenant.call('PATCH', `/users/${id(2)}`, attribute))).toBe('204');
});

test('distribution lists and mail-enabled security groups are not Graph’s', async () => {
  const tenant = await practice({
    users: [user(1)],
    groups: [
      group(101, { mailEnabled: true, securityEnabled: false }),
      group(102, { mailEnabled: true, securityEnabled: true }),
    ],
  });
  const link = { '@odata.id': `${tenant.graph}/users/${id(1)}` };
  for (const path of [`/groups/${id(101)}`, `/groups/${id(102)}`]) {
    const answers = [
      await tenant.call('PATCH', path, { description: 'x' }),
      await tenant.call('PATCH', path, attribute),
      await tenant.call('POST', `${path}/members/$ref`, link),
      await tenant.call('POST', `${path}/owners/$ref`, link),
    ];
    for (const answer of answers) expect(outcome(answer)).toContain('400 Request_BadRequest: Cannot Update');
  }
});
