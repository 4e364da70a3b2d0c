import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { writeExchangeScript } from '../../src/commands/exchange-script.ts';
import { plan as planCommand } from '../../src/commands/plan.ts';
import type { Plan } from '../../src/core/plan/plan.ts';
import { contoso } from '../../src/emulator/contoso.ts';
import { powershell } from '../../src/render/powershell/powershell.ts';
import { width } from '../../src/render/text/lines.ts';
import { yaml } from '../scenarios/support-practice.ts';
import { ended, start, temporary } from '../support/cli.ts';
import { desired, live, liveUser, planOf, user } from '../support/tenant.ts';
import { asking, offline, tenantYaml } from './asking.ts';

const synced = { onPremisesDistinguishedName: 'CN=x,DC=contoso,DC=com' };
const path = 'out/exchange.ps1';

function planFor(people: number): Plan {
  const users = Array.from({ length: people }, (_, index) =>
    liveUser(index + 1, `person${index}@contoso.com`, synced),
  );
  const entries = users.map(({ userPrincipalName = '' }) =>
    user(userPrincipalName, { extensionAttribute1: 'A' }),
  );
  return planOf(desired(entries, { exchange: { route: 'never' } }), live(users));
}

interface Written {
  readonly files: Readonly<Record<string, string>>;
  readonly said: string;
}

async function write(plan: Plan): Promise<Written> {
  const { world, printed, said } = offline();
  const files: Record<string, string> = {};
  await writeExchangeScript(plan, path, {
    ...world,
    writeText: (name, text) => {
      files[name] = text;
      return Promise.resolve();
    },
  });
  expect(printed()).toBe('');
  const text = said();
  expect(text.split('\n').filter((line) => width(line) > 80)).toEqual([]);
  return { files, said: text.replaceAll(/\s+/g, ' ').trim() };
}

describe('a plan as a script for Exchange Online', () => {
  test.each([
    [1, '1 user'],
    [2, '2 users'],
  ])('for %i is written, and what to do with it is said', async (people, counted) => {
    const plan = planFor(people);
    const { files, said } = await write(plan);
    expect(files).toEqual({ [path]: powershell(plan) });
    expect(said).toBe(
      `Wrote ${path}, a script that sets extension attributes of ${counted} in Exchange Online. Next: have an Exchange administrator run it, first with -WhatIf, then plan again.`,
    );
  });

  test('is not written where there is nothing to do', async () => {
    expect(await write(planFor(0))).toEqual({
      files: {},
      said: `Nothing of this plan is for an Exchange administrator, so ${path} was not written.`,
    });
  });

  test('is not written where a guard refuses the plan', async () => {
    const refused: Plan = {
      ...planFor(1),
      guards: [
        { guard: 'usersChanged', verdict: 'refused', measured: 2, limit: 1, objects: [], details: [] },
      ],
    };
    const { files, said } = await write(refused);
    expect(files).toEqual({});
    expect(said).toContain('A guard refuses this plan');
  });
});

const texts = {
  'tenant.yaml': `${tenantYaml}exchange: { route: never }\n`,
  'users/all.yaml': yaml('users', [{ user: 'adele.vance@contoso.com', extensionAttribute1: 'A' }]),
};

/** Contoso with Adele as one who was synced once. */
function formerlySynced(): ReturnType<typeof contoso> {
  const state = contoso();
  return {
    ...state,
    users: state.users.map((each) =>
      each['userPrincipalName'] === 'adele.vance@contoso.com' ? { ...each, ...synced } : each,
    ),
  };
}

test('plan --powershell goes with --json and --out', async () => {
  const practice = await asking({ state: formerlySynced() }, texts);
  const files: Record<string, string> = {};
  const world = {
    ...practice.world,
    writeText: (name: string, text: string) => {
      files[name] = text;
      return Promise.resolve();
    },
  };
  const options = { ...practice.options, only: [], json: true, detailedExitcode: false };
  expect(await planCommand({ ...options, out: 'plan.json', powershell: path }, world)).toBe(0);
  const printed = practice.printed();
  expect(files).toEqual({ 'plan.json': printed, [path]: powershell(JSON.parse(printed) as Plan) });
  expect(practice.said()).toContain(`Wrote ${path}`);
});

test('from the command line, as a file for its owner only', async () => {
  const { emulator } = await asking({ state: formerlySynced() });
  const folder = temporary();
  mkdirSync(join(folder, 'tenant/users'), { recursive: true });
  for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder, 'tenant', name), text);
  const args = ['plan', '--endpoint', emulator.graph, '--powershell', 'exchange.ps1'];
  const { code, stderr } = await ended(start(args, { cwd: folder }));
  expect(stderr).toContain('Wrote exchange.ps1');
  expect(code).toBe(0);
  expect(statSync(join(folder, 'exchange.ps1')).mode & 0o777).toBe(0o600);
  expect(readFileSync(join(folder, 'exchange.ps1'), 'utf8')).toContain("After = 'A'");
});
