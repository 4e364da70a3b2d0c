import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Plan } from '../../src/core/plan/plan.ts';
import { emptyState } from '../../src/emulator/empty-state.ts';
import { startEmulator, type Emulator } from '../../src/emulator/emulator.ts';
import type { State } from '../../src/emulator/state.ts';
import { ended, start, temporary, tenantry, type Ended } from '../support/cli.ts';
import { id } from '../support/tenant.ts';
import { upn } from './support-people.ts';
import { settings, yaml, type Entry, type Texts } from './support-practice.ts';

const folder = temporary('tenantry-transition-');
afterAll(() => rmSync(folder, { recursive: true }));
const env = { NODE_COMPILE_CACHE: join(folder, 'compiled') };

const forty = Array.from({ length: 40 }, (_, index) => index + 1);
const old = 'user.department -eq "Sales"';
const renamed = 'user.department -eq "Sales EMEA"';
const team = id(101);

const person = (number: number, department: string) => ({
  id: id(number),
  userPrincipalName: upn(`u${number}`),
  displayName: `u${number}`,
  mailNickname: `u${number}`,
  accountEnabled: true,
  department,
});

/** Forty people in Sales, who are the members of one group, and some in IT. */
const state: State = {
  ...emptyState(),
  users: [...forty.map((number) => person(number, 'Sales')), person(41, 'IT'), person(42, 'IT')],
  groups: [
    {
      id: team,
      displayName: 'sales',
      mailNickname: 'sales',
      mailEnabled: false,
      securityEnabled: true,
      groupTypes: ['DynamicMembership'],
      membershipRule: old,
      membershipRuleProcessingState: 'On',
      members: forty.map((number) => ({ id: id(number) })),
    },
  ],
};

/** The department of the forty has another name, and so has the rule. */
const files = (of: Entry, guards = ''): Texts => ({
  'tenant.yaml': `${settings}${guards}`,
  'users/sales.yaml': yaml(
    'users',
    forty.map((number) => ({ user: upn(`u${number}`), department: 'Sales EMEA' })),
  ),
  'groups/sales.yaml': yaml('groups', [{ group: 'sales', id: team, membership: { rule: renamed }, ...of }]),
});
const paused = { transition: 'pause' };

/** A tenant whose dynamic groups are evaluated at once: at the beginning of the request after a change. */
async function onPractice(texts: Texts, use: (practice: Practice) => Promise<void>): Promise<void> {
  const emulator = await startEmulator({ state, seed: 1, evaluationMs: 0, throttling: false });
  const directory = temporary('tenantry-transition-files-');
  for (const [path, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
  const to = [directory, '--endpoint', emulator.graph];
  const options = { cwd: directory, env };
  try {
    await use({
      emulator,
      plan: async () => {
        const { code, stdout } = await tenantry(['plan', ...to, '--json'], options);
        return { code, plan: JSON.parse(stdout) as Plan };
      },
      show: () => tenantry(['plan', ...to], options),
      apply: () => tenantry(['apply', ...to, '--yes'], options),
      killAt: async (n) => {
        const held = emulator.holdAtWrite(n, 'before');
        const child = start(['apply', ...to, '--yes'], options);
        const end = ended(child);
        await Promise.race([held, end]);
        child.kill('SIGKILL');
        expect(await end).toMatchObject({ code: null });
        emulator.release({ abandon: true });
        emulator.settle();
      },
    });
  } finally {
    await emulator.close();
    rmSync(directory, { recursive: true });
  }
}

interface Practice {
  readonly emulator: Emulator;
  readonly plan: () => Promise<{ readonly code: number | null; readonly plan: Plan }>;
  readonly show: () => Promise<Ended>;
  readonly apply: () => Promise<Ended>;
  /** Ends an apply with SIGKILL at its n-th write. */
  readonly killAt: (n: number) => Promise<void>;
}

/** What is left of the scenario once Entra has evaluated everything. */
function outcome(emulator: Emulator): unknown {
  emulator.settle();
  const { groups, membershipEvents } = emulator.state();
  const [group] = groups;
  const came = (event: string): number => membershipEvents.filter((each) => each.event === event).length;
  return {
    rule: group?.['membershipRule'],
    processing: group?.['membershipRuleProcessingState'],
    members: group?.members?.length,
    removed: came('removed'),
    added: came('added'),
  };
}
const done = { rule: renamed, processing: 'On', members: 40 };

describe('a department of 40 people is renamed, and the rule with it', () => {
  it('without a transition the guard refuses, naming the people, and nothing is written', async () => {
    await onPractice(files({}), async ({ emulator, plan, show, apply }) => {
      const { code, plan: made } = await plan();
      expect(code).toBe(4);
      expect(made.impact).toMatchObject([
        { before: 40, after: { min: 40, max: 40 }, leaves: 0, buckets: [{ direction: 'leavesMeanwhile' }] },
      ]);
      expect(made.impact[0]?.buckets[0]?.members).toHaveLength(40);
      const verdict = made.guards.find(({ guard }) => guard === 'leavesMeanwhile');
      expect(verdict).toMatchObject({
        verdict: 'refused',
        measured: 1,
        limit: 0,
        objects: [`group:${team}`],
      });
      expect(verdict?.details.join()).toMatch(/u10@contoso\.com.* and 30 more; say `transition: pause`/);
      const { stdout } = await show();
      expect(stdout).toContain('u10@contoso.com');
      expect(stdout).toContain('transition: pause');
      expect(await apply()).toMatchObject({ code: 4 });
      expect(outcome(emulator)).toEqual({ ...done, rule: old, removed: 0, added: 0 });
    });
  });

  it('with the guard out of the way all 40 leave and come back', async () => {
    await onPractice(files({}, '  leavesMeanwhile: { count: 1 }\n'), async ({ emulator, apply }) => {
      expect(await apply()).toMatchObject({ code: 0 });
      expect(outcome(emulator)).toEqual({ ...done, removed: 40, added: 40 });
    });
  });

  it('with a transition nobody leaves, neither in the plan nor in the log', async () => {
    await onPractice(files(paused), async ({ emulator, plan, apply }) => {
      const { code, plan: made } = await plan();
      expect(code).toBe(0);
      expect(made.impact).toMatchObject([{ before: 40, leaves: 0, enters: 0, buckets: [] }]);
      expect(made.guards.filter(({ verdict }) => verdict !== 'passed')).toEqual([]);
      expect(await apply()).toMatchObject({ code: 0 });
      expect(outcome(emulator)).toEqual({ ...done, removed: 0, added: 0 });
      expect((await plan()).plan.changes).toEqual([]);
    });
  });

  // One pause, 40 people, one rule, one resume.
  it.for([2, 21, 42, 43])('killed before write %i and run again, nobody leaves either', async (n) => {
    await onPractice(files(paused), async ({ emulator, killAt, plan, apply }) => {
      await killAt(n);
      expect(outcome(emulator)).toMatchObject({ processing: 'Paused', removed: 0, added: 0 });
      const { plan: next } = await plan();
      expect(
        next.changes
          .filter(({ object }) => object === `group:${team}`)
          .map((each) => [each.attribute, each.after]),
      ).toEqual([...(n > 42 ? [] : [['membershipRule', renamed]]), ['membershipRuleProcessingState', 'On']]);
      const again = await apply();
      expect(again.code).toBe(0);
      expect(again.stdout).toContain('interrupted');
      expect(outcome(emulator)).toEqual({ ...done, removed: 0, added: 0 });
      expect((await plan()).plan.changes).toEqual([]);
    });
  });
});
