import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startEmulator, type Emulator } from '../../src/emulator/emulator.ts';
import { companyVocabulary } from '../../src/emulator/generate/mess.ts';
import { generateMessyTenant } from '../../src/emulator/generate/messy-tenant.ts';
import type { User } from '../../src/emulator/state.ts';
import { temporary, tenantry, type Ended } from '../support/cli.ts';

/**
 * A tenant that has grown for years, from an empty folder to a table of HR that is applied. Each test goes on from the
 * one before.
 */

const { state, planted } = generateMessyTenant({ users: 2000, groups: 150, seed: 7 });
const folder = temporary();
let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ state, throttling: false });
});
afterAll(() => emulator.close());

const run = (...args: readonly string[]): Promise<Ended> => tenantry(args, { cwd: folder });
const asking = (...args: readonly string[]): Promise<Ended> => run(...args, '--endpoint', emulator.graph);

interface Change {
  readonly object: string;
  readonly attribute: string;
  readonly after: unknown;
}
const planned = async (): Promise<{
  readonly changes: readonly Change[];
  readonly blocked: readonly unknown[];
}> => JSON.parse((await asking('plan', '--json')).stdout) as never;

test('init makes a repository for it', async () => {
  const made = await run('init', '--tenant', state.organization.id, '--exchange', 'auto', '--yes');
  expect(made.code).toBe(0);
  const settings = join(folder, 'tenant/tenant.yaml');
  const vocabulary = `\nvocabularies:\n  companyName: ${JSON.stringify(companyVocabulary)}\n`;
  writeFileSync(settings, readFileSync(settings, 'utf8') + vocabulary);
});

test('import writes everybody, validate agrees, and the plan is empty', async () => {
  const imported = await asking('import');
  expect(imported).toMatchObject({ code: 0 });
  expect(imported.stdout).toContain('2,000 users and 120 groups added');
  expect(await run('validate')).toMatchObject({ code: 0 });
  expect(await planned()).toMatchObject({ changes: [], blocked: [], unresolved: [] });
  expect(await asking('import')).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('The files say already what the tenant holds.') as string,
  });
});

test('audit finds what was planted, and nothing else', async () => {
  const audited = await asking('audit', '--json');
  expect(audited.code).toBe(0);
  const { findings } = JSON.parse(audited.stdout) as {
    readonly findings: readonly { readonly id: string; readonly object: string }[];
  };
  const keys = (all: typeof findings): readonly string[] =>
    [...new Set(all.map(({ id, object }) => `${id} ${object}`))].toSorted();
  expect(keys(findings)).toEqual(keys(planted));
});

/** People whom nothing but the table is about: no administrators, and held in the cloud. */
const employees = state.users.filter(
  (user) =>
    typeof user['employeeId'] === 'string' &&
    user['onPremisesSyncEnabled'] !== true &&
    !state.groups.some(
      (group) =>
        group['isAssignableToRole'] === true &&
        [...(group.members ?? []), ...(group.owners ?? [])].some(({ id }) => id === user.id),
    ),
);
const moved = employees.slice(0, 200);
const renamed = employees.slice(150, 250);
const officeOf = ({ id }: User): string => `Tower ${id.slice(0, 4)}`;
const wanted = [
  ...moved.map((user) => ({ object: `user:${user.id}`, attribute: 'officeLocation', after: officeOf(user) })),
  ...renamed.map((user) => ({ object: `user:${user.id}`, attribute: 'employeeType', after: 'Seconded' })),
].toSorted((a, b) => (`${a.object} ${a.attribute}` < `${b.object} ${b.attribute}` ? -1 : 1));

test('a table of 300 changes is a plan of exactly these', async () => {
  const lines = employees
    .slice(0, 250)
    .map((user) =>
      [
        user['employeeId'],
        moved.includes(user) ? officeOf(user) : '',
        renamed.includes(user) ? 'Seconded' : '',
      ].join(';'),
    );
  const table = ['Personnel no;Office;Contract', ...lines].join('\r\n');
  writeFileSync(join(folder, 'HR.csv'), Buffer.from(`\ufeff${table}\r\n`, 'utf16le'));

  const refused = await asking('import', 'csv', 'HR.csv');
  expect(refused.code).not.toBe(0);
  expect(refused.stderr).toContain('HR.csv:1');
  expect(await planned()).toMatchObject({ changes: [] });

  const map = ['--map', 'Personnel no=employeeId', '--map', 'Contract=employeeType', '--save-map'];
  expect(await asking('import', 'csv', 'HR.csv', ...map)).toMatchObject({ code: 0 });
  const { changes, blocked } = await planned();
  expect(changes.map(({ object, attribute, after }) => ({ object, attribute, after }))).toEqual(wanted);
  expect([changes.length, blocked]).toEqual([300, []]);
  // The mapping was kept.
  expect(await asking('import', 'csv', 'HR.csv')).toMatchObject({ code: 0 });
});

test('apply makes it so, and nothing else', async () => {
  const expected = emulator.state();
  for (const { object, attribute, after } of wanted)
    Object.assign(expected.users.find(({ id }) => object === `user:${id}`) ?? {}, { [attribute]: after });
  expect(await asking('plan', '--out', 'plan.json')).toMatchObject({ code: 0 });
  const applied = await asking('apply', '--plan', 'plan.json', '--yes');
  expect(applied.stdout).toContain('250 writes: 250 applied.');
  emulator.settle();
  const { users, groups, exchange } = emulator.state();
  expect({ users, groups, exchange }).toEqual({
    users: expected.users,
    groups: expected.groups,
    exchange: expected.exchange,
  });
  expect(await planned()).toMatchObject({ changes: [] });
});
