import { afterEach, describe, expect, test } from 'vitest';
import type { EmulatorOptions } from '../../src/emulator/emulator.ts';
import { id } from '../support/tenant.ts';
import { everything, files, state } from './support-everything.ts';
import { practise, type Practice } from './support-practice.ts';

/** What an apply wrote is read back until the tenant shows it, or a minute is over. */

let practice: Practice;
const start = async (options: EmulatorOptions = {}): Promise<Practice> =>
  (practice = await practise({ state, throttling: false, ...options }));
afterEach(() => practice.close());

const it = (department: string) => files({ users: [{ user: 'lee@contoso.com', department }] });
const reads = (): number =>
  practice.emulator
    .requests()
    .requests.filter(
      ({ method, path, batch }) => method === 'GET' && batch !== null && path === `/users/${id(2)}`,
    ).length;

test('what is shown at once is read back once', async () => {
  await start();
  const { report, exitCode } = await practice.apply(it('IT'));
  expect([exitCode, report?.counts.applied, report?.counts.acceptedNotVisible]).toEqual([0, 1, 0]);
  expect(reads()).toBe(2);
});

test('what is shown late is waited for', async () => {
  await start({ replicationMs: 20_000 });
  const { report, exitCode } = await practice.apply(it('IT'));
  expect([exitCode, report?.counts.applied, report?.counts.acceptedNotVisible]).toEqual([0, 1, 0]);
  expect(reads()).toBeGreaterThan(3);
});

test('what is not shown within a minute is an outcome of its own, and no failure', async () => {
  await start({ replicationMs: 600_000 });
  const { report, exitCode, stdout } = await practice.apply(it('IT'));
  expect([exitCode, report?.counts.applied, report?.counts.acceptedNotVisible]).toEqual([0, 0, 1]);
  expect(stdout).toMatch(/accepted but not visible yet/);
});

test('a value through Exchange is read back in Exchange, however late Graph is', async () => {
  await start({ exchangeReplicationMs: 600_000 });
  const { report } = await practice.apply(
    files({ users: [{ user: 'megan@contoso.com', extensionAttribute1: 'new' }] }),
  );
  expect(report?.operations).toMatchObject([{ outcome: 'applied', channel: 'exchange' }]);
});

test('of everything that an apply can do nothing is taken for invisible', async () => {
  await start();
  const { report, exitCode } = await practice.apply(everything);
  expect([exitCode, report?.counts.acceptedNotVisible]).toEqual([0, 0]);
  expect(report?.counts.applied).toBe(report?.operations.length);
});

describe('a read that fails', () => {
  test.each([
    { what: 'once', fault: { status: 503, times: 1 } },
    { what: 'for want of a permission', fault: { status: 403 } },
    { what: 'for good', fault: { status: 500 } },
  ])('$what leaves it applied', async ({ fault }) => {
    await start();
    practice.emulator.addFault({ method: 'GET', path: `^/users/${id(2)}`, item: true, skip: 1, ...fault });
    const { report, exitCode } = await practice.apply(it('IT'));
    expect([exitCode, report?.counts.applied]).toEqual([0, 1]);
  });
});
