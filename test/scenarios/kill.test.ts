import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseJournal, unfinished, type Journal } from '../../src/apply/journal.ts';
import { report } from '../../src/apply/report.ts';
import type { Plan } from '../../src/core/plan/plan.ts';
import { contoso } from '../../src/emulator/contoso.ts';
import { startEmulator, type Emulator } from '../../src/emulator/emulator.ts';
import { ended, root, start, temporary, tenantry, type Ended } from '../support/cli.ts';
import { deeds, textOf, writtenTwice } from './support-audit.ts';
import { loose } from './support-everything.ts';

/** What the example's apply has too few of: of every phase that has few, one more. */
const more = {
  'users/more.yaml': `users:
  - user: luana.barros@contoso.com
    id: ef30ab82-9248-412c-83bc-936d3b6ad9d4
    jobTitle: Senior Engineer
    mobilePhone: "+55 11 95555 0177"
    manager: megan.bowen@contoso.com
`,
  'groups/more.yaml': `groups:
  - group: sg-on-call
    displayName: SG-On-Call
    mailNickname: sg-on-call
    type: security
    owners: [lee.gu@contoso.com, megan.bowen@contoso.com]
    membership: { rule: user.extensionAttribute5 -eq "On call", processing: on }
`,
};

const folder = temporary('tenantry-kill-');
afterAll(() => rmSync(folder, { recursive: true }));
const directory = join(folder, 'tenant');
/** Settings that let a rollback through, which has no overrides. */
const loosely = join(folder, 'loose');
/** Compiled once and not at each of some 250 starts. */
const env = { NODE_COMPILE_CACHE: join(tmpdir(), 'tenantry-test-compiled') };

/** Contoso on a clock that stands still, so that states can be compared with all the times in them. */
const practise = (): Promise<Emulator> =>
  startEmulator({
    state: contoso(),
    users: 110,
    seed: 1,
    now: new Date('2026-11-21T12:00:00Z'),
    speed: 0,
    throttling: false,
  });

/** People besides those of the example, so that the apply has more than 150 writes. */
function many(emulator: Emulator): string {
  const known = new Set(contoso().users.map(({ id }) => id));
  const others = emulator
    .state()
    .users.filter((user) => !known.has(user.id) && user['onPremisesSyncEnabled'] !== true);
  return `users:\n${others.map(({ id, userPrincipalName }) => `  - { user: "${userPrincipalName}", id: ${id}, officeLocation: Annex }\n`).join('')}`;
}

const applying = (emulator: Emulator): string[] => [
  'apply',
  directory,
  '--endpoint',
  emulator.graph,
  '--yes',
];

/** The example with more in it, its overrides for just this plan; returns how many writes that takes. */
async function prepare(): Promise<number> {
  cpSync(join(root, 'tenant'), directory, { recursive: true });
  for (const [path, text] of Object.entries(more)) writeFileSync(join(directory, path), text);
  const emulator = await practise();
  writeFileSync(join(directory, 'users', 'many.yaml'), many(emulator));
  const settings = join(directory, 'tenant.yaml');
  const guards = readFileSync(settings, 'utf8').replace(
    'usersChanged: { count: 40 }',
    'usersChanged: { count: 400 }\n  membersLeaving: { count: 100 }',
  );
  writeFileSync(settings, guards);
  mkdirSync(loosely);
  writeFileSync(join(loosely, 'tenant.yaml'), loose);
  const planned = await tenantry(['plan', directory, '--endpoint', emulator.graph, '--json'], { env });
  await emulator.close();
  const { digest, operations } = JSON.parse(planned.stdout) as Plan;
  const text = guards.replaceAll(/plan: "[0-9a-f]{64}"/g, `plan: "${digest}"`);
  writeFileSync(settings, text);
  return operations.length;
}

/** What the tenant holds once its dynamic groups are evaluated and what was done to it, with names for made-up ids. */
function outcome(emulator: Emulator): unknown {
  emulator.settle();
  const before = contoso();
  const { auditLogs, ...state } = emulator.state();
  const done = deeds(auditLogs.slice(before.auditLogs.length));
  const known = new Set([...before.groups, ...before.extensionProperties].map(({ id }) => id));
  const made = [
    ...state.groups.map(({ id, uniqueName }) => ({ id, name: textOf(uniqueName) })),
    ...state.extensionProperties.map(({ id, name }) => ({ id: textOf(id), name: textOf(name) })),
  ].filter(({ id }) => !known.has(id));
  const text = made.reduce(
    (all, { id, name }) => all.replaceAll(id, `id of ${name}`),
    JSON.stringify({ ...state, deeds: done.map((deed) => Object.values(deed).join(' | ')) }),
  );
  const named = JSON.parse(text) as { groups: { id: string }[]; deeds: string[]; membershipEvents: object[] };
  return {
    ...named,
    groups: named.groups.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    deeds: named.deeds.toSorted(),
    membershipEvents: named.membershipEvents.map((event) => JSON.stringify(event)).toSorted(),
  };
}

