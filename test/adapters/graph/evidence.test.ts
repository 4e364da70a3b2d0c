import { describe, expect, test } from 'vitest';
import { emptyState } from '../../../src/emulator/empty-state.ts';
import { ask, group, id, user } from './asking.ts';
import { practice } from './practice.ts';

describe('the tenant', () => {
  test('tells which of its domains are federated', async () => {
    const domains = [
      { id: 'contoso.com', isVerified: true, isDefault: true, authenticationType: 'Managed' },
      { id: 'fed.contoso.com', isVerified: true, isDefault: false, authenticationType: 'Federated' },
      { id: 'new.contoso.com', isVerified: false, isDefault: false, authenticationType: 'Federated' },
    ] as const;
    const { reader } = await practice({ state: { ...emptyState(), domains: [...domains] } });
    expect((await ask(reader, { query: 'tenant' })).tenant).toMatchObject({
      verifiedDomains: ['contoso.com', 'fed.contoso.com'],
      federatedDomains: ['fed.contoso.com'],
    });
  });
});

describe('deleted users', () => {
  test('come with what else is wanted of them', async () => {
    const { emulator, reader } = await practice({
      state: { ...emptyState(), users: [user(1, { employeeId: '7' })] },
    });
    await fetch(`${emulator.graph}/users/${id(1)}`, {
      method: 'DELETE',
      headers: { authorization: 'Bearer practice' },
    });
    const { users } = await ask(reader, { query: 'deletedUsers', select: ['employeeId', 'displayName'] });
    expect(users).toMatchObject([{ id: id(1), displayName: 'User 1', employeeId: '7' }]);
    expect((await ask(reader, { query: 'deletedUsers' })).users[0]).not.toHaveProperty('employeeId');
  });
});

describe('who is managed in the cloud', () => {
  const users = Array.from({ length: 45 }, (_, index) =>
    user(index + 1, { _service: { isCloudManaged: index % 2 === 0, wasSynced: true } }),
  );
  const groups = [group(101, { _service: { isCloudManaged: true, wasSynced: true } }), group(102)];
  const state = { ...emptyState(), users, groups };

  test('is told of users and groups, in batches of 20; what is not there is not', async () => {
    const { emulator, reader } = await practice({ state });
    const asked = [...users.map((each) => each.id), id(99)];
    const { ids } = await ask(reader, { query: 'cloudManaged', users: asked, groups: [id(101), id(102)] });
    const expected = users.filter((_, index) => index % 2 === 0).map((each) => each.id);
    expect([...ids].toSorted()).toEqual([...expected, id(101)].toSorted());
    expect(emulator.requests().totals).toEqual({ exchanges: 3 + 1, items: 46 + 2 });
  });

  test('is asked of nobody without a request', async () => {
    const { emulator, reader } = await practice({ state });
    expect((await ask(reader, { query: 'cloudManaged', users: [], groups: [] })).ids.size).toBe(0);
    expect(emulator.requests().totals.exchanges).toBe(0);
  });

  test('asks again for items that were throttled', async () => {
    const { emulator, reader, slept } = await practice({ state });
    emulator.addFault({ item: true, status: 429, retryAfter: 3, times: 1 });
    const { ids } = await ask(reader, { query: 'cloudManaged', users: [id(1), id(2)], groups: [] });
    expect([[...ids], slept]).toEqual([[id(1)], [3000]]);
  });

  test('is nobody where the application may not ask', async () => {
    const { emulator, reader } = await practice({ state });
    emulator.addFault({ item: true, status: 403, code: 'Authorization_RequestDenied' });
    const { ids } = await ask(reader, { query: 'cloudManaged', users: [id(1)], groups: [id(101)] });
    expect(ids.size).toBe(0);
  });
});
