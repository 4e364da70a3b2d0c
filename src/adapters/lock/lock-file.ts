import { randomUUID } from 'node:crypto';
import { closeSync, mkdirSync, openSync, statSync, unlinkSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { TenantryError } from '../../core/problem.ts';
import type { Clock, Lock, LockRequest } from '../../ports.ts';
import { holderOf, readLock, whyStale, type FoundLock, type LockRecord } from './lock-record.ts';
import { thisProcess } from './process-identity.ts';

export interface Surroundings {
  readonly clock: Clock;
  /** Ends the waiting. */
  readonly signal: AbortSignal;
  /** Told once while waiting, and where a stale lock is broken. */
  readonly say: (text: string) => void;
}

/** How often somebody who waits looks again. */
const everyMs = 250;

/**
 * Takes a lock: a file that only one process can create, with who holds it. Waits as long as the request says, breaks
 * locks whose process is gone, and lets go of it also when the process ends before `release`. Throws TenantryError where
 * somebody else keeps it.
 */
export async function takeLock(
  { path, command, timeoutMs }: LockRequest,
  { clock, signal, say }: Surroundings,
): Promise<Lock> {
  const started = clock.now().getTime();
  let waiting = false;
  for (;;) {
    const record = { ...thisProcess(), command, at: clock.now().toISOString(), token: randomUUID() };
    if (attempt(path, () => create(path, record))) return held(path, record.token);
    const other = attempt(path, () => readLock(path));
    if (!other) continue;
    const why = whyStale(other, clock.now());
    if (why !== undefined) {
      if (attempt(path, () => breakLock(path, other, clock.now())))
        say(
          `An earlier command did not give its lock back (${holderOf(other)}; ${why}), so ${path} was removed.`,
        );
      else await clock.sleep(everyMs, signal);
      continue;
    }
    const left = timeoutMs - (clock.now().getTime() - started);
    if (left <= 0 || signal.aborted) throw refused(path, other, timeoutMs);
    if (!waiting) say(`Waiting for ${holderOf(other)}.`);
    waiting = true;
    await clock.sleep(Math.min(everyMs, left), signal);
  }
}

/** False where the file exists already. */
function create(path: string, record: LockRecord | undefined): boolean {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  try {
    const file = openSync(path, 'wx', 0o600);
    if (record) writeSync(file, `${JSON.stringify(record)}\n`);
    closeSync(file);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Removes a stale lock. Whoever does so holds a second file meanwhile and looks again: otherwise two that find the same
 * stale lock could each remove it, the slower one that of the faster one. False where somebody else is at it.
 */
function breakLock(path: string, stale: FoundLock, now: Date): boolean {
  const breaking = `${path}.breaking`;
  if (!create(breaking, undefined)) {
    // That takes no time, so whoever began it and did not end is gone.
    if (now.getTime() - statSync(breaking).mtimeMs > 60_000) remove(breaking);
    return false;
  }
  try {
    if (readLock(path)?.text !== stale.text) return false;
    remove(path);
    return true;
  } finally {
    remove(breaking);
  }
}

function held(path: string, token: string): Lock {
  const release = (): void => {
    process.off('exit', release);
    if (readLock(path)?.record?.token === token) remove(path);
  };
  process.once('exit', release);
  return {
    release() {
      release();
      return Promise.resolve();
    },
  };
}

function remove(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}

function attempt<T>(path: string, what: () => T): T {
  try {
    return what();
  } catch (error) {
    throw new TenantryError({
      id: 'lock',
      message: `The lock ${path} cannot be used: ${error instanceof Error ? error.message : String(error)}.`,
      remedy: 'Run the command in a folder that you may write to; the lock keeps two applies apart.',
    });
  }
}

function refused(path: string, other: FoundLock, timeoutMs: number): TenantryError {
  const waited =
    timeoutMs > 0 ? `, still after ${timeoutMs / 1000} ${timeoutMs === 1000 ? 'second' : 'seconds'}` : '';
  return new TenantryError({
    id: 'locked',
    message: `Another command writes to this tenant${waited}: ${holderOf(other)}.`,
    remedy: `Wait until it has ended, or let this one wait with --lock-timeout SECONDS. If you know that it is gone, delete ${path}. Nothing was written.`,
  });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
