import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Workflow } from '../../core/doctor/observed.ts';
import { git } from '../files/git-command.ts';

/** The workflows of the repository that a folder is in, and the repository's name where its remote or the job tells. */
export async function checkout(
  folder: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<{ readonly repository?: string; readonly workflows: readonly Workflow[] }> {
  const said = await Promise.all([
    output(folder, ['rev-parse', '--show-toplevel']),
    output(folder, ['remote', 'get-url', 'origin']),
  ]);
  const [root, remote] = said;
  const repository = environment['GITHUB_REPOSITORY'] || repositoryIn(remote ?? '');
  return {
    ...(repository === undefined ? {} : { repository }),
    workflows: await workflowsIn(root === undefined || root === '' ? folder : root),
  };
}

/** What git says, or nothing where there is no git or no repository. */
async function output(folder: string, args: readonly string[]): Promise<string | undefined> {
  const result = await git(folder, args).catch(() => undefined);
  return result?.status === 0 ? result.stdout.toString('utf8').trim() : undefined;
}

/** `contoso/tenant` of `git@github.com:contoso/tenant.git` or `https://github.com/contoso/tenant`. */
function repositoryIn(remote: string): string | undefined {
  return /^(?:[\w.-]+@[\w.-]+:|(?:https|ssh):\/\/(?:[\w.-]+@)?[\w.-]+(?::\d+)?\/)([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(
    remote,
  )?.[1];
}

async function workflowsIn(root: string): Promise<readonly Workflow[]> {
  const folder = '.github/workflows';
  const names = await readdir(join(root, folder)).catch(() => []);
  return await Promise.all(
    names
      .filter((name) => /\.ya?ml$/.test(name))
      .toSorted()
      .map(async (name) => ({
        path: `${folder}/${name}`,
        text: await readFile(join(root, folder, name), 'utf8').catch(() => ''),
      })),
  );
}
