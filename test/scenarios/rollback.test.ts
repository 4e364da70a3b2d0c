import { afterEach, describe, expect, test } from 'vitest';
import { TenantryError } from '../../src/core/problem.ts';
import { id } from '../support/tenant.ts';
import { appId, everything, files, loose, state, wire } from './support-everything.ts';
import { practise, type Practice } from './support-practice.ts';

/** What an apply did is taken back, on the practice tenant, over HTTP. */

let practice: Practice;
const start = async (): Promise<Practice> => (practice = await practise({ state, throttling: false }));
afterEach(() => practice.close());

/** What the tenant holds, without what a log remembers and what Graph makes up. */
function held(): unknown {
  practice.emulator.settle({ all: true });
  const {
    auditLogs: _,
    membershipEvents: __,
    deletedItems,
    extensionProperties,
    ...rest
  } = practice.emulator.state();
  return JSON.parse(
    JSON.stringify({
      ...rest,
      deletedItems: deletedItems.map(({ displayName }) => displayName),
      extensionProperties: extensionProperties.map(({ id: ___, ...definition }) => definition),
    }),
  );
}

test('everything that an apply did is taken back, but for what it said it would not be', async () => {
  await start();
  const before = held() as { deletedItems: unknown; groups: Record<string, unknown>[] };
  const applied = await practice.apply(everything);
  expect(applied.report?.operations.filter(({ outcome }) => outcome !== 'applied')).toEqual([]);
  expect(applied.exitCode).toBe(0);
  expect(held()).not.toEqual(before);

  const undone = await practice.rollback(applied.journal, files());
  expect(undone.report?.operations.filter(({ outcome }) => outcome !== 'applied')).toEqual([]);
  expect(undone.exitCode).toBe(0);
  const after = held() as typeof before;
  // A group that was created and deleted again stays among the deleted items.
  expect(after.deletedItems).toEqual(['Made']);
  // The text of a rule stays with a group whose members are assigned again.
  const left = { membershipRule: 'user.department -eq "Sales"', membershipRuleProcessingState: 'Paused' };
  expect({ ...after, deletedItems: [] }).toEqual({
    ...before,
    groups: before.groups.map((group) => (group['id'] === id(52) ? { ...group, ...left } : group)),
  });

  const again = await practice.rollback(applied.journal, files());
  expect([again.exitCode, again.journal]).toEqual([0, '']);
});

test('a rollback is taken back like any apply', async () => {
  await start();
  const change = files({ users: [{ user: 'lee@contoso.com', department: 'IT' }] });
  const applied = await practice.apply(change);
  const undone = await practice.rollback(applied.journal, files());
  expect((await practice.plan(change)).changes).toHaveLength(1);
  await practice.rollback(undone.journal, files());
  expect((await practice.plan(change)).changes).toEqual([]);
});

describe('what somebody changed since', () => {
  test('is left alone and said', async () => {
    await start();
    const applied = await practice.apply(
      files({ users: [{ user: 'lee@contoso.com', department: 'IT', jobTitle: 'Admin' }] }),
    );
    practice.emulator.edit('user', id(2), { department: 'Finance' });
    const undone = await practice.rollback(applied.journal, files());
    expect(undone.exitCode).toBe(6);
    expect(undone.stdout).toMatch(/Changed by somebody since[\s\S]*left IT, now it is Finance[\s\S]*Sales/);
    expect(practice.emulator.state().users.find((user) => user.id === id(2))).toMatchObject({
      department: 'Finance',
    });
    expect(practice.emulator.state().users.find((user) => user.id === id(2))).not.toHaveProperty('jobTitle');
  });

  test('keeps the definition of an extension of which somebody else has a value', async () => {
    await start();
    const extensions = `directory:\n  - { name: grade, owner: { appId: ${appId} }, type: String, targets: [User] }\n`;
    const applied = await practice.apply(
      files({ extensions, users: [{ user: 'lee@contoso.com', directoryExtensions: { grade: 'A' } }] }),
    );
    practice.emulator.edit('user', id(4), { [wire.replace('level', 'grade')]: 'B' });
    const undone = await practice.rollback(applied.journal, files());
    expect(undone.exitCode).toBe(6);
    expect(practice.emulator.state().extensionProperties).toHaveLength(2);
  });
});

