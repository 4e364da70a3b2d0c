import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { attributes } from '../../src/core/attributes/attributes.ts';
import type { DeclaredValue, Desired } from '../../src/core/desired/desired.ts';
import type { LiveObject } from '../../src/core/live/live.ts';
import type { Query } from '../../src/ports.ts';
import { needs as needsAt } from '../../src/read/needs.ts';
import type { SoFar } from '../../src/read/so-far.ts';
import { desiredOf, entry } from './desired.ts';

const now = new Date('2026-11-21T12:00:00Z');
const needs = (desired: readonly Desired[], soFar: SoFar): readonly Query[] => needsAt(desired, soFar, now);

const tenant = { id: 't', displayName: 'Contoso', verifiedDomains: [], federatedDomains: [] };
const afterGroups = (...groups: LiveObject[]): SoFar => ({ tenant, userCount: 0, groups });
const afterUsers = (groups: LiveObject[], ...users: LiveObject[]): SoFar => ({
  tenant,
  userCount: users.length,
  groups,
  users,
  roleHolders: new Map(),
});
const names = (queries: readonly Query[]): string[] => queries.map(({ query }) => query);
const find = <N extends Query['query']>(queries: readonly Query[], name: N) =>
  queries.find((query): query is Extract<Query, { query: N }> => query.query === name);

const usersFor = (values: Readonly<Record<string, DeclaredValue>>) =>
  find(needs([desiredOf(entry('user', 'a@b.c', values))], afterGroups()), 'users');
const group = (id: string, more: object = {}): LiveObject => ({ id, groupTypes: [], ...more });

describe('the first round', () => {
  test('is the tenant, the count and the groups with what is declared', () => {
    const desired = desiredOf(
      entry('group', 'a', { description: 'x' }),
      entry('group', 'b', { membershipRule: 'r' }),
    );
    const queries = needs([desired], {});
    expect(names(queries)).toEqual(['tenant', 'userCount', 'groups']);
    expect(find(queries, 'groups')?.select).toEqual([
      'assignedLicenses',
      'description',
      'displayName',
      'groupTypes',
      'id',
      'isAssignableToRole',
      'isManagementRestricted',
      'mailEnabled',
      'mailNickname',
      'membershipRule',
      'membershipRuleProcessingState',
      'onPremisesSyncEnabled',
      'resourceProvisioningOptions',
      'securityEnabled',
      'uniqueName',
      'visibility',
    ]);
  });

  test('selects no links', () => {
    const desired = desiredOf(entry('group', 'a', { owners: { mode: 'exact', users: [] } }));
    expect(find(needs([desired], {}), 'groups')?.select).not.toContain('owners');
  });
});

describe('the second round', () => {
  test('is the users with what is declared, by the head or by the base', () => {
    const head = desiredOf(entry('user', 'a@b.c', { department: 'x', extensionAttribute1: null }));
    const base = desiredOf(entry('user', 'a@b.c', { jobTitle: 'x' }));
    const queries = needs([head, base], afterGroups());
    expect(queries).toEqual([
      {
        query: 'users',
        select: [
          'department',
          'displayName',
          'id',
          'isManagementRestricted',
          'jobTitle',
          'mail',
          'onPremisesDistinguishedName',
          'onPremisesDomainName',
          'onPremisesExtensionAttributes',
          'onPremisesImmutableId',
          'onPremisesLastSyncDateTime',
          'onPremisesSamAccountName',
          'onPremisesSecurityIdentifier',
          'onPremisesSyncEnabled',
          'onPremisesUserPrincipalName',
          'userPrincipalName',
          'userType',
        ],
        manager: false,
      },
    ]);
  });

  test('reads users also where none is declared', () => {
    expect(names(needs([desiredOf()], afterGroups()))).toEqual(['users']);
  });

  test('asks for managers only where one is declared', () => {
    expect(usersFor({ manager: null })?.manager).toBe(true);
    expect(usersFor({ manager: null })?.select).not.toContain('manager');
    expect(usersFor({ department: 'x' })?.manager).toBe(false);
  });

  test('asks for the owners of groups that are there and declare theirs', () => {
    const owners = { mode: 'exact', users: ['a@b.c'] } as const;
    const desired = desiredOf(
      entry('group', 'by-id', { owners }, 'g2'),
      entry('group', 'By-Name', { owners }),
      entry('group', 'new', { owners }),
      entry('group', 'silent', {}, 'g4'),
    );
    const live = [group('g4'), group('g2'), group('g1', { uniqueName: 'by-name' })];
    const queries = needs([desired, desired], afterGroups(...live));
    expect(find(queries, 'owners')?.groups).toEqual(['g1', 'g2']);
  });
});

