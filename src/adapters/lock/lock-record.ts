import { readFileSync, statSync } from 'node:fs';
import { stillRuns, type ProcessIdentity } from './process-identity.ts';

/** What a lock file says about who holds it. */
export interface LockRecord extends ProcessIdentity {
  /** The command, such as `apply`. */
  readonly command: string;
  /** When the lock was taken, as ISO text. */
  readonly at: string;
  /** Tells this lock from every other one. */
  readonly token: string;
}

/** A lock file as it was found; without a record where it is not whole. */
export interface FoundLock {
  readonly text: string;
  readonly record?: LockRecord;
  readonly modified: Date;
}

/** Undefined where there is no such file (any more). Whatever else is wrong with it is thrown as the system says it. */
export function readLock(path: string): FoundLock | undefined {
  try {
    const text = readFileSync(path, 'utf8');
    const record = parse(text);
    return { text, ...(record ? { record } : {}), modified: statSync(path).mtime };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Where nobody can know whether the process runs, no apply is believed to take longer. */
const longestHours = 24;
/** A file that is being written has nothing in it for a moment. */
const writingMs = 10_000;

/** Why a lock no longer counts; undefined while it does. */
export function whyStale({ record, modified }: FoundLock, now: Date): string | undefined {
  const age = now.getTime() - modified.getTime();
  if (!record) return age > writingMs ? 'it is damaged' : undefined;
  switch (stillRuns(record)) {
    case true:
      return undefined;
    case false:
      return `process ${record.pid} no longer runs`;
    case undefined:
      return age > longestHours * 3_600_000 ? `it is more than ${longestHours} hours old` : undefined;
  }
}

/** Who holds a lock, in words. */
export function holderOf({ record }: FoundLock): string {
  return record
    ? `tenantry ${record.command}, process ${record.pid} on ${record.host}, since ${record.at}`
    : 'a process that has not said yet which one it is';
}

function parse(text: string): LockRecord | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is LockRecord {
  if (typeof value !== 'object' || value === null) return false;
  const { pid, ...rest } = value as Partial<LockRecord>;
  // Signals to 0 and below go to groups of processes.
  if (!Number.isSafeInteger(pid) || Number(pid) <= 0) return false;
  const texts = [rest.host, rest.command, rest.at, rest.token];
  const perhaps = [rest.realm, rest.started];
  return (
    texts.every((each) => typeof each === 'string') &&
    perhaps.every((each) => each === null || typeof each === 'string')
  );
}
