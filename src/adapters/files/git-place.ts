import { existsSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { TenantryError } from '../../core/problem.ts';
import { git } from './git-command.ts';

/** Where a folder stands in a Git repository. */
export interface GitPlace {
  /** The path of the folder below the root of the repository, with `/`; empty for the root itself. */
  readonly below: string;
  /** The repository on GitHub that `origin` is, without any credentials: host and `owner/name`. */
  readonly origin?: GitOrigin;
}

export interface GitOrigin {
  readonly host: string;
  readonly name: string;
}

/** Undefined where the folder is in no repository, or where there is no Git. */
export async function gitPlaceOf(folder: string): Promise<GitPlace | undefined> {
  const wanted = resolve(folder);
  // The folder may have to be made yet.
  let there = wanted;
  while (!existsSync(there)) there = dirname(there);
  const prefix = await run(there, ['rev-parse', '--show-prefix']);
  if (prefix === undefined) return undefined;
  const origin = originOf((await run(there, ['config', '--get', 'remote.origin.url'])) ?? '');
  const parts = [...prefix.split('/'), ...relative(there, wanted).split(/[/\\]/)];
  return { below: parts.filter((part) => part !== '').join('/'), ...(origin ? { origin } : {}) };
}

/** What Git says; undefined where it refuses or is not installed. */
async function run(folder: string, args: readonly string[]): Promise<string | undefined> {
  try {
    const { status, stdout } = await git(folder, args);
    return status === 0 ? stdout.toString('utf8').replace(/\r?\n$/, '') : undefined;
  } catch (error) {
    if (error instanceof TenantryError) return undefined;
    throw error;
  }
}

/** `https://github.com/contoso/tenant.git`, `git@github.com:contoso/tenant.git`, `ssh://git@github.com/contoso/tenant`. */
export function originOf(url: string): GitOrigin | undefined {
  const [, host, name] =
    /^(?:(?:https?|ssh|git):\/\/(?:[^/@]*@)?|(?:[\w.-]+@))([\w.-]+)(?::\d+(?=\/))?[:/]([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(
      url.trim(),
    ) ?? [];
  return host === undefined || name === undefined ? undefined : { host, name };
}
