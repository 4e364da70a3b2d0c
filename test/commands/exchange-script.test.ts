import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { writeExchangeScript } from '../../src/commands/exchange-script.ts';
import { plan as planCommand } from '../../src/commands/plan.ts';
import { noEvidence } from '../../src/core/live/live.ts';
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

function planFor(people: number, asked = false): Plan {
  const users = Array.from({ length: people }, (_, index) =>
    liveUser(index + 1, `person${index}@contoso.com`, synced),
  );
  const entries = users.map(({ userPrincipalName = '' }) =>
    user(userPrincipalName, { extensionAttribute1: 'A' }),
  );
  const recipients = new Map(
    users.map(({ id }) => [
      id,
      { type: 'mailbox', details: 'UserMailbox', cloudManaged: false, attributes: {} } as const,
    ]),
  );
  return asked
    ? planOf(desired(entries), live(users, [], { evidence: { ...noEvidence, recipients } }))
    : planOf(desired(entries, { exchange: { route: 'never' } }), live(users));
}

interface Written {
  readonly files: Readonly<Record<string, string>>;
  readonly said: string;
}

async function write(plan: Plan, before: Readonly<Record<string, string>> = {}): Promise<Written> {
  const { world, printed, said } = offline();
  const files: Record<string, string> = {};
  await writeExchangeScript(plan, path, {
    ...world,
    readText: (name) => (name in before ? Promise.resolve('old') : Promise.reject(new Error('not there'))),
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
      `Wrote ${path}, a script for the extension attributes of ${counted} in Exchange Online. Exchange was not asked about ${people} of them: the script looks at each, and says whom it cannot change. For the script: have an Exchange administrator run it, first with -WhatIf, then plan again.`,
    );
    expect(files[path]).toContain(`Exchange was not asked about ${people} of these users`);
  });

  test('of whom Exchange was asked, is an alternative to apply', async () => {
    const { files, said } = await write(planFor(2, true));
    expect(said).toContain(
      'of 2 users in Exchange Online. Apply writes these as well, so do one of the two.',
    );
    expect(files[path]).not.toContain('was not asked');
  });

  test.each([
    ['ex.ps1', './ex.ps1'],
    ['für Ütz.ps1', "& (-join @('./f', [char]0x00FC"],
  ])('names itself in its examples: %s', (file, command) => {
    expect(powershell(planFor(1), file)).toContain(`\n${command}`);
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
    expect(said).not.toContain('from before');
    const older = await write(refused, { [path]: 'old' });
    expect(older.said).toContain(
      'was not written. The file of that name is from before and not for this plan: do not run it.',
    );
    expect((await write(planFor(0), { [path]: 'old' })).said).toContain('do not run it');
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
