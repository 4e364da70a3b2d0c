import { describe, expect, test } from 'vitest';
import { contoso } from '../../src/emulator/contoso.ts';
import type { Answer, Query, Reader } from '../../src/ports.ts';
import { read } from '../../src/read/read.ts';
import { practice } from '../adapters/graph/practice.ts';
import { problemOf } from '../adapters/problem-of.ts';
import { desiredOf, entry } from './desired.ts';

const now = new Date('2026-11-21T12:00:00Z');
const ids = (links: readonly { id: string }[] = []) => links.map(({ id }) => id).toSorted();

describe('reading a practice tenant', () => {
  test('gives all users and groups with what is declared', async () => {
    const { emulator, reader } = await practice({ state: contoso() });
    const state = emulator.state();
    const [owned] = state.groups.filter(({ owners }) => (owners ?? []).length > 1);
    const assigned = state.groups.find(
      (group) =>
        !group['membershipRule'] &&
        !group['mailEnabled'] &&
        !group['onPremisesSyncEnabled'] &&
        (group.members ?? []).length > 0,
    );
    const desired = desiredOf(
      entry('user', 'gone@contoso.com', { department: 'x', manager: null }),
      entry('group', 'owned', { owners: { mode: 'exact', users: [] } }, owned?.id),
      entry('group', 'assigned', { membershipRule: 'user.department -eq "x"' }, assigned?.id),
      entry('group', 'new', { type: 'security' }),
    );
    const heard: string[] = [];
    const live = await read(reader, [desired], now, { onProgress: (text) => heard.push(text) });
    expect(live.tenant).toMatchObject({ id: state.organization.id, displayName: 'Contoso' });
    expect(live.tenant.verifiedDomains).toContain('contoso.com');
    expect(live.users).toHaveLength(state.users.length);
    expect(live.groups).toHaveLength(state.groups.length);
    expect(live.groups.find(({ id }) => id === owned?.id)?.owners?.toSorted()).toEqual(ids(owned?.owners));
    expect(live.groups.find(({ id }) => id === assigned?.id)?.members?.toSorted()).toEqual(
      ids(assigned?.members),
    );
    expect(live.groups.filter((group) => 'owners' in group)).toHaveLength(1);
    expect(live.groups.filter((group) => 'members' in group)).toHaveLength(1);
    expect([live.deletedUsers.length, live.deletedGroups.length]).toEqual([1, 1]);
    for (const user of state.users)
      expect(live.users.find(({ id }) => id === user.id)).toMatchObject({
        userPrincipalName: user.userPrincipalName,
        department: user['department'] ?? null,
        manager: user.manager?.id ?? null,
      });
    expect(heard).toEqual([
      'reading the tenant, the number of users, groups',
      'reading users, owners of groups',
      'reading deleted users, deleted groups, members of groups',
    ]);
  });

  test('takes a page for 999 objects, a batch for 20 groups, and a handful', async () => {
    const { emulator, reader } = await practice({ users: 2100, groups: 1010 });
    const state = emulator.state();
    const owners = { mode: 'atLeast', users: [] } as const;
    const desired = desiredOf(
      ...state.users.map((user) =>
        entry('user', user.userPrincipalName, { faxNumber: 'x', manager: null }, user.id),
      ),
      ...state.groups.slice(0, 95).map((group) => entry('group', group.displayName, { owners }, group.id)),
    );
    emulator.clearRequests();
    await read(reader, [desired, desired], now);
    expect(emulator.requests().totals).toEqual({ exchanges: 2 + 2 + 3 + 5 + 2, items: 95 });
  });
});

const tenant = { id: 't', displayName: 'Contoso', verifiedDomains: [], federatedDomains: [] };