describe('the third round', () => {
  test('is nothing where everything was found', () => {
    const desired = desiredOf(
      entry('user', 'A@B.c', { department: 'x' }),
      entry('user', 'label', { department: 'x' }, 'u2'),
      entry('group', 'g', { displayName: 'x' }, 'g1'),
    );
    const live = afterUsers([group('g1')], { id: 'u1', userPrincipalName: 'a@b.c' }, { id: 'u2' });
    expect(needs([desired], live)).toEqual([]);
  });

  test.each([
    ['a user without an id', entry('user', 'gone@b.c'), ['deletedUsers']],
    ['a user with an id whose name another has', entry('user', 'a@b.c', {}, 'u9'), ['deletedUsers']],
    ['a group with an id', entry('group', 'g', {}, 'g9'), ['deletedGroups']],
    ['a group that will be created', entry('group', 'new', { type: 'security' }), ['deletedGroups']],
    ['a group to be deleted that is gone', { ...entry('group', 'g', {}, 'g9'), delete: true as const }, []],
  ])('looks among the deleted ones for %s', (_name, declared, expected) => {
    const live = afterUsers([group('g1')], { id: 'u1', userPrincipalName: 'a@b.c' });
    expect(names(needs([desiredOf(declared)], live))).toEqual(expected);
    const done = { ...live, deletedUsers: [], deletedGroups: [] };
    expect(needs([desiredOf(declared)], done)).toEqual([]);
  });

  test('asks for the members of the groups on which the plan bears', () => {
    const rule = 'user.city -eq "Rio"';
    const desired = desiredOf(
      entry('user', 'a@b.c', { department: 'x' }),
      entry('group', 'turns', { membershipRule: rule }, 'assigned'),
      entry('group', 'stays', { membershipRule: rule }, 'dynamic'),
      entry('group', 'assigned on purpose', { membershipRule: null }, 'assigned2'),
      entry('group', 'silent', {}, 'assigned3'),
    );
    const live = [
      group('assigned'),
      group('dynamic', { groupTypes: ['DynamicMembership'], membershipRule: rule }),
      group('undeclared', { groupTypes: ['DynamicMembership'], membershipRule: 'user.department -eq "x"' }),
      group('assigned2'),
      group('assigned3'),
    ];
    const person = { id: 'u1', userPrincipalName: 'a@b.c', department: 'y', city: null };
    expect(needs([desired], afterUsers(live, person))).toEqual([
      { query: 'members', groups: ['assigned', 'undeclared'] },
    ]);
  });
});

test('rounds end, ask nothing twice, and do not depend on the order of entries', () => {
  const userNames = attributes.user.map(({ name }) => name);
  const groupNames = attributes.group.map(({ name }) => name);
  const id = fc.option(fc.constantFrom('1', '2', '3'), { nil: undefined });
  const declared = (kind: 'user' | 'group', all: readonly string[]) =>
    fc
      .tuple(fc.constantFrom('a@b.c', 'd@e.f', 'g'), fc.subarray([...all]), id)
      .map(([label, some, own]) =>
        entry(kind, label, Object.fromEntries(some.map((name) => [name, 'x'])), own),
      );
  const entries = fc.array(fc.oneof(declared('user', userNames), declared('group', groupNames)), {
    maxLength: 6,
  });
  fc.assert(
    fc.property(entries, (list) => {
      const asked: Query[] = [];
      let soFar: SoFar = {};
      for (let round = 0; ; round++) {
        const queries = needs([desiredOf(...list)], soFar);
        expect(needs([desiredOf(...list.toReversed())], soFar)).toEqual(queries);
        if (queries.length === 0) break;
        expect(round).toBeLessThan(5);
        asked.push(...queries);
        soFar = { ...soFar, ...answers(queries) };
      }
      expect(new Set(names(asked)).size).toBe(asked.length);
    }),
  );
});

function answers(queries: readonly Query[]): SoFar {
  const live = { id: '1', userPrincipalName: 'a@b.c', uniqueName: 'g' };
  const all: Required<SoFar> = {
    tenant,
    userCount: 1,
    users: [live],
    groups: [live],
    devices: [],
    owners: new Map(),
    members: new Map(),
    deletedUsers: [],
    deletedGroups: [],
    directoryExtensions: { directory: [], applications: [] },
    schemaExtensions: [],
    openExtensions: {},
    recipients: new Map(),
    cloudManaged: new Set(),
    roleHolders: new Map(),
  };
  return Object.fromEntries(
    queries.flatMap(({ query }) => (query in all ? [[query, all[query as keyof typeof all]]] : [])),
  );
}
