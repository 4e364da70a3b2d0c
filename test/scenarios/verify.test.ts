import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import type { Verification } from '../../src/core/verification/verification.ts';
import { emptyState } from '../../src/emulator/empty-state.ts';
import type { EmulatorOptions } from '../../src/emulator/emulator.ts';
import type { Group, State, User } from '../../src/emulator/state.ts';
import { id } from '../support/tenant.ts';
import { stateOf, tenants, textsOf, type Tenant } from './impact-generated.ts';
import { everything, state as everythingState } from './support-everything.ts';
import {
  practise,
  settings,
  yaml,
  type Applied,
  type Entry,
  type Practice,
  type Texts,
} from './support-practice.ts';

/** Predicted against actual membership, on the practice tenant, over HTTP. */

const person = (number: number, name: string, rest: object = {}): User => ({
  id: id(number),
  userPrincipalName: `${name}@contoso.com`,
  displayName: name,
  mailNickname: name,
  accountEnabled: true,
  ...rest,
});
const ruled = (number: number, name: string, membershipRule: string, rest: object = {}): Group => ({
  id: id(number),
  displayName: name,
  mailNickname: name,
  mailEnabled: false,
  securityEnabled: true,
  groupTypes: ['DynamicMembership'],
  membershipRule,
  membershipRuleProcessingState: 'On',
  members: [],
  ...rest,
});

const sales = 'user.department -eq "Sales"';
const notContractors = 'user.department -eq "Sales" -and user.extensionAttribute1 -ne "Contractor"';
const people = [
  person(1, 'ada', { department: 'Sales', onPremisesExtensionAttributes: { extensionAttribute1: 'Staff' } }),
  person(2, 'bob', { department: 'Sales' }),
  person(3, 'cleo', { department: 'IT' }),
  person(4, 'dan', { department: 'IT' }),
];
const state = (...groups: readonly Group[]): State => ({
  ...emptyState(),
  users: people,
  groups: [...groups],
});

const files = (users: readonly Entry[], groups: readonly Entry[] = []): Texts => ({
  'tenant.yaml': settings,
  'users/all.yaml': yaml('users', users),
  'groups/all.yaml': yaml('groups', groups),
});
const moves = files([
  { user: 'cleo@contoso.com', department: 'Sales' },
  { user: 'bob@contoso.com', department: 'IT' },
]);

const toContractors = (number: number): Entry => ({
  group: `g${number}`,
  id: id(number),
  membership: { rule: notContractors },
});

let practice: Practice;
afterEach(() => practice.close());

async function start(groups: readonly Group[], options: EmulatorOptions = {}): Promise<Practice> {
  practice = await practise({
    state: state(...groups),
    throttling: false,
    evaluationMs: 600_000,
    ...options,
  });
  practice.emulator.settle({ all: true });
  return practice;
}

interface Published extends Verification {
  readonly accuracy: number | null;
  readonly names: Readonly<Record<string, string>>;
}

/** `expected name` of every difference, and the numbers. */
async function verified(
  applied: Applied,
  texts: Texts,
): Promise<Published & { differing: string[]; exitCode: number }> {
  const { exitCode, stdout } = await practice.verify(applied.journal, texts, { json: true });
  const found = JSON.parse(stdout) as Published;
  const differing = found.groups.flatMap(({ differences }) =>
    differences.map(({ member, expected, since }) => {
      const name = practice.emulator
        .state()
        .users.find((user) => `user:${user.id}` === member)
        ?.userPrincipalName.split('@', 1)[0];
      return `${expected} ${name ?? ''}${since ? ` (${since})` : ''}`;
    }),
  );
  return { ...found, differing, exitCode };
}

