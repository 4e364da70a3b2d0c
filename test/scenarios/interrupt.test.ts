import { readdirSync, readFileSync } from 'node:fs';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { parseJournal, unfinished } from '../../src/apply/journal.ts';
import { report, type Report } from '../../src/apply/report.ts';
import { emptyState } from '../../src/emulator/empty-state.ts';
import { startEmulator, type Emulator, type EmulatorOptions } from '../../src/emulator/emulator.ts';
import { ended } from '../support/cli.ts';
import { id } from '../support/tenant.ts';
import { start, tenantry, workplace, type Workplace } from './end-to-end-support.ts';
import { settings, yaml } from './support-practice.ts';

/** More than is under way at a time. */
const people = 400;
const person = (number: number) => ({
  id: id(number),
  userPrincipalName: `person${number}@contoso.com`,
  displayName: `Person ${number}`,
  mailNickname: `person${number}`,
  accountEnabled: true,
  department: 'Sales',
});
const numbers = Array.from({ length: people }, (_, index) => index + 1);

interface Scene {
  readonly emulator: Emulator;
  readonly place: Workplace;
  readonly args: readonly string[];
}

/** A change for each of them, before an apply. */
async function scene(options: EmulatorOptions = {}, more = ''): Promise<Scene> {
  const state = { ...emptyState(), users: numbers.map(person) };
  const emulator = await startEmulator({ state, throttling: false, ...options });
  onTestFinished(() => emulator.close());
  const entries = numbers.map((number) => ({ user: `person${number}@contoso.com`, department: 'IT' }));
  const place = workplace({
    'tenant/tenant.yaml': settings + more,
    'tenant/users/all.yaml': yaml('users', entries),
  });
  return { emulator, place, args: ['apply', '--yes', '--endpoint', emulator.graph] };
}

/** Resolves once the program has said this. */
function said(child: ChildProcess, words: string): Promise<void> {
  let text = '';
  return new Promise((resolve) => {
    child.stderr?.on('data', (more: Buffer) => {
      text += more.toString();
      if (text.includes(words)) resolve();
    });
  });
}

function journalOf({ place }: Scene): { readonly report: Report; readonly unfinished: boolean } {
  const [name = ''] = readdirSync(place.path('.tenantry'));
  const journal = parseJournal(readFileSync(join(place.path('.tenantry'), name), 'utf8'), name);
  return { report: report(journal.records), unfinished: unfinished(journal) };
}

/** The same command again does what is left, and nothing twice. */
async function expectFinished({ emulator, place, args }: Scene): Promise<void> {
  const again = await tenantry(args, { cwd: place.folder });
  expect(again).toMatchObject({ code: 0 });
  expect(again.stdout).toMatch(/was\s+interrupted\s+after/);
  expect(new Set(emulator.state().users.map((user) => user['department']))).toEqual(new Set(['IT']));
  const accepted = emulator.requests().requests.filter((each) => each.method === 'PATCH');
  expect(accepted.filter(({ status }) => status === 204).length).toBeLessThanOrEqual(people);
}

const words = 'Finishing what was sent; press Ctrl-C again to stop at once.';

test.each([
  ['once', 1],
  ['once, and npm passes it on', 2],
])('Ctrl-C %s: what was sent is awaited and recorded', async (_, signals) => {
  const each = await scene({ latencyMs: 100 });
  const child = start(each.args, { cwd: each.place.folder });
  const end = ended(child);
  const told = said(child, words);
  await each.emulator.holdAtWrite(5, 'after');
  for (let signal = 0; signal < signals; signal += 1) child.kill('SIGINT');
  await told;
  expect(child.exitCode).toBe(null);
  each.emulator.release();
  expect(await end).toMatchObject({ code: 130 });
  const { report: left, unfinished: open } = journalOf(each);
  expect(open).toBe(true);
  expect(left.open).toEqual([]);
  expect(left.counts.applied).toBeGreaterThanOrEqual(5);
  expect(left.counts.applied + left.counts.notAttempted).toBe(people);
  await expectFinished(each);
});

test('Ctrl-C twice: it ends at once, and the journal says what was sent', async () => {
  const each = await scene({ latencyMs: 100 });
  const child = start(each.args, { cwd: each.place.folder });
  const end = ended(child);
  const told = said(child, words);
  await each.emulator.holdAtWrite(5, 'after');
  child.kill('SIGINT');
  await told;
  // What comes within the same moment counts as the same press.
  const again = setInterval(() => child.kill('SIGINT'), 100);
  const { code, stderr } = await end;
  clearInterval(again);
  expect(code).toBe(130);
  expect(stderr).toContain('Stopped at once.');
  const { report: left, unfinished: open } = journalOf(each);
  expect(open).toBe(true);
  expect(left.open.length).toBeGreaterThanOrEqual(5);
  each.emulator.release();
  await expectFinished(each);
});

test('Ctrl-C while everything waits for the limits: it ends without waiting', async () => {
  const each = await scene({}, 'pace: { percentOfLimit: 1 }\n');
  const child = start(each.args, { cwd: each.place.folder });
  const end = ended(child);
  await each.emulator.holdAtWrite(15, 'after');
  each.emulator.release();
  child.kill('SIGINT');
  expect(await end).toMatchObject({ code: 130 });
  const { report: left } = journalOf(each);
  expect(left.open).toEqual([]);
  expect(left.counts.notAttempted).toBeGreaterThan(300);
});

test('Ctrl-C while the tenant is read: nothing is begun', async () => {
  const each = await scene({});
  each.emulator.addFault({ path: '^/users', delayMs: 60_000 });
  const child = start(each.args, { cwd: each.place.folder });
  const end = ended(child);
  while (!each.emulator.requests().requests.some(({ path }) => path === '/organization'))
    await new Promise((resolve) => setTimeout(resolve, 20));
  child.kill('SIGINT');
  const { code, stderr } = await end;
  expect(code).toBe(130);
  expect(stderr).toBe('Interrupted.\n');
});
