import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { takeLock } from '../../../src/adapters/lock/lock-file.ts';
import { thisProcess } from '../../../src/adapters/lock/process-identity.ts';
import type { Clock, Lock } from '../../../src/ports.ts';
import { problemOf } from '../problem-of.ts';
import { temporaryFolder } from '../temporary.ts';

interface Holder {
  readonly child: ChildProcess;
  /** What it printed first. */
  readonly said: string;
  /** Lets it end. */
  end(): Promise<void>;
}

/** Another process that has tried to take a lock. */
async function holder(path: string, ...args: readonly string[]): Promise<Holder> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'holder.ts'), path, ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const closed = new Promise<void>((resolve) => child.on('close', () => resolve()));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await closed;
  });
  const said = await new Promise<string>((resolve) => {
    child.stdout.setEncoding('utf8').once('data', resolve);
  });
  return {
    child,
    said: said.trim(),
    async end() {
      child.stdin.end();
      await closed;
    },
  };
}

/** A clock on which waiting takes no time; `onSleep` is told how much has been waited by then. */
function clock(onSleep: (ms: number) => unknown = () => {}): Clock {
  let passed = 0;
  const start = Date.now();
  return {
    now: () => new Date(start + passed),
    async sleep(ms) {
      passed += ms;
      await onSleep(passed);
    },
  };
}

interface Taking {
  readonly timeoutMs?: number;
  readonly clock?: Clock;
  readonly signal?: AbortSignal;
}

async function take(path: string, taking: Taking = {}): Promise<{ lock: Lock; said: readonly string[] }> {
  const said: string[] = [];
  const lock = await takeLock(
    { path, command: 'apply', timeoutMs: taking.timeoutMs ?? 0 },
    {
      clock: taking.clock ?? clock(),
      signal: taking.signal ?? new AbortController().signal,
      say: (text) => void said.push(text),
    },
  );
  onTestFinished(() => lock.release());
  return { lock, said };
}

const record = (changes: object): string =>
  JSON.stringify({
    ...thisProcess(),
    command: 'apply',
    at: '2026-11-21T12:00:00.000Z',
    token: 'another',
    ...changes,
  });

/** A lock file that somebody left, so many hours ago. */
function left(text: string, hours = 0): string {
  const path = join(temporaryFolder(), 'lock');
  writeFileSync(path, text);
  const then = Date.now() / 1000 - hours * 3600;
  utimesSync(path, then, then);
  return path;
}

test('a lock says who holds it, is for its owner only, and is gone when it is released', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'new', 'lock');
  const { lock } = await take(path);
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({
    pid: process.pid,
    host: hostname(),
    command: 'apply',
    started: expect.stringMatching(/^\d+$/) as unknown,
  });
  await lock.release();
  expect(readdirSync(join(folder, 'new'))).toEqual([]);
});

test('a second process is refused at once and told who holds the lock', async () => {
  const path = join(temporaryFolder(), 'lock');
  const first = await holder(path);
  expect(first.said).toBe('held');
  const problem = await problemOf(() => take(path));
  expect(problem.message).toContain(`tenantry apply, process ${first.child.pid} on ${hostname()}, since 20`);
  expect(problem.remedy).toContain('--lock-timeout');
  expect((await holder(path)).said).toContain(`process ${first.child.pid}`);
  await first.end();
  expect((await holder(path)).said).toBe('held');
});

test('other locks do not matter', async () => {
  const folder = temporaryFolder();
  await holder(join(folder, 'lock-a'));
  expect((await take(join(folder, 'lock-b'))).said).toEqual([]);
});

test('somebody who waits gets the lock when it is released, and says once for whom it waits', async () => {
  const path = join(temporaryFolder(), 'lock');
  const first = await holder(path);
  const patient = clock((passed) => (passed < 2000 ? undefined : first.end()));
  const { said } = await take(path, { timeoutMs: 60_000, clock: patient });
  expect(said).toEqual([expect.stringMatching(/^Waiting for tenantry apply, process \d+ on /)]);
});