describe('where there is nothing to take back, it says', () => {
  test('that the tenant is as it was', async () => {
    await start();
    const change = files({ users: [{ user: 'lee@contoso.com', department: 'IT' }] });
    const { journal } = await practice.apply(change);
    await practice.rollback(journal, change);
    const { exitCode, stdout } = await practice.rollback(journal, change);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('Nothing to take back: the tenant is already as it was before that apply.');
    expect(stdout).not.toMatch(/as the files say|declared/);
  });

  test('that the apply wrote nothing', async () => {
    await start();
    const change = files({ users: [{ user: 'lee@contoso.com', department: 'IT' }] });
    const approved = await practice.plan(change);
    practice.emulator.edit('user', id(2), { department: 'Legal' });
    const held = await practice.apply(change, approved);
    expect(held.report?.counts).toMatchObject({ held: 1, applied: 0 });
    const { exitCode, stdout } = await practice.rollback(held.journal, change);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('That apply wrote nothing, so there is nothing to take back.');
  });
});

test('who leaves a group that is assigned again is shown and counted', async () => {
  await start();
  const change = files({
    groups: [
      {
        group: 'assigned',
        id: id(52),
        membership: { rule: 'user.department -eq "Sales"', processing: 'on' },
      },
    ],
  });
  const { journal } = await practice.apply(change);
  practice.emulator.settle({ all: true });
  const { stdout } = await practice.rollback(journal, change);
  expect(stdout).toMatch(
    /Who enters and who leaves\s+assigned {2}4 → 2 \(−2\)\s+− adele@contoso\.com, megan@contoso\.com/,
  );
  expect(stdout).toContain('people leaving one group: 2 of 4');
  expect(stdout).not.toContain('Members stay as they are');
});

test('a deleted group is restored, by its name, and counts as no new one', async () => {
  await start();
  const change = files({ groups: [{ group: 'doomed', id: id(54), delete: true }] });
  const { journal } = await practice.apply(change);
  const { stdout } = await practice.rollback(journal, change);
  expect(stdout).toContain('+ doomed  is restored from the deleted items');
  expect(stdout).toContain('1 group: 1 change in 1 write; 1 group restored.');
  expect(stdout).not.toMatch(/created|group:0000/);
});

test('a group that an interrupted apply left paused is processed again', async () => {
  await start();
  const change = files({
    users: [{ user: 'lee@contoso.com', city: 'Bern' }],
    groups: [
      { group: 'rule', id: id(51), transition: 'pause', membership: { rule: 'user.city -eq "Bern"' } },
    ],
  });
  practice.fillDisk((line) => line.startsWith('{"record":"intent"') && line.includes(`group:${id(51)} rule`));
  const stopped: unknown = await practice.apply(change).catch((error: unknown) => error);
  expect(stopped).toBeInstanceOf(TenantryError);
  practice.fillDisk();
  const group = (): unknown => practice.emulator.state().groups.find((each) => each.id === id(51));
  expect(group()).toMatchObject({ membershipRuleProcessingState: 'Paused' });
  const path = /rollback (\S+\.jsonl)/.exec((await practice.show(change)).stdout)?.[1] ?? '';
  expect((await practice.rollback(path, change)).exitCode).toBe(0);
  expect(group()).toMatchObject({
    membershipRuleProcessingState: 'On',
    membershipRule: 'user.department -eq "Sales"',
  });
});

test('the guards judge a rollback like any plan', async () => {
  await start();
  const applied = await practice.apply(
    files({ groups: [{ group: 'made', displayName: 'Made', mailNickname: 'made', type: 'security' }] }),
  );
  const strict = { ...files(), 'tenant.yaml': loose.replace(/ {2}groupsDeleted.*\n/, '') };
  const undone = await practice.rollback(applied.journal, strict);
  expect(undone.exitCode).toBe(4);
  expect(undone.stdout).toMatch(/guard: groupsDeleted/);
  expect(practice.emulator.state().deletedItems).toEqual([]);
});
