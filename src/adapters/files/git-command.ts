import { spawn } from 'node:child_process';
import { TenantryError } from '../../core/problem.ts';

export interface GitResult {
  readonly status: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/**
 * Keeps Git from fetching what a partial clone leaves out, for which it would run whatever the repository names to connect
 * with (core.sshCommand): https://git-scm.com/docs/git#Documentation/git.txt-GITALLOWPROTOCOL
 */
export const withoutFetching = { GIT_ALLOW_PROTOCOL: 'none', GIT_NO_LAZY_FETCH: '1' } as const;

/**
 * Runs git in a folder, without a shell, in English, and without prompting. Resolves whatever git says; throws
 * TenantryError where git is not installed.
 */
export async function git(
  folder: string,
  args: readonly string[],
  input = '',
  environment: Readonly<Record<string, string>> = {},
): Promise<GitResult> {
  return await new Promise((resolve, reject) => {
    const child = spawn('git', ['-C', folder, ...args], {
      env: { ...process.env, LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', ...environment },
      windowsHide: true,
    });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.on('error', () => reject(noGit()));
    child.on('close', (status) =>
      resolve({
        status: status ?? 1,
        stdout: Buffer.concat(out),
        stderr: Buffer.concat(err).toString('utf8').trim(),
      }),
    );
    // Git may end before it has read everything; what it has to say about that comes with its status.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}

function noGit(): TenantryError {
  return new TenantryError({
    id: 'git',
    message: 'Git cannot be run, and --base reads from Git.',
    remedy: 'Install git and put it on the PATH, or leave --base out.',
  });
}