/** Writes that were answered as done. */
const answered = (emulator: Emulator): number =>
  emulator
    .requests()
    .requests.filter(
      ({ batch, method, status, cmdlet = '' }) =>
        batch !== null && method !== 'GET' && !cmdlet.startsWith('Get-') && status >= 200 && status < 300,
    ).length;

/**
 * What the tenant holds, without what a rollback said that it leaves behind: the groups that were created, among the
 * deleted items; the text of a rule that is no longer in force; a place of use, which cannot be cleared; the members of
 * a group that was paused. That somebody has no organisation data is written in two ways.
 */
function held(emulator: Emulator): unknown {
  emulator.settle({ all: true });
  const { auditLogs: _, membershipEvents: __, deletedItems, users, groups, ...rest } = emulator.state();
  const known = new Set(contoso().deletedItems.map(({ id }) => id));
  const text = JSON.stringify(
    {
      ...rest,
      deletedItems: deletedItems.filter(({ id }) => known.has(id)),
      users: users.map((user) => (unset.has(user.id) ? { ...user, usageLocation: undefined } : user)),
      groups: groups.map((group) =>
        assigned.has(group.id)
          ? { ...group, membershipRule: undefined, membershipRuleProcessingState: undefined }
          : { ...group, ...(paused.has(group.id) ? { members: undefined } : {}) },
      ),
    },
    (name, value: unknown) =>
      name === 'employeeOrgData' && JSON.stringify(value) === '{"division":null,"costCenter":null}'
        ? undefined
        : value,
  );
  return JSON.parse(text) as unknown;
}
const unset = new Set(
  contoso().users.flatMap((user) => ((user['usageLocation'] ?? null) === null ? [user.id] : [])),
);
const paused = new Set(
  contoso().groups.flatMap((group) =>
    group['membershipRuleProcessingState'] === 'Paused' ? [group.id] : [],
  ),
);
const assigned = new Set(
  contoso().groups.flatMap(({ id, groupTypes }) =>
    Array.isArray(groupTypes) && groupTypes.includes('DynamicMembership') ? [] : [id],
  ),
);

interface Struck {
  readonly emulator: Emulator;
  /** Writes that had taken effect when the process died. */
  readonly done: number;
  /** The journals that the dead process left. */
  readonly left: readonly Journal[];
  readonly resumed: Ended;
  /** The journals once the command was run again. */
  readonly journals: readonly Journal[];
  /** Takes it all back. */
  readonly rollback: () => Promise<Ended>;
}

type Kill = (typeof kills)[number];

/** Ends an apply with SIGKILL at its n-th write, and runs the same command again. */
async function strike({ n, side }: Kill): Promise<Struck> {
  const emulator = await practise();
  const cwd = join(folder, `${side}-${n}`);
  mkdirSync(cwd);
  const held = emulator.holdAtWrite(n, side);
  const child = start(applying(emulator), { cwd, env });
  const end = ended(child);
  await Promise.race([held, end]);
  child.kill('SIGKILL');
  const killed = await end;
  if (killed.code !== null) throw new Error(`It ended by itself before write ${n}: ${killed.stderr}`);
  emulator.release({ abandon: true });
  await new Promise((resolve) => setImmediate(resolve));
  const done = answered(emulator) + (side === 'after' ? 1 : 0);
  const left = journalsIn(cwd);
  const resumed = await tenantry(applying(emulator), { cwd, env });
  const [name = ''] = namesIn(cwd);
  const rollback = (): Promise<Ended> =>
    tenantry(['rollback', join(cwd, '.tenantry', name), loosely, '--endpoint', emulator.graph, '--yes'], {
      cwd,
      env,
    });
  return { emulator, done, left, resumed, journals: journalsIn(cwd), rollback };
}

const namesIn = (cwd: string): string[] =>
  readdirSync(join(cwd, '.tenantry')).filter((name) => name.endsWith('.jsonl'));

const journalsIn = (cwd: string): Journal[] =>
  namesIn(cwd).map((name) => parseJournal(readFileSync(join(cwd, '.tenantry', name), 'utf8'), name));

