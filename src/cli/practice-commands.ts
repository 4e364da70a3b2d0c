import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { InvalidArgumentError, Option, type Command } from 'commander';
import type { WritingWorld } from '../commands/world.ts';
import { examples, whole, type Exit } from './options.ts';
import { packageRoot } from './package-root.ts';

/** The practice tenant: emulate, demo. */
export function addPracticeCommands(program: Command, world: WritingWorld, exit: Exit): void {
  program
    .command('emulate')
    .description('Serve a practice tenant on this machine until Ctrl-C.')
    .addOption(new Option('--port <n>', '0 takes any free port').argParser(port).default(8080))
    .addOption(
      new Option('--users <n>', 'generated users besides those of Contoso').argParser(whole).default(0),
    )
    .addOption(
      new Option('--groups <n>', 'generated groups besides those of Contoso').argParser(whole).default(0),
    )
    .option(
      '--messy',
      'instead of Contoso a tenant that has grown for years, of so many users and groups',
      false,
    )
    .addOption(new Option('--latency <ms>', 'milliseconds before each answer').argParser(whole).default(0))
    .option('--state <file>', 'keep the tenant in this file')
    .option('--no-throttling', "without Microsoft Graph's limits")
    .option('--tls', 'HTTPS, also for the hosts of Microsoft, where applications have to sign in first')
    .addOption(
      new Option('--ca <file>', 'with --tls: write the certificate to trust into this file').implies({
        tls: true,
      }),
    )
    .addHelpText(
      'after',
      examples([
        'emulate',
        'emulate --port 0 --users 10000',
        'emulate --messy --users 2000 --groups 150',
        'emulate --state practice.json',
        'emulate --tls --ca ca.pem',
      ]),
    )
    .action(async (options: EmulateFlags) => exit(await emulate(options, world)));

  program
    .command('demo')
    .description('The whole story on a practice tenant: validate, plan, apply, plan again.')
    .addHelpText('after', examples(['demo']))
    .action(async () => exit(await (await import('../commands/demo.ts')).demo(await demoPaths(), world)));
}

interface EmulateFlags {
  port: number;
  users: number;
  groups: number;
  messy: boolean;
  latency: number;
  state?: string;
  throttling: boolean;
  tls?: true;
  ca?: string;
}

/** Without a file for the certificate it goes into a folder that is gone when the tenant is. */
async function emulate({ tls, ca, ...options }: EmulateFlags, world: WritingWorld): Promise<number> {
  const command = await import('../commands/emulate.ts');
  if (!tls) return await command.emulate(options, world);
  if (ca !== undefined)
    return await command.emulate({ ...options, certificateAuthority: resolve(ca) }, world);
  const folder = await mkdtemp(join(tmpdir(), 'tenantry-ca-'));
  try {
    return await command.emulate({ ...options, certificateAuthority: join(folder, 'ca.pem') }, world);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function port(text: string): number {
  const number = whole(text);
  if (number > 65_535) throw new InvalidArgumentError('Ports end at 65535.');
  return number;
}

/** The example that comes with the program, and a place for the demo's plan and journal. */
async function demoPaths(): Promise<{ directory: string; folder: string }> {
  const example = join(packageRoot(), 'tenant');
  const folder = await mkdtemp(join(tmpdir(), 'tenantry-demo-'));
  return { directory: relative(process.cwd(), example) || '.', folder };
}