describe('the members of groups', () => {
  test('are as predicted when Entra has evaluated, and not before', async () => {
    await start([ruled(51, 'sales', sales)]);
    const applied = await practice.apply(moves);
    const early = await verified(applied, moves);
    expect([early.accuracy, early.exitCode, early.asPredicted]).toEqual([0, 6, false]);
    expect(early.differing.toSorted()).toEqual(['in cleo', 'out bob']);
    const text = await practice.verify(applied.journal, moves);
    expect(text.stdout).toMatch(
      /should be in and is not: cleo@contoso\.com\s+because user\.department -eq "Sales"/,
    );
    expect(text.stdout).toMatch(/Memberships: 0\.00 % as predicted, 0 of 2\./);
    expect(text.stdout).toMatch(/Values: 2 of 2 are as they were written\./);

    practice.emulator.settle();
    const late = await verified(applied, moves);
    expect(late).toMatchObject({ accuracy: 1, judged: 2, right: 2, exitCode: 0, asPredicted: true });
    expect(late.groups[0]).toMatchObject({ before: 2, predicted: { min: 2, max: 2 }, actual: 2 });
  });

  test('of a rule that Entra misjudges are named, those of whom the plan said nothing too', async () => {
    const rule = { group: 'sales', id: id(51), membership: { rule: notContractors } };
    const texts = files([{ user: 'cleo@contoso.com', department: 'Sales' }], [rule]);
    await start([
      ruled(51, 'sales', sales, {
        members: people.slice(0, 2).map((each) => ({ id: each.id })),
        _service: { misjudges: true },
      }),
    ]);
    expect(practice.emulator.state().groups[0]?.members).toHaveLength(2);
    const applied = await practice.apply(texts);
    practice.emulator.settle();
    const found = await verified(applied, texts);
    expect(found.exitCode).toBe(6);
    expect(found.differing.toSorted()).toEqual(['in bob', 'in cleo']);
    expect(found).toMatchObject({ accuracy: 0, judged: 2, right: 0 });
    expect(found.groups[0]?.processing).toMatchObject({ status: 'Succeeded' });
    const { stdout } = await practice.verify(applied.journal, texts);
    expect(stdout).toContain('should be in and is not, and the plan moved nobody of them: bob@contoso.com');
  });

  test('a rule that is judged rightly has none of that', async () => {
    const rule = { group: 'sales', id: id(51), membership: { rule: notContractors } };
    const texts = files([{ user: 'cleo@contoso.com', department: 'Sales' }], [rule]);
    await start([ruled(51, 'sales', sales)]);
    const applied = await practice.apply(texts);
    practice.emulator.settle();
    expect(await verified(applied, texts)).toMatchObject({
      accuracy: 1,
      judged: 1,
      differing: [],
      exitCode: 0,
    });
  });

  test('a group that is created is found by the id that it got', async () => {
    const texts = files(
      [],
      [
        {
          group: 'made',
          displayName: 'Made',
          mailNickname: 'made',
          type: 'security',
          membership: { rule: sales },
        },
      ],
    );
    await start([]);
    const applied = await practice.apply(texts);
    const early = await verified(applied, texts);
    expect(early.groups[0]).toMatchObject({ group: 'group:made', actual: 0, judged: 2, right: 0 });
    expect(early.groups[0]?.processing).toMatchObject({ status: 'NotStarted' });
    expect((await practice.verify(applied.journal, texts)).stdout).toContain(
      'the rule waits to be processed',
    );
    practice.emulator.settle();
    expect(await verified(applied, texts)).toMatchObject({ accuracy: 1, exitCode: 0 });
  });

  test('somebody who was changed by hand since is named and not counted', async () => {
    await start([ruled(51, 'sales', sales)]);
    const applied = await practice.apply(moves);
    practice.emulator.edit('user', id(3), { department: 'Finance' });
    practice.emulator.settle();
    const found = await verified(applied, moves);
    expect(found).toMatchObject({ accuracy: 1, judged: 1, differing: ['in cleo (changed)'], exitCode: 6 });
    expect(found.values).toMatchObject({
      checked: 2,
      differing: [{ state: 'changed', left: 'Sales', found: 'Finance' }],
    });
  });

  test('a group that is gone, and one whose rule somebody changed, are not judged', async () => {
    const texts = files([], [toContractors(51), toContractors(52)]);
    await start([ruled(51, 'one', 'user.city -eq "Rio"'), ruled(52, 'two', 'user.city -eq "Rio"')]);
    const applied = await practice.apply(texts);
    practice.emulator.edit('group', id(52), { membershipRule: 'user.city -eq "Oslo"' });
    const headers = { authorization: 'Bearer somebody' };
    await fetch(`${practice.emulator.graph}/groups/${id(51)}`, { method: 'DELETE', headers });
    practice.emulator.settle();
    const found = await verified(applied, texts);
    expect(found.apart).toMatchObject([
      { group: `group:${id(51)}`, reason: 'gone' },
      { group: `group:${id(52)}`, reason: 'changed' },
    ]);
    expect([found.judged, found.exitCode]).toEqual([0, 6]);
  });

  test('a group whose own operation failed is named with how it ended', async () => {
    const texts = files(
      [{ user: 'cleo@contoso.com', department: 'Sales' }],
      [{ group: 'two', id: id(52), membership: { rule: notContractors } }],
    );
    await start([ruled(51, 'one', sales), ruled(52, 'two', 'user.city -eq "Rio"')]);
    practice.emulator.addFault({
      method: 'PATCH',
      path: `/groups/${id(52)}`,
      status: 403,
      code: 'Authorization_RequestDenied',
      times: 99,
    });
    const applied = await practice.apply(texts);
    expect(applied.exitCode).toBe(6);
    practice.emulator.settle();
    const found = await verified(applied, texts);
    expect(found.apart).toEqual([{ group: `group:${id(52)}`, reason: 'notDone', outcomes: ['failed'] }]);
    expect(found).toMatchObject({ accuracy: 1, judged: 1, exitCode: 0 });
  });

  test('where the beta version does not answer, nothing is said of processing', async () => {
    await start([ruled(51, 'sales', sales)]);
    const applied = await practice.apply(moves);
    practice.emulator.addFault({
      method: 'GET',
      path: 'membershipRuleProcessingStatus',
      status: 403,
      code: 'Forbidden',
    });
    const found = await verified(applied, moves);
    expect(found.groups[0]).not.toHaveProperty('processing');
    expect(found.differing).toHaveLength(2);
  });
});

