import type { Command } from 'commander';
import type { WritingWorld } from '../commands/world.ts';
import { directory, endpoint, examples, lockTimeout, trace, type AskingFlags, type Exit } from './options.ts';

/** Takes back what an apply did: rollback. */
export function addRollbackCommand(program: Command, world: WritingWorld, exit: Exit): void {
  program
    .command('rollback')
    .description('Take back what an apply did, as far as nobody changed it since.')
    .argument('<journal>', 'the journal of the apply, or its plan file where the journal is lost')
    .argument(...directory)
    .option('--yes', 'do not ask', false)
    .option('--write', 'also edit the files, so that they want what was restored', false)
    .addOption(lockTimeout())
    .option(...endpoint)
    .option(...trace)
    .addHelpText(
      'after',
      examples([
        'rollback .tenantry/2026-11-21T12-00-00-000Z-5647416c0ecd.jsonl',
        'rollback plan.json --endpoint http://127.0.0.1:8080',
      ]),
    )
    .action(async (source: string, dir: string, options: RollbackFlags) =>
      exit(
        await (
          await import('../commands/rollback.ts')
        ).rollback({ source, directory: dir, ...options }, world),
      ),
    );
}

interface RollbackFlags extends AskingFlags {
  yes: boolean;
  write: boolean;
  lockTimeout: number;
}
