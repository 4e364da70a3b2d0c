import { Option, type Command } from 'commander';
import type { WritingWorld } from '../commands/world.ts';
import { directory, endpoint, examples, trace, whole, type AskingFlags, type Exit } from './options.ts';

/** Patience of `--wait` where no number is given, in seconds. */
const patience = 3600;

/** How long to wait until the tenant is as predicted. */
export const wait = (): Option =>
  new Option(
    '--wait [seconds]',
    `wait until the groups are as predicted (without a number ${patience} seconds)`,
  )
    .argParser(whole)
    .preset(String(patience));

/** Holds the tenant against what an apply's plan predicted: verify. */
export function addVerifyCommand(program: Command, world: WritingWorld, exit: Exit): void {
  program
    .command('verify')
    .description('Are members and values as the plan of an apply predicted? Writes nothing.')
    .argument('<journal>', 'the journal of the apply')
    .argument(...directory)
    .option('--json', 'print the result as JSON', false)
    .addOption(wait())
    .option(...endpoint)
    .option(...trace)
    .addHelpText(
      'after',
      examples([
        'verify .tenantry/2026-11-21T12-00-00-000Z-5647416c0ecd.jsonl',
        'verify .tenantry/2026-11-21T12-00-00-000Z-5647416c0ecd.jsonl --wait 7200',
      ]),
    )
    .action(async (journal: string, dir: string, options: VerifyFlags) =>
      exit(
        await (await import('../commands/verify.ts')).verify({ journal, directory: dir, ...options }, world),
      ),
    );
}

interface VerifyFlags extends AskingFlags {
  json: boolean;
  wait?: number;
}
