import { describe, expect, test } from 'vitest';
import type { Fault } from '../../../src/emulator/faults.ts';
import { emptyState } from '../../../src/emulator/empty-state.ts';
import type { State } from '../../../src/emulator/state.ts';
import { problemOf } from '../problem-of.ts';
import { ask, group, id, user } from './asking.ts';
import { practice } from './practice.ts';

const assigned = (number: number, principal: number) => ({
  id: `assignment${number}`,
  principalId: id(principal),
  roleDefinitionId: '29232cdf-9323-42fd-ade2-1d097af3e4de',
  directoryScopeId: '/',
});
const links = (...numbers: readonly number[]) => numbers.map((number) => ({ id: id(number) }));

describe('holders of roles', () => {
  const state: State = {
    ...emptyState(),
    users: [1, 2, 3, 4, 5, 6, 7, 8].map((number) => user(number)),
    groups: [
      // Given by the caller.
      group(101, { isAssignableToRole: true, members: links(1, 4), owners: links(5) }),
      // Holds a role and is not given.
      group(102, { isAssignableToRole: true, members: links(6), owners: links(2) }),
      // Holds none and is not given.
      group(103, { isAssignableToRole: true, members: links(7) }),
      group(104, { members: links(8) }),
    ],
    roleAssignments: [assigned(1, 1), assigned(2, 3), assigned(3, 102)],
    roleEligibilityScheduleInstances: [assigned(4, 2), assigned(5, 3)],
  };

  test('are active, eligible or there through a group, whatever comes first', async () => {
    const { reader } = await practice({ state });
    const { holders = new Map<string, string>() } = await ask(reader, {
      query: 'roleHolders',
      groups: [id(101)],
      required: true,
    });
    expect(new Map([...holders].toSorted(([a], [b]) => (a < b ? -1 : 1)))).toEqual(
      new Map([
        [id(1), 'active'],
        [id(2), 'eligible'],
        [id(3), 'active'],
        [id(4), 'throughGroup'],
        [id(5), 'throughGroup'],
        [id(6), 'throughGroup'],
      ]),
    );
  });

  test('cannot be eligible without the licence that it takes', async () => {
    const { reader } = await practice({ state, entraP2: false });
    const { holders = new Map<string, string>() } = await ask(reader, {
      query: 'roleHolders',
      groups: [],
      required: true,
    });
    expect([holders.get(id(3)), holders.get(id(2)), holders.get(id(6))]).toEqual([
      'active',
      'throughGroup',
      'throughGroup',
    ]);
  });

  test.each<[string, Fault, string]>([
    [
      'roleAssignments',
      { status: 403, code: 'Authorization_RequestDenied' },
      'RoleManagement.Read.Directory',
    ],
    ['roleEligibility', { status: 403, code: 'UnknownError' }, 'RoleManagement.Read.Directory'],
    ['isAssignableToRole', { status: 403, code: 'Authorization_RequestDenied' }, 'Group.Read.All'],
  ])('are not told in part: %s', async (path, fault, permission) => {
    const { emulator, reader } = await practice({ state });
    emulator.addFault({ ...fault, path });
    const problem = await problemOf(() =>
      reader.answer([{ query: 'roleHolders', groups: [], required: true }]),
    );
    expect(problem.remedy).toContain(`permission ${permission} `);
  });

  test.each(['roleAssignments', 'roleEligibility'])(
    'are unknown where the application may not ask for %s and need not know',
    async (path) => {
      const { emulator, reader } = await practice({ state });
      emulator.addFault({ status: 403, code: 'Authorization_RequestDenied', path });
      const answer = await ask(reader, { query: 'roleHolders', groups: [], required: false });
      expect(answer.holders).toBeUndefined();
    },
  );

  test('are read to the last page', async () => {
    const roleAssignments = Array.from({ length: 250 }, (_, index) => assigned(index, index + 1000));
    const { reader } = await practice({ state: { ...state, roleAssignments } });
    const { holders = new Map<string, string>() } = await ask(reader, {
      query: 'roleHolders',
      groups: [],
      required: true,
    });
    expect([...holders.values()].filter((holding) => holding === 'active')).toHaveLength(250);
  });
});
