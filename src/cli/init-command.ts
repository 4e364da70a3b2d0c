import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { folderFiles } from '../adapters/files/folder-files.ts';
import { gitPlaceOf } from '../adapters/files/git-place.ts';
import { useProxies } from '../adapters/http/proxy.ts';
import { findTenant } from '../adapters/sign-in/find-tenant.ts';
import type { WritingWorld } from '../commands/world.ts';
import type { InitOptions } from '../commands/init/init.ts';
import { examples, type Exit } from './options.ts';
import { packageRoot } from './package-root.ts';

/** A folder for tenant.yaml, with all that GitHub and an editor need. */
export function addInitCommand(program: Command, world: WritingWorld, exit: Exit): void {
  program
    .command('init')
    .description(
      'Make a folder into a repository for a tenant: tenant.yaml, workflows, code owners, schemas. Overwrites nothing.',
    )
    .argument('[dir]', 'the top of the repository', '.')
    .option('--tenant <id|domain>', 'the tenant, by its ID or one of its domains')
    .option('--cloud <cloud>', 'global, usGovernment, usGovernmentDoD or china')
    .option('--exchange <route>', 'auto, or never where nobody has a mailbox in Exchange Online')
    .option('--break-glass <accounts...>', 'accounts for emergencies, which nobody is to change')
    .option('--repository <owner/name>', 'the repository on GitHub (default: the remote origin)')
    .option('--owners <teams...>', 'who has to approve changes: @contoso/tenant-admins')
    .option('--yes', 'ask nothing', false)
    .addHelpText(
      'after',
      examples([
        'init',
        'init my-tenant --tenant contoso.onmicrosoft.com --owners @contoso/tenant-admins --yes',
      ]),
    )
    .action(async (directory: string, flags: InitFlags) => exit(await run(directory, flags, world)));
}

type InitFlags = Omit<InitOptions, 'directory' | 'interactive'>;

async function run(directory: string, flags: InitFlags, world: WritingWorld) {
  const { program, terminal, signal, clock, unattended } = world;
  useProxies(process.env);
  const options: InitOptions = {
    ...flags,
    directory,
    interactive: process.stdin.isTTY && !unattended,
  };
  return await (
    await import('../commands/init/init.ts')
  ).init(options, {
    program,
    terminal,
    signal,
    folder: folderFiles(directory),
    packaged: (path) => readFile(join(packageRoot(), path)),
    git: await gitPlaceOf(directory),
    findTenant: async (domain, cloud) => {
      terminal.progress(`looking up ${domain}`);
      return await findTenant(domain, cloud, { clock, signal });
    },
  });
}