describe('waiting', () => {
  test('ends when Entra is done; then the report is printed', async () => {
    await start([ruled(51, 'sales', sales)]);
    const applied = await practice.apply(moves, undefined, { wait: 3600 });
    expect(applied.exitCode).toBe(0);
    expect(applied.stdout).toContain('Memberships: 100.00 % as predicted, 2 of 2.');
    expect(applied.stderr).toMatch(
      /Waiting: 2 memberships in 1 group not as predicted yet\. 60 minutes of patience left\./,
    );
    const looks = practice.emulator
      .requests()
      .requests.filter(({ method, path }) => method === 'GET' && path.endsWith(`/groups/${id(51)}/members`));
    expect(looks.length).toBeGreaterThan(4);
    // Growing pauses: ten minutes take no more than a dozen looks.
    expect(looks.length).toBeLessThan(13);
  });

  test('ends with the patience', async () => {
    await start([ruled(51, 'sales', sales)]);
    const applied = await practice.apply(moves, undefined, { wait: 60 });
    expect(applied.exitCode).toBe(6);
    expect(applied.stdout).toContain('Memberships: 0.00 % as predicted');
    expect(applied.stderr).toContain(`\`tenantry verify ${applied.journal}\` answers later`);
    const later = await practice.verify(applied.journal, moves, { wait: 3600 });
    expect(later.exitCode).toBe(0);
  });

  test.each(['apply', 'verify'] as const)('an interrupt ends it at once: %s', async (command) => {
    await start([ruled(51, 'sales', sales)]);
    const how = {
      wait: 3600,
      onSaid: (text: string, interrupt: () => void) => void (text.startsWith('Waiting') && interrupt()),
    };
    const before = practice.emulator.clock.now();
    const applied = await practice.apply(moves, undefined, command === 'apply' ? how : {});
    const ended = command === 'apply' ? applied : await practice.verify(applied.journal, moves, how);
    expect(ended.exitCode).toBe(130);
    expect(ended.stderr.match(/Waiting:/g)).toHaveLength(1);
    expect(practice.emulator.clock.now() - before).toBeLessThan(60_000);
  });

  test('nobody waits for what somebody changed', async () => {
    await start([ruled(51, 'sales', sales)]);
    const applied = await practice.apply(moves);
    practice.emulator.edit('user', id(3), { department: 'Finance' });
    practice.emulator.settle();
    const ended = await practice.verify(applied.journal, moves, { wait: 3600 });
    expect([ended.exitCode, ended.stderr]).toEqual([6, '']);
  });
});

describe('on any tenant', () => {
  const runs = { numRuns: Number(process.env['TENANTRY_VERIFY_RUNS'] ?? 60) };

  test('what impact predicts is what verify finds', { timeout: 300_000 }, async () => {
    let judged = 0;
    let applies = 0;
    await fc.assert(
      fc.asyncProperty(tenants, async (tenant) => {
        practice = await practise({ state: stateOf(tenant), throttling: false, evaluationMs: 86_400_000 });
        try {
          practice.emulator.settle({ all: true });
          const texts = unguarded(tenant);
          const applied = await practice.apply(texts);
          if (applied.journal === '') return;
          applies += 1;
          practice.emulator.settle();
          const found = await verified(applied, texts);
          expect(found.differing).toEqual([]);
          expect(found.values.differing).toEqual([]);
          expect(found).toMatchObject({ asPredicted: true, right: found.judged });
          judged += found.judged;
          for (const group of found.groups) expect(group.actual).toBe(sizeIn(practice, group.id));
        } finally {
          await practice.close();
        }
      }),
      runs,
    );
    expect(judged).toBeGreaterThan(runs.numRuns);
    expect(applies).toBeGreaterThan(runs.numRuns * 0.9);
  });

  test('whoever Entra misjudges is who verify names', { timeout: 300_000 }, async () => {
    let named = 0;
    await fc.assert(
      fc.asyncProperty(tenants, async (generated) => {
        const tenant = determined(generated);
        const rightly = await membersAfter(tenant, false);
        const wrongly = await membersAfter(tenant, true);
        if (!rightly.found || !wrongly.found) return;
        const groups = new Set(wrongly.found.groups.map(({ id: group }) => group));
        const expected = difference(rightly.pairs, wrongly.pairs).filter((pair) =>
          groups.has(pair.split(' ', 1)[0]),
        );
        const differing = wrongly.found.groups.flatMap(({ id: group, differences }) =>
          differences.map(({ member }) => `${group} ${member.slice('user:'.length)}`),
        );
        expect(differing.toSorted()).toEqual(expected.toSorted());
        expect(wrongly.found.judged - wrongly.found.right).toBe(expected.length);
        named += expected.length;
      }),
      runs,
    );
    expect(named).toBeGreaterThan(runs.numRuns / 4);
  });
});