async function undisturbed(): Promise<unknown> {
  const emulator = await practise();
  const applied = await tenantry(applying(emulator), { cwd: folder, env });
  expect(applied).toMatchObject({ code: 0 });
  expect(applied.stdout).toContain(`${writes} writes: ${writes} applied.`);
  expect(writtenTwice(emulator.state().auditLogs.slice(contoso().auditLogs.length))).toEqual([]);
  const result = outcome(emulator);
  const before = answered(emulator);
  const [name = ''] = namesIn(folder);
  const undone = await tenantry(
    ['rollback', join('.tenantry', name), loosely, '--endpoint', emulator.graph, '--yes'],
    { cwd: folder, env },
  );
  expect(undone).toMatchObject({ code: 0 });
  undoing = answered(emulator) - before;
  await emulator.close();
  return result;
}

/** Writes of a rollback, which are not as many. */
let undoing = 0;
const writes = await prepare();
const goal = await undisturbed();
const beginning = await (async () => {
  const emulator = await practise();
  const state = held(emulator);
  await emulator.close();
  return state;
})();
/** Every write, or with TENANTRY_KILLS=N every N-th. All of them take a quarter of an hour and more. */
const stride = Number(process.env['TENANTRY_KILLS'] ?? 60);
const kills = Array.from({ length: writes }, (_, index) => index + 1)
  .filter((n) => n % stride === 0)
  .flatMap((n) => [{ n, side: 'before' } as const, { n, side: 'after' } as const]);

it('the apply has at least 150 writes, so that there are 300 kills', () => {
  expect(writes).toBeGreaterThanOrEqual(150);
});

describe.concurrent('an apply that is killed and run again ends as if nothing had been', () => {
  it.for(kills)('$side write $n', async ({ n, side }) => {
    const { emulator, done, left, resumed, journals, rollback } = await strike({ n, side });
    try {
      expect(left.map(unfinished)).toEqual([true]);
      // Between the first and the last write, but for the one before the first and the one after the last.
      expect(done).toBeGreaterThanOrEqual(side === 'before' ? n - 1 : n);
      expect(done).toBeLessThanOrEqual(side === 'after' && n === writes ? writes : writes - 1);
      expect(resumed.code).toBe(0);
      expect(resumed.stdout).toMatch(/^An apply that began at \S+ was\s+interrupted\s+after/);
      // One journal and one apply: all was done in resuming it, and nothing was left for a new plan.
      expect(journals.map((each) => report(each.records))).toMatchObject([
        { finished: true, exitCode: 0, open: [], counts: { applied: writes } },
      ]);
      expect(answered(emulator) + (side === 'after' ? 1 : 0)).toBe(writes);
      expect(writtenTwice(emulator.state().auditLogs.slice(contoso().auditLogs.length))).toEqual([]);
      expect(outcome(emulator)).toEqual(goal);

      const undone = await rollback();
      expect(undone).toMatchObject({ code: 0 });
      expect(held(emulator)).toEqual(beginning);
    } finally {
      await emulator.close();
    }
  });
});

describe.concurrent('a rollback that is killed and run again ends where the apply began', () => {
  const some = kills.filter(({ n }, index) => index % 4 === 0 && n <= undoing);
  it.for(some)('$side write $n', async ({ n, side }) => {
    const emulator = await practise();
    const cwd = join(folder, `rollback-${side}-${n}`);
    mkdirSync(cwd);
    try {
      expect(await tenantry(applying(emulator), { cwd, env })).toMatchObject({ code: 0 });
      // Members that the rules brought are to be taken out again.
      emulator.settle();
      const [name = ''] = namesIn(cwd);
      const command = ['rollback', join('.tenantry', name), loosely, '--endpoint', emulator.graph, '--yes'];
      const stopped = emulator.holdAtWrite(n, side);
      const child = start(command, { cwd, env });
      const end = ended(child);
      await Promise.race([stopped, end]);
      child.kill('SIGKILL');
      expect((await end).code).toBeNull();
      emulator.release({ abandon: true });
      await new Promise((resolve) => setImmediate(resolve));
      // What the files want is not mixed with what was to be taken back.
      const applied = await tenantry(applying(emulator), { cwd, env });
      expect(applied).toMatchObject({ code: 1 });
      expect(applied.stderr.replaceAll(/\s+/g, ' ')).toContain('A rollback was interrupted');
      expect(await tenantry(command, { cwd, env })).toMatchObject({ code: 0 });
      expect(held(emulator)).toEqual(beginning);
    } finally {
      await emulator.close();
    }
  });
});
