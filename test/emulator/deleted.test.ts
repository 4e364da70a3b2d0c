import { expect, test } from 'vitest';
import { column, group, id, outcome, practice, refs, roleAssignment, user } from './practice.ts';

const tenant = await practice({
  users: [
    user(1, { manager: { id: id(2) } }),
    user(2),
    user(3),
    user(4, { mail: 'four@contoso.com', proxyAddresses: ['SMTP:four@contoso.com'] }),
  ],
  groups: [group(101, { members: refs(1, 2), owners: refs(1, 2) }), group(102)],
  roleAssignments: [roleAssignment(3)],
});
const bin = '/directory/deletedItems';

test('a deleted user leaves every list, and comes back with every link', async () => {
  expect((await tenant.call('DELETE', `/users/${id(2)}`)).status).toBe(204);
  expect((await tenant.get(`/users/${id(2)}`)).status).toBe(404);
  expect((await tenant.get(`/users/${id(1)}/manager`)).status).toBe(404);
  expect(column(await tenant.get(`/groups/${id(101)}/members`), 'id')).toEqual([id(1)]);
  const deleted = await tenant.get(`${bin}/microsoft.graph.user?$select=id,deletedDateTime`);
  expect(deleted.body['value']).toEqual([{ id: id(2), deletedDateTime: expect.stringMatching(/Z$/) }]);
  expect((await tenant.get(`${bin}/${id(2)}`)).body).toMatchObject({
    '@odata.type': '#microsoft.graph.user',
  });

  const restored = await tenant.call('POST', `${bin}/${id(2)}/restore`);
  expect(restored.status).toBe(200);
  expect(restored.body).toMatchObject({ '@odata.type': '#microsoft.graph.user', id: id(2) });
  expect(column(await tenant.get(`/groups/${id(101)}/members`), 'id')).toEqual([id(1), id(2)]);
  expect(column(await tenant.get(`/groups/${id(101)}/owners`), 'id')).toEqual([id(1), id(2)]);
  expect((await tenant.get(`/users/${id(1)}/manager?$select=id`)).body['id']).toBe(id(2));
});

test('both kinds of groups are soft-deleted, and purged for good', async () => {
  await tenant.call('DELETE', `/groups/${id(102)}`);
  expect(column(await tenant.get(`${bin}/graph.group`), 'id')).toEqual([id(102)]);
  expect((await tenant.call('DELETE', `${bin}/${id(102)}`)).status).toBe(204);
  expect(column(await tenant.get(`${bin}/graph.group`), 'id')).toEqual([]);
  expect((await tenant.get(`${bin}/${id(102)}`)).status).toBe(404);
});

test('an administrator is not an application’s to delete', async () => {
  expect(outcome(await tenant.call('DELETE', `/users/${id(3)}`))).toContain(
    '403 Authorization_RequestDenied',
  );
});

test('what took the place of a deleted user stands in the way of its return', async () => {
  await tenant.call('DELETE', `/users/${id(4)}`);
  await tenant.call('POST', '/users', {
    accountEnabled: true,
    displayName: 'Second four',
    mailNickname: 'four',
    passwordProfile: { password: 'x' },
    userPrincipalName: 'person4@contoso.com',
    mail: 'four@contoso.com',
  });
  const restore = (body: unknown) => tenant.call('POST', `${bin}/${id(4)}/restore`, body);
  expect(outcome(await restore({}))).toContain('property userPrincipalName already exists.');
  const renamed = { newUserPrincipalName: 'old.four@contoso.com' };
  expect(outcome(await restore(renamed))).toContain('property proxyAddresses already exists.');
  expect(outcome(await restore({ ...renamed, autoReconcileProxyConflict: true }))).toBe('200');
  expect((await tenant.get('/users/old.four@contoso.com')).body['id']).toBe(id(4));
});