/** The files of a tenant, with guards that let everything through. */
const unguarded = (tenant: Tenant): Texts => ({
  ...textsOf(tenant),
  'tenant.yaml': `${settings}${[
    'membersLeaving',
    'groupsEmptied',
    'matchesEverybody',
    'leavesMeanwhile',
    'assignedToDynamic',
    'recoveryContactsCleared',
    'groupsCreated',
  ]
    .map((guard) => `  ${guard}: { count: 100000 }\n`)
    .join('')}`,
});

/** The same with nothing in it of which offline nothing can be said. */
const determined = (tenant: Tenant): Tenant =>
  JSON.parse(JSON.stringify(tenant).replaceAll(String.raw`(p)\\1`, 'pp')) as Tenant;

const difference = (a: ReadonlySet<string>, b: ReadonlySet<string>): readonly string[] => [
  ...[...a].filter((each) => !b.has(each)),
  ...[...b].filter((each) => !a.has(each)),
];

/** `GROUP PERSON` of all members after the apply of a tenant, and what verify says. */
async function membersAfter(
  tenant: Tenant,
  misjudges: boolean,
): Promise<{ readonly pairs: ReadonlySet<string>; readonly found?: Published }> {
  practice = await practise({ state: stateOf(tenant), throttling: false, evaluationMs: 86_400_000 });
  try {
    const { emulator } = practice;
    emulator.settle({ all: true });
    const before = emulator.state();
    const groups = before.groups.map((group) => ({ ...group, _service: { misjudges } }));
    emulator.putState({ ...before, groups });
    const texts = unguarded(tenant);
    const applied = await practice.apply(texts);
    emulator.settle();
    const pairs = new Set(
      emulator
        .state()
        .groups.flatMap(({ id: group, members }) => (members ?? []).map((member) => `${group} ${member.id}`)),
    );
    return applied.journal === '' ? { pairs } : { pairs, found: await verified(applied, texts) };
  } finally {
    await practice.close();
  }
}

describe('everything that an apply can do', () => {
  test('is there when it is read again', async () => {
    practice = await practise({ state: everythingState, throttling: false });
    const applied = await practice.apply(everything);
    practice.emulator.settle();
    const found = await verified(applied, everything);
    expect(found.values.differing).toEqual([]);
    expect(found).toMatchObject({ asPredicted: true, exitCode: 0 });
    expect(found.values.checked).toBeGreaterThan(20);
    expect(found.values.unread.every((key) => /^(directory|schema)Extension:/.test(key))).toBe(true);
    // The reading is in bulk: no object is asked for by itself but the members of groups.
    practice.emulator.clearRequests();
    await practice.verify(applied.journal, everything);
    const single = practice.emulator
      .requests()
      .requests.filter(({ path }) => /\/users\/[0-9a-f-]{36}/.test(path));
    expect(single).toEqual([]);
  });

  test('and is missed where it was put back', async () => {
    practice = await practise({ state: everythingState, throttling: false });
    const before = await practice.plan(everything);
    const applied = await practice.apply(everything);
    practice.emulator.settle();
    await practice.rollback(applied.journal, everything);
    const found = await verified(applied, everything);
    expect(found.exitCode).toBe(6);
    const lasting = before.changes.filter(({ irreversible }) => irreversible !== undefined).length;
    expect(found.values.differing.length).toBeGreaterThan(found.values.checked - lasting - 6);
  });
});

const sizeIn = ({ emulator }: Practice, group: string | undefined): number =>
  emulator.state().groups.find((each) => each.id === group)?.members?.length ?? 0;
