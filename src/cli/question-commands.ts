import type { Command } from 'commander';
import type { WritingWorld } from '../commands/world.ts';
import { directory, endpoint, examples, trace, type AskingFlags, type Exit } from './options.ts';

/** Questions about live data: calibrate, why, whatif. */
export function addQuestionCommands(program: Command, world: WritingWorld, exit: Exit): void {
  program
    .command('calibrate')
    .description(
      'Hold our evaluation of every dynamic group against the members that Entra has. Only reads; run this first.',
    )
    .argument(...directory)
    .option('--json', 'print the result as JSON', false)
    .option('--detailed-exitcode', 'exit with 2 where anything differs', false)
    .option(...endpoint)
    .option(...trace)
    .addHelpText(
      'after',
      examples(['calibrate', 'calibrate --json', 'calibrate --endpoint http://127.0.0.1:8080']),
    )
    .action(async (dir: string, options: CalibrateFlags) =>
      exit(await (await import('../commands/calibrate.ts')).calibrate({ directory: dir, ...options }, world)),
    );

  program
    .command('why')
    .description('Is this person in this group, what does the rule say, and which part of it decides?')
    .argument('<user>', 'user principal name, id or mail address')
    .argument('<group>', 'key in the files, uniqueName, id, or a display name that only one group has')
    .argument(...directory)
    .option(...endpoint)
    .option(...trace)
    .addHelpText(
      'after',
      examples(['why adele.vance@contoso.com sg-engineering', 'why adele.vance@contoso.com "SG-Sales-EMEA"']),
    )
    .action(async (user: string, group: string, dir: string, options: AskingFlags) =>
      exit(
        await (await import('../commands/why.ts')).why({ user, group, directory: dir, ...options }, world),
      ),
    );

  program
    .command('whatif')
    .description('Which groups would this person enter and leave with other attributes? Writes nothing.')
    .argument('<user>', 'user principal name, id or mail address')
    .argument(
      '<values...>',
      'ATTRIBUTE=VALUE; null clears, lists have commas; then the folder, if not tenant',
    )
    .option(...endpoint)
    .option(...trace)
    .addHelpText(
      'after',
      examples([
        'whatif adele.vance@contoso.com department=Sales',
        'whatif adele.vance@contoso.com "jobTitle=Team Lead" city=null',
        'whatif adele.vance@contoso.com department=Sales other/tenant',
      ]),
    )
    .action(async (user: string, values: string[], options: AskingFlags) =>
      exit(
        await (
          await import('../commands/what-if.ts')
        ).whatIf({ user, ...valuesAndFolder(values), ...options }, world),
      ),
    );
}

interface CalibrateFlags extends AskingFlags {
  json: boolean;
  detailedExitcode: boolean;
}

/** The folder is what is no ATTRIBUTE=VALUE and stands last. */
function valuesAndFolder(given: readonly string[]): { values: readonly string[]; directory: string } {
  const last = given.at(-1);
  return given.length > 1 && last !== undefined && !last.includes('=')
    ? { values: given.slice(0, -1), directory: last }
    : { values: given, directory: directory[2] };
}
