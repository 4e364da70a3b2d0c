import { expect, test } from 'vitest';
import { column, group, id, outcome, practice, text, user, type Practice } from './practice.ts';

const state = { users: [user(1, { department: 'IT' })], groups: [group(101)] };
const slow = (): Promise<Practice> => practice(state, { replicationMs: 30_000 });
const security = { displayName: 'New', mailEnabled: false, mailNickname: 'new', securityEnabled: true };

test('an update is accepted at once and seen later', async () => {
  const tenant = await slow();
  const read = async () => (await tenant.get(`/users/${id(1)}?$select=department`)).body['department'];
  expect((await tenant.call('PATCH', `/users/${id(1)}`, { department: 'Sales' })).status).toBe(204);
  expect(await read()).toBe('IT');
  expect(column(await tenant.get("/users?$filter=department eq 'Sales'&$select=id"), 'id')).toEqual([]);
  tenant.advance(30_000);
  expect(await read()).toBe('Sales');
  expect(column(await tenant.get("/users?$filter=department eq 'Sales'&$select=id"), 'id')).toEqual([id(1)]);
});

test('updates build on each other before either is seen', async () => {
  const tenant = await slow();
  await tenant.call('PATCH', `/users/${id(1)}`, { department: 'Sales' });
  await tenant.call('PATCH', `/users/${id(1)}`, { jobTitle: 'Seller' });
  tenant.settle();
  expect((await tenant.get(`/users/${id(1)}?$select=department,jobTitle`)).body).toMatchObject({
    department: 'Sales',
    jobTitle: 'Seller',
  });
});

test('a new group is 404, and 400 where it is referred to, until it has replicated', async () => {
  const tenant = await slow();
  const created = await tenant.call('POST', '/groups', security);
  expect(created.status).toBe(201);
  const path = `/groups/${text(created.body['id'])}`;
  const missing =
    "400 Request_BadRequest: The source resource object or one of the objects being referenced don't exist.";
  const link = (to: string, target: string) =>
    tenant.call('POST', `${to}/members/$ref`, { '@odata.id': `${tenant.graph}/directoryObjects/${target}` });
  expect(outcome(await tenant.get(path))).toContain('404 Request_ResourceNotFound');
  expect(outcome(await tenant.call('PATCH', path, { description: 'x' }))).toContain('404');
  expect(outcome(await link(path, id(1)))).toBe(missing);
  const bound = { 'members@odata.bind': [`${tenant.graph}/users/${id(1)}`] };
  expect(outcome(await tenant.call('PATCH', path, bound))).toBe(missing);
  expect(outcome(await link(`/groups/${id(101)}`, text(created.body['id'])))).toBe(missing);
  expect(column(await tenant.get('/groups?$select=id'), 'id')).toEqual([id(101)]);
  tenant.settle();
  expect(outcome(await link(path, id(1)))).toBe('204');
});

test('a new name is taken before it is seen', async () => {
  const tenant = await slow();
  const path = "/groups(uniqueName='once')";
  const create = { Prefer: 'create-if-missing' };
  expect((await tenant.call('PATCH', path, security, create)).status).toBe(201);
  expect(outcome(await tenant.call('PATCH', path, security, create))).toBe(
    '400 Request_BadRequest: Another object with the same value for property uniqueName already exists.',
  );
});

test('the state shows what was written, not what is seen', async () => {
  const tenant = await slow();
  await tenant.call('PATCH', `/users/${id(1)}`, { department: 'Sales' });
  expect(tenant.state().users).toMatchObject([{ department: 'Sales' }]);
});
