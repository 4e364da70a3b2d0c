import { describe, expect, test } from 'vitest';
import { contoso } from '../../../src/emulator/contoso.ts';
import { emptyState } from '../../../src/emulator/empty-state.ts';
import type { Query } from '../../../src/ports.ts';
import { problemOf } from '../problem-of.ts';
import { practice } from './practice.ts';

const users: Query = { query: 'users', select: ['department', 'id', 'userPrincipalName'], manager: true };
const groups: Query = { query: 'groups', select: ['displayName', 'groupTypes', 'id', 'uniqueName'] };

const sorted = (list: readonly { id: string }[] = []): string[] => list.map(({ id }) => id).toSorted();

describe('the reader', () => {
  test('answers in the order of the queries, with every page, also after empty ones', async () => {
    const { emulator, reader } = await practice({ users: 2500, groups: 1100, emptyPages: true });
    const state = emulator.state();
    const [tenant, count, people, teams] = await reader.answer([
      { query: 'tenant' },
      { query: 'userCount' },
      users,
      groups,
    ]);
    expect(tenant).toMatchObject({ query: 'tenant', tenant: { id: state.organization.id } });
    expect(count).toEqual({ query: 'userCount', count: 2500 });
    expect(people?.query === 'users' && people.users.map(({ id }) => id).toSorted()).toEqual(
      state.users.map(({ id }) => id).toSorted(),
    );
    expect(teams?.query === 'groups' && teams.groups).toHaveLength(1100);
  });

  test('asks no more than it has to', async () => {
    const { emulator, reader } = await practice({ users: 2500, groups: 45 });
    const ids = emulator.state().groups.map(({ id }) => id);
    emulator.clearRequests();
    await reader.answer([
      { query: 'tenant' },
      { query: 'userCount' },
      groups,
      users,
      { query: 'owners', groups: ids },
    ]);
    expect(emulator.requests().totals).toEqual({ exchanges: 1 + 1 + 1 + 3 + 3, items: 45 });
  });

  test('keeps of an object what was asked for, and of a manager the id', async () => {
    const { emulator, reader } = await practice({ state: contoso() });
    const [answer] = await reader.answer([users]);
    const found = answer?.query === 'users' ? answer.users : [];
    for (const user of emulator.state().users)
      expect(found.find(({ id }) => id === user.id)).toEqual({
        id: user.id,
        userPrincipalName: user.userPrincipalName,
        department: user['department'] ?? null,
        manager: user.manager?.id ?? null,
      });
    expect(found.some(({ manager }) => manager === null)).toBe(true);
    const [without] = await reader.answer([{ ...users, manager: false }]);
    expect(without?.query === 'users' && without.users[0]).not.toHaveProperty('manager');
  });

  test('reads owners and members of many groups, long lists to their end', async () => {
    const { emulator, reader } = await practice({ users: 2200, groups: 30 });
    const state = emulator.state();
    const [first] = state.groups;
    if (first) first.members = state.users.map(({ id }) => ({ id }));
    emulator.putState(state);
    const ids = state.groups.map(({ id }) => id);
    const [owners, members] = await reader.answer([
      { query: 'owners', groups: ids },
      { query: 'members', groups: ids },
    ]);
    for (const group of state.groups) {
      expect(owners?.query === 'owners' && owners.owners.get(group.id)?.toSorted()).toEqual(
        sorted(group.owners),
      );
      expect(members?.query === 'members' && members.members.get(group.id)?.toSorted()).toEqual(
        sorted(group.members),
      );
    }
  });

  test('reads devices to the last page, and says which permission that takes', async () => {
    const devices = Array.from({ length: 1200 }, (_, index) => ({
      id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
      displayName: `Device ${index}`,
      extensionAttributes: { extensionAttribute1: 'x' },
    }));
    const { emulator, reader } = await practice({ state: { ...emptyState(), devices } });
    const query: Query = { query: 'devices', select: ['displayName', 'extensionAttributes', 'id'] };
    emulator.clearRequests();
    const [answer] = await reader.answer([query]);
    const found = answer?.query === 'devices' ? answer.devices : [];
    expect(found).toHaveLength(1200);
    expect(found[7]).toMatchObject({ ...devices[7], extensionAttributes: { extensionAttribute1: 'x' } });
    expect(emulator.requests().totals.exchanges).toBe(2);
    emulator.addFault({ path: '^/devices', status: 403, code: 'Authorization_RequestDenied' });
    const { message, remedy } = await problemOf(() => reader.answer([query]));
    expect(message).toContain('does not allow to read the devices');
    expect(remedy).toContain('Device.Read.All');
  });

  test('reads deleted objects by their kind', async () => {
    const { reader } = await practice({ state: contoso() });
    const [people, teams] = await reader.answer([{ query: 'deletedUsers' }, { query: 'deletedGroups' }]);
    expect(people?.query === 'deletedUsers' && people.users).toMatchObject([
      { displayName: 'Tomás Pereira', deletedDateTime: '2026-11-13T16:20:05Z' },
    ]);
    expect(teams?.query === 'deletedGroups' && teams.groups).toHaveLength(1);
    expect(teams).toHaveProperty('groups.0.deletedDateTime');
  });

  test('has no more than four requests under way', async () => {
    let most = 0;
    let now = 0;
    const { emulator, reader } = await practice(
      { users: 20, groups: 400, latencyMs: 5 },
      {
        token: async () => {
          most = Math.max(most, ++now);
          setTimeout(() => now--, 4);
          return 'token';
        },
      },
    );
    const ids = emulator.state().groups.map(({ id }) => id);
    await reader.answer([{ query: 'owners', groups: ids }, { query: 'tenant' }, users, groups]);
    expect(most).toBe(4);
  });
});