test('who waited as long as was said is refused', async () => {
  const path = join(temporaryFolder(), 'lock');
  await holder(path);
  let waited = 0;
  const counting = clock((passed) => (waited = passed));
  const problem = await problemOf(() => take(path, { timeoutMs: 1100, clock: counting }));
  expect(problem.message).toContain('still after 1.1 seconds');
  expect(waited).toBe(1100);
});

test('an interrupt ends the waiting', async () => {
  const path = join(temporaryFolder(), 'lock');
  await holder(path);
  const interrupt = new AbortController();
  const waiting = clock(() => interrupt.abort());
  const problem = await problemOf(() =>
    take(path, { timeoutMs: 60_000, clock: waiting, signal: interrupt.signal }),
  );
  expect(problem.id).toBe('locked');
});

describe('a lock is given back', () => {
  test('where the process just ends', async () => {
    const path = join(temporaryFolder(), 'lock');
    await (await holder(path, 'exit')).end();
    expect(existsSync(path)).toBe(false);
  });

  test('only by who holds it', async () => {
    const path = join(temporaryFolder(), 'lock');
    const { lock } = await take(path);
    writeFileSync(path, record({}));
    await lock.release();
    expect(existsSync(path)).toBe(true);
  });
});

describe('a stale lock is broken, and that is said', () => {
  test('after kill -9', async () => {
    const path = join(temporaryFolder(), 'lock');
    const first = await holder(path);
    const closed = new Promise((resolve) => first.child.on('close', resolve));
    first.child.kill('SIGKILL');
    await closed;
    expect(existsSync(path)).toBe(true);
    const { said } = await take(path);
    expect(said).toEqual([expect.stringContaining(`process ${first.child.pid} no longer runs`)]);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ pid: process.pid });
  });

  test.each<[string, string, number, string]>([
    ['another process has its id now', record({ started: '1' }), 0, 'no longer runs'],
    ['the machine was started again', record({ realm: 'earlier pid:[1]' }), 0, 'no longer runs'],
    ['of another machine, after a day', record({ host: 'elsewhere' }), 25, 'more than 24 hours old'],
    ['the start is not known, after a day', record({ started: null }), 25, 'more than 24 hours old'],
    ['damaged', '{"pid":', 1, 'it is damaged'],
    ['empty', '', 1, 'it is damaged'],
    ['not a record', '{"pid":-1}', 1, 'it is damaged'],
  ])('%s', async (_, text, hours, words) => {
    const path = left(text, hours);
    const { said } = await take(path);
    expect(said).toEqual([expect.stringContaining(words)]);
    expect(readdirSync(join(path, '..'))).toEqual(['lock']);
  });

  test.each<[string, string, number]>([
    ['of another machine', record({ host: 'elsewhere' }), 23],
    ['whose start is not known', record({ started: null }), 23],
    ['of another container on this machine', record({ realm: `${realmBoot()} pid:[1]` }), 23],
    ['that is being written', '', 0],
  ])('but not one %s', async (_, text, hours) => {
    expect((await problemOf(() => take(left(text, hours)))).id).toBe('locked');
  });

  test('by one process alone, whoever else tries', async () => {
    const path = left(record({ started: '1' }));
    const all = await Promise.all(Array.from({ length: 4 }, () => holder(path)));
    expect(all.filter(({ said }) => said === 'held')).toHaveLength(1);
  });

  test('also where somebody ended while breaking it', async () => {
    const path = left(record({ started: '1' }), 1);
    writeFileSync(`${path}.breaking`, '');
    const then = Date.now() / 1000 - 3600;
    utimesSync(`${path}.breaking`, then, then);
    const { said } = await take(path);
    expect(said).toHaveLength(1);
    expect(readdirSync(join(path, '..'))).toEqual(['lock']);
  });
});

test('a folder that cannot be written to is a problem with a remedy', async () => {
  const file = left('');
  const problem = await problemOf(() => take(join(file, 'lock')));
  expect(problem.id).toBe('lock');
});

function realmBoot(): string {
  return thisProcess().realm?.split(' ')[0] ?? '';
}
