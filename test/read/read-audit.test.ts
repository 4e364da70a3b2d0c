import { expect, test } from 'vitest';
import type { Answer, Query, Reader } from '../../src/ports.ts';
import { readForAudit } from '../../src/read/read-audit.ts';
import { Forbidden } from '../../src/core/problem.ts';
import { subject } from '../core/audit/subject.ts';

const appId = '11111111-1111-1111-1111-111111111111';
const wire = (name: string): string => `extension_${appId.replaceAll('-', '')}_${name}`;
const { desired } = subject({ settings: { audit: { required: ['costCenter', 'manager', 'faxNumber'] } } });

/** A tenant with so many directory extensions, which remembers what it was asked. */
function tenant(extensions: number, refuses: readonly Query['query'][] = [], group = 'user.city -eq null') {
  const asked: Query[] = [];
  const answer = (query: Query): Answer => {
    asked.push(query);
    if (refuses.includes(query.query))
      throw new Forbidden({ id: 'graph-refused', message: `No ${query.query}.`, remedy: 'Grant it.' });
    // oxlint-disable-next-line typescript/switch-exhaustiveness-check -- an audit asks for nothing else
    switch (query.query) {
      case 'tenant':
        return {
          query: 'tenant',
          tenant: { id: 't', displayName: 'T', verifiedDomains: [], federatedDomains: [] },
        };
      case 'userCount':
        return { query: 'userCount', count: 1 };
      case 'users':
        return {
          query: 'users',
          users: [{ ...Object.fromEntries(query.select.map((name) => [name, name])), id: 'u' }],
        };
      case 'groups':
        return {
          query: 'groups',
          groups: [{ id: 'g', groupTypes: ['DynamicMembership'], membershipRule: group }],
        };
      case 'devices':
        return { query: 'devices', devices: [{ id: 'd' }] };
      case 'directoryExtensions':
        return {
          query: 'directoryExtensions',
          applications: [],
          definitions: Array.from({ length: extensions }, (_, index) => ({
            id: String(index),
            name: wire(`e${index}`),
            dataType: 'String',
            isMultiValued: false,
            isSyncedFromOnPremises: false,
            targetObjects: ['User'],
          })),
        };
      case 'applications':
        return { query: 'applications', applications: [] };
      case 'servicePrincipals':
        return { query: 'servicePrincipals', applications: new Set() };
      case 'owners':
        return { query: 'owners', owners: new Map([['g', ['u']]]) };
      case 'memberCounts':
        return { query: 'memberCounts', counts: new Map([['g', 3]]) };
      case 'openExtensions':
        return {
          query: 'openExtensions',
          kind: query.kind,
          extensions: new Map([[query.kind === 'user' ? 'u' : 'g', { 'com.contoso': { a: 1 } }]]),
        };
      default:
        throw new Error(`nobody should ask for ${query.query}`);
    }
  };
  const reader: Reader = { answer: async (queries) => queries.map(answer) };
  return { reader, asked };
}

const listeners = { onProgress: () => {}, onTenant: () => {} };
const usersOf = (asked: readonly Query[]) => asked.filter((query) => query.query === 'users');

test('everything is read, and what hangs on objects becomes a part of them', async () => {
  const { reader, asked } = tenant(2);
  const read = await readForAudit(reader, desired, listeners);
  expect(asked.map(({ query }) => query).toSorted()).toEqual([
    'applications',
    'directoryExtensions',
    'groups',
    'memberCounts',
    'openExtensions',
    'openExtensions',
    'owners',
    'servicePrincipals',
    'tenant',
    'userCount',
    'users',
  ]);
  expect(read.groups).toMatchObject([
    { id: 'g', owners: ['u'], openExtensions: { 'com.contoso': { a: 1 } } },
  ]);
  expect(read.users).toMatchObject([{ id: 'u', openExtensions: { 'com.contoso': { a: 1 } } }]);
  expect([read.notLookedAt, read.devices, read.memberCounts.get('g')]).toEqual([[], [], 3]);
});

test('of users what findings, settings, rules and definitions need', async () => {
  const { reader, asked } = tenant(
    2,
    [],
    `user.physicalDeliveryOfficeName -eq "1" -and user.${wire('GONE')} -eq "x"`,
  );
  await readForAudit(reader, desired, listeners);
  const [query] = usersOf(asked);
  expect(query).toMatchObject({ manager: true });
  expect(query?.select).toEqual(
    expect.arrayContaining([
      'accountEnabled',
      'department',
      'faxNumber',
      'officeLocation',
      wire('e0'),
      wire('e1'),
    ]),
  );
  expect(query?.select.some((name) => name.includes('GONE'))).toBe(false);
  expect(new Set(query?.select).size).toBe(query?.select.length);
});

test('many extensions are read in several passes, and put together', async () => {
  const { reader, asked } = tenant(130);
  const { users } = await readForAudit(reader, desired, listeners);
  expect(usersOf(asked).map(({ select, manager }) => [select.length < 100, manager])).toEqual([
    [true, true],
    [true, false],
    [true, false],
  ]);
  expect(users[0]).toMatchObject({
    department: 'department',
    [wire('e0')]: wire('e0'),
    [wire('e129')]: wire('e129'),
  });
});

test.each(['directoryExtensions', 'applications', 'servicePrincipals'] as const)(
  'without the permission for %s the rest is looked at, and that is said',
  async (query) => {
    const read = await readForAudit(tenant(1, [query]).reader, desired, listeners);
    expect(read.definitions).toBeUndefined();
    expect(read.notLookedAt).toEqual([
      `Definitions of extensions were not looked at: No ${query}. Grant it.`,
    ]);
    expect(read.users).toHaveLength(1);
  },
);

test('devices are read just where a rule is about them', async () => {
  const rule = 'device.deviceOwnership -eq "Company"';
  const there = tenant(0, [], rule);
  expect((await readForAudit(there.reader, desired, listeners)).devices).toEqual([{ id: 'd' }]);
  expect(there.asked).toContainEqual({ query: 'devices', select: ['deviceOwnership', 'displayName', 'id'] });
  const without = await readForAudit(tenant(0, ['devices'], rule).reader, desired, listeners);
  expect([without.devices, without.notLookedAt.length]).toEqual([undefined, 1]);
});

test('what everything else needs is required', async () => {
  for (const query of ['tenant', 'users', 'groups', 'owners', 'memberCounts'] as const)
    await expect(readForAudit(tenant(0, [query]).reader, desired, listeners)).rejects.toThrow(`No ${query}.`);
});
