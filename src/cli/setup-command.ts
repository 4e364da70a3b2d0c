import { Option, type Command } from 'commander';
import type { SetupForm } from '../commands/setup.ts';
import type { SetupWorld } from '../commands/world.ts';
import type { Part } from '../core/permissions/requirement.ts';
import type { ExchangeRoles } from '../core/setup/wish.ts';
import {
  directory,
  endpoint,
  examples,
  repeatable,
  trace,
  whole,
  type AskingFlags,
  type Exit,
} from './options.ts';

/** Two applications with just the rights that the files need, for plans and applies that nobody attends. */
export function addSetupCommand(program: Command, world: SetupWorld, exit: Exit): void {
  program
    .command('setup')
    .description(
      'Prepare the tenant for unattended use: two applications, one to plan and one to apply, with the permissions that the files need. Prints how, and asks no tenant; with --run does it.',
    )
    .argument(...directory)
    .option('--repository <owner/name>', 'the repository on GitHub whose jobs sign in, without any secret')
    .option('--certificate-dir <folder>', 'make keys and certificates in this folder, and sign in with those')
    .addOption(
      new Option('--as <form>', 'what to print')
        .choices(['portal', 'az', 'powershell', 'all'])
        .default('portal'),
    )
    .option('--run', 'do it, as whoever is signed in; each step is shown first', false)
    .option('--yes', 'with --run: do not ask before each step', false)
    .addOption(
      new Option('--exchange-role <which>', 'how rights in Exchange Online are given')
        .choices(['standard', 'directory', 'custom'])
        .default('standard'),
    )
    .addOption(new Option('--days <number>', 'how long certificates hold').argParser(whole).default(365))
    .addOption(new Option('--bits <number>', 'length of the keys').choices(['2048', '3072']).default('2048'))
    .option('--rotate', 'make new certificates beside those that are there', false)
    .option('--remove-expired', 'remove certificates that have expired from the applications', false)
    .addOption(new Option('--only <application>', 'just one of them').choices(['reader', 'writer']))
    .option('--reader-name <name>', 'what the application that plans is called', 'Tenantry reader')
    .option('--writer-name <name>', 'what the application that applies is called', 'Tenantry writer')
    .addOption(repeatable('--reader-also <permission>', 'a permission besides', 'none'))
    .addOption(repeatable('--writer-also <permission>', 'a permission besides', 'none'))
    .addOption(
      repeatable(
        '--adopt <application-id>',
        'use an application of that name although others can act as it',
        'none',
      ),
    )
    .option('--plan-environment <name>', 'the environment of plans on GitHub', 'tenantry-plan')
    .option('--apply-environment <name>', 'the environment of applies on GitHub', 'tenant')
    .option(
      '--issuer <url>',
      'who issues the tokens of jobs, on GitHub Enterprise',
      'https://token.actions.githubusercontent.com',
    )
    .option('--json', 'print the steps, and what became of them, as JSON', false)
    .option(...endpoint)
    .option(...trace)
    .addHelpText(
      'after',
      examples([
        'setup --repository contoso/tenant',
        'setup --repository contoso/tenant --as az',
        'setup --repository contoso/tenant --run',
        'setup --certificate-dir keys --run',
        'setup --certificate-dir keys --rotate --run',
      ]),
    )
    .action(async (dir: string, flags: SetupFlags) => {
      const { readerName, writerName, readerAlso, writerAlso, planEnvironment, applyEnvironment } = flags;
      const { setup } = await import('../commands/setup.ts');
      return exit(
        await setup(
          {
            ...flags,
            directory: dir,
            bits: flags.bits === '3072' ? 3072 : 2048,
            names: { reader: readerName, writer: writerName },
            also: { reader: readerAlso, writer: writerAlso },
            environments: { reader: planEnvironment, writer: applyEnvironment },
            exchangeRoles: flags.exchangeRole,
          },
          world,
        ),
      );
    });
}

interface SetupFlags extends AskingFlags {
  repository?: string;
  certificateDir?: string;
  as: SetupForm;
  run: boolean;
  yes: boolean;
  exchangeRole: ExchangeRoles;
  days: number;
  bits: '2048' | '3072';
  rotate: boolean;
  removeExpired: boolean;
  only?: Part;
  readerName: string;
  writerName: string;
  readerAlso: string[];
  writerAlso: string[];
  adopt: string[];
  planEnvironment: string;
  applyEnvironment: string;
  issuer: string;
  json: boolean;
}
