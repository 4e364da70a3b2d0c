import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** A process as another process can recognise it. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly host: string;
  /** Where process ids count: boot of the machine and namespace of processes; null where `/proc` does not say. */
  readonly realm: string | null;
  /** When the process started, in clock ticks since the boot; null where `/proc` does not say. */
  readonly started: string | null;
}

export function thisProcess(): ProcessIdentity {
  return {
    pid: process.pid,
    host: hostname(),
    realm: realm(),
    started: startOf(process.pid),
  };
}

/**
 * Whether a process still runs: false where it is gone or another one has its id now, undefined where it cannot be
 * known, as on another machine or in another container.
 */
export function stillRuns(holder: ProcessIdentity): boolean | undefined {
  if (holder.host !== hostname()) return undefined;
  const here = realm();
  if (holder.realm !== here) return bootOf(holder.realm) === bootOf(here) ? undefined : false;
  if (!exists(holder.pid)) return false;
  const started = startOf(holder.pid);
  return started === null || holder.started === null ? undefined : started === holder.started;
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is there and belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html: field 22; the name before it can hold anything. */
function startOf(pid: number): string | null {
  const stat = textOf(`/proc/${pid}/stat`);
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
}

function realm(): string | null {
  const boot = textOf('/proc/sys/kernel/random/boot_id');
  const space = linkOf('/proc/self/ns/pid');
  return boot === undefined || space === undefined ? null : `${boot.trim()} ${space}`;
}

const bootOf = (written: string | null): string | undefined => written?.split(' ')[0];

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function linkOf(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}