/** A reader that answers from a list of counts and lists so many users. */
function readerOf(
  counts: number[],
  listed: number,
  more: Partial<Record<Query['query'], Answer>> = {},
): Reader {
  const answer = (query: Query): Answer => {
    const given = more[query.query];
    if (given) return given;
    switch (query.query) {
      case 'tenant':
        return { query: 'tenant', tenant };
      case 'userCount':
        return { query: 'userCount', count: counts.shift() ?? 0 };
      case 'users':
        return { query: 'users', users: Array.from({ length: listed }, (_, n) => ({ id: `u${n}` })) };
      case 'groups':
        return { query: 'groups', groups: [{ id: 'g' }] };
      case 'devices':
        return { query: 'devices', devices: [] };
      case 'owners':
        return { query: 'owners', owners: new Map() };
      case 'members':
        return { query: 'members', members: new Map([['g', []]]) };
      case 'deletedUsers':
        return { query: 'deletedUsers', users: [] };
      case 'deletedGroups':
        return { query: 'deletedGroups', groups: [] };
      case 'recipients':
        return { query: 'recipients', recipients: new Map() };
      case 'cloudManaged':
        return { query: 'cloudManaged', ids: new Set() };
      case 'roleHolders':
        return { query: 'roleHolders', holders: new Map() };
      case 'directoryExtensions':
        return { query: 'directoryExtensions', definitions: [], applications: [] };
      case 'schemaExtensions':
        return { query: 'schemaExtensions', definitions: [] };
      case 'openExtensions':
        return { query: 'openExtensions', kind: query.kind, extensions: new Map() };
      case 'applications':
        return { query: 'applications', applications: [] };
      case 'servicePrincipals':
        return { query: 'servicePrincipals', applications: new Set() };
      case 'memberCounts':
        return { query: 'memberCounts', counts: new Map() };
      case 'processing':
        return { query: 'processing', processing: new Map() };
      case 'synchronisation':
        return { query: 'synchronisation', synchronisation: { enabled: null } };
      case 'servicePlans':
        return { query: 'servicePlans', plans: [] };
      case 'registration':
        return { query: 'registration', registration: undefined };
      case 'audits':
        return { query: 'audits', trail: { entries: new Map() } };
      case 'auditWindow':
        return { query: 'auditWindow', log: { entries: [] } };
    }
  };
  return { answer: async (queries) => queries.map(answer) };
}

describe('a read is never partial', () => {
  test('where fewer users are listed than counted', async () => {
    const problem = await problemOf(() => read(readerOf([10, 10], 9), [desiredOf()], now));
    expect(problem.message).toBe(
      'The tenant was not read in full: the tenant counts 10 users, but only 9 were listed.',
    );
    expect(problem.remedy).toContain('Run the command again');
  });

  test('but a count that has caught up is believed', async () => {
    const counts = [10, 9];
    expect((await read(readerOf(counts, 9), [desiredOf()], now)).users).toHaveLength(9);
    expect(counts).toEqual([]);
    const once = [10, 0];
    expect((await read(readerOf(once, 11), [desiredOf()], now)).users).toHaveLength(11);
    expect(once).toEqual([0]);
  });

  test('where a group has no answer about its owners', async () => {
    const desired = desiredOf(entry('group', 'g', { owners: { mode: 'exact', users: [] } }, 'g'));
    const problem = await problemOf(() => read(readerOf([0], 0), [desired], now));
    expect(problem.message).toContain('there is no answer about owners of groups, group g');
  });

  test('where a question is answered with something else', async () => {
    const other = { users: { query: 'userCount', count: 3 } } as const;
    const problem = await problemOf(() => read(readerOf([0], 0, other), [desiredOf()], now));
    expect(problem.message).toContain('there is no answer about users');
  });

  test('where the tenant does not say what it is', async () => {
    const other = { tenant: { query: 'tenant', tenant: { ...tenant, id: '' } } } as const;
    expect((await problemOf(() => read(readerOf([0], 0, other), [desiredOf()], now))).message).toContain(
      'what it is',
    );
  });

  test('where the service lists too few, end to end', async () => {
    const { emulator, reader } = await practice({ users: 30 });
    const some = emulator
      .state()
      .users.slice(0, 29)
      .map(({ id }) => ({ id }));
    emulator.addFault({ path: '^/users\\?', status: 200, body: { value: some } });
    const problem = await problemOf(() => read(reader, [desiredOf()], now));
    expect(problem.message).toContain('counts 30 users, but only 29 were listed');
  });
});
