import type { Command } from 'commander';
import { holderOf, readLock, whyStale } from '../adapters/lock/lock-record.ts';
import type { WritingWorld } from '../commands/world.ts';
import { directory, endpoint, examples, trace, type AskingFlags, type Exit } from './options.ts';

/** What wants attention: drift, paused groups, groups that are behind, applies that are not verified. */
export function addStatusCommand(program: Command, world: WritingWorld, exit: Exit): void {
  program
    .command('status')
    .description('What wants attention in the tenant and in this folder, and what to type. Only reads.')
    .argument(...directory)
    .option('--since <when>', 'from when on to read the audit log: 7d, a day, an instant (default: 30d)')
    .option('--json', 'print the result as JSON', false)
    .option('--detailed-exitcode', 'exit with 2 where something wants attention', false)
    .option(...endpoint)
    .option(...trace)
    .addHelpText('after', examples(['status', 'status --json', 'status --detailed-exitcode']))
    .action(async (dir: string, options: StatusFlags) =>
      exit(
        await (
          await import('../commands/status.ts')
        ).status({ directory: dir, ...options }, { ...world, lockAt: (path) => lockAt(path, world) }),
      ),
    );
}

interface StatusFlags extends AskingFlags {
  since?: string;
  json: boolean;
  detailedExitcode: boolean;
}

function lockAt(path: string, { clock }: WritingWorld) {
  const found = readLock(path);
  if (!found) return undefined;
  const stale = whyStale(found, clock.now());
  return { holder: holderOf(found), ...(stale === undefined ? {} : { stale }) };
}
