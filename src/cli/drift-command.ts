import type { Command } from 'commander';
import type { WritingWorld } from '../commands/world.ts';
import { directory, endpoint, examples, trace, type AskingFlags, type Exit } from './options.ts';

/** What is not as the files say, and who changed it: drift. */
export function addDriftCommand(program: Command, world: WritingWorld, exit: Exit): void {
  program
    .command('drift')
    .description(
      'What is not as the files say, and who changed it. Writes nothing to the tenant; exits with 2 where there is drift.',
    )
    .argument(...directory)
    .option('--since <when>', 'from when on to read the audit log: 7d, a day, an instant (default: 30d)')
    .option('--accept', 'write into the files what the tenant holds', false)
    .option('--json', 'print the result as JSON', false)
    .option(...endpoint)
    .option(...trace)
    .addHelpText('after', examples(['drift', 'drift --since 7d', 'drift --accept']))
    .action(async (dir: string, options: DriftFlags) =>
      exit(await (await import('../commands/drift.ts')).drift({ directory: dir, ...options }, world)),
    );
}

interface DriftFlags extends AskingFlags {
  since?: string;
  accept: boolean;
  json: boolean;
}
