import { onTestFinished } from 'vitest';
import { connectGitHub } from '../../../src/adapters/github/connect.ts';
import type { Forge } from '../../../src/ports.ts';
import { startGitHub, type GitHubLoopback, type GitHubOptions } from '../../support/github/github.ts';
import type { Permissions } from '../../support/github/state.ts';
import { hurriedClock } from '../graph/practice.ts';

export interface Connected {
  readonly github: GitHubLoopback;
  /** With the token of a workflow. */
  readonly forge: Forge;
  /** The same repository with another token. */
  readonly as: (of: { readonly permissions?: Permissions; readonly as?: string }) => Forge;
  /** With this token. */
  readonly using: (token: string) => Forge;
  /** How long was slept, in milliseconds. */
  readonly slept: number[];
}

/** A GitHub on this machine and the adapter for it, on a clock that does not wait. */
export async function connected(options: GitHubOptions = {}): Promise<Connected> {
  const github = await startGitHub({ now: () => new Date('2026-11-20T08:00:00Z'), ...options });
  onTestFinished(() => github.close());
  const { clock, slept } = hurriedClock();
  const using = (token: string): Forge =>
    connectGitHub({
      apiUrl: github.apiUrl,
      serverUrl: github.serverUrl,
      repository: github.repository,
      token,
      clock,
      random: () => 0.5,
    });
  const as: Connected['as'] = (of) => using(github.token(of));
  return { github, forge: as({}), as, using, slept };
}
