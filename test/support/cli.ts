import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rememberFolder } from './evidence/files.ts';

export const root = join(import.meta.dirname, '..', '..');

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts the program as a user would. */
export function start(args: readonly string[], options: RunOptions = {}): ChildProcess {
  return spawn(process.execPath, [join(root, 'bin/tenantry.js'), ...args], {
    cwd: options.cwd ?? root,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Where a log shows how far a long reading or writing is. That depends on the machine, and no test is about it. */
const progress = /^(?:read(?:ing)? [\w ,:]+|comparing|[\d,]+ of [\d,]+ writes? done)\n/gm;

/** What a started program said, but for its progress, and how it ended. */
export function ended(child: ChildProcess): Promise<Ended> {
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr: stderr.replaceAll(progress, '') }));
  });
}

/** Runs the program to its end. */
export const tenantry = (args: readonly string[], options: RunOptions = {}): Promise<Ended> =>
  ended(start(args, options));

/** A folder of its own for a test. */
export const temporary = (name = 'tenantry-test-'): string =>
  rememberFolder(mkdtempSync(join(tmpdir(), name)));
