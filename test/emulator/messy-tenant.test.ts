import { expect, test } from 'vitest';
import { checkState } from '../../src/emulator/admin/check-state.ts';
import { startEmulator } from '../../src/emulator/emulator.ts';
import { generateMessyTenant } from '../../src/emulator/generate/messy-tenant.ts';

const options = { users: 2000, groups: 150, seed: 7 };
const { state, planted } = generateMessyTenant(options);

test('a seed makes one tenant, and another seed another', () => {
  expect(generateMessyTenant(options)).toEqual({ state, planted });
  expect(generateMessyTenant({ ...options, seed: 8 }).state).not.toEqual(state);
});

test('it is a tenant, whose groups hold whom their rules take in', async () => {
  expect(checkState(state)).toBe(state);
  const emulator = await startEmulator({ state });
  try {
    emulator.settle({ all: true });
    const members = (groups: typeof state.groups) =>
      groups.map(({ id, members: all = [] }) => [id, all.map((each) => each.id).toSorted()]);
    expect(members(emulator.state().groups)).toEqual(members(state.groups));
  } finally {
    await emulator.close();
  }
});

test('it has as many objects as were asked for, and some of every mess', () => {
  expect([state.users.length, state.groups.length]).toEqual([2000, 150]);
  const { users, groups } = state;
  const some = {
    trailing: users.some((user) => String(user['department']).endsWith(' ')),
    empty: users.some((user) => user['city'] === ''),
    null: users.some((user) => user['jobTitle'] === null),
    rightToLeft: users.some((user) => String(user['displayName']).includes('محمد')),
    emoji: users.some((user) => String(user['displayName']).includes('🌻')),
    addresses: users.some((user) => (user['proxyAddresses'] as string[]).length > 20),
    lines: users.some((user) => String(user['streetAddress']).includes('\r\n')),
    guests: users.some((user) => user['userType'] === 'Guest'),
    synced: users.some((user) => user['onPremisesSyncEnabled'] === true),
    equalNames: new Set(users.map((user) => user['displayName'])).size < users.length,
    distribution: groups.some((group) => group['mailEnabled'] === true && group['securityEnabled'] === false),
    paused: groups.some((group) => group['membershipRuleProcessingState'] === 'Paused'),
    role: groups.some((group) => group['isAssignableToRole'] === true),
    syncedGroup: groups.some((group) => group['onPremisesSyncEnabled'] === true),
  };
  expect(Object.entries(some).filter(([, there]) => !there)).toEqual([]);
});

test('every kind of finding is planted', () => {
  const counts = [...Map.groupBy(planted, ({ id }) => id)].map(([id, all]) => [id, all.length] as const);
  expect(Object.fromEntries(counts)).toMatchInlineSnapshot(`
    {
      "definition-without-owner": 1,
      "disabled-owners": 11,
      "extension-attribute-in-use": 3,
      "few-owners": 11,
      "identical-rules": 2,
      "matches-nobody": 1,
      "missing-required": 14,
      "near-duplicate": 7,
      "no-description": 11,
      "no-owners": 11,
      "outside-vocabulary": 11,
      "unused-definition": 1,
    }
  `);
});
