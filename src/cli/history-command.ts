import type { Command } from 'commander';
import { gitHistory, gitMergesOf, gitTexts } from '../adapters/files/git-history.ts';
import type { WritingWorld } from '../commands/world.ts';
import { endpoint, examples, trace, type AskingFlags, type Exit } from './options.ts';

/** Who changed what of one person or group, in the tenant and in the files. */
export function addHistoryCommand(program: Command, world: WritingWorld, exit: Exit): void {
  program
    .command('history')
    .description(
      'Who changed what of a person or a group and when, in the tenant and in the files. Only reads.',
    )
    .argument('<user>', 'user principal name, id or mail address; or group:NAME')
    .argument('[attribute]', 'just this attribute')
    .argument('[dir]', 'the folder that holds tenant.yaml', 'tenant')
    .option(
      '--since <when>',
      'from when on: 7d, a day, an instant (default: 30d of the tenant, all of the files)',
    )
    .option('--json', 'print the result as JSON', false)
    .option(...endpoint)
    .option(...trace)
    .addHelpText(
      'after',
      examples([
        'history adele.vance@contoso.com',
        'history adele.vance@contoso.com department',
        'history group:sg-engineering membership.rule --since 7d',
      ]),
    )
    .action(async (object: string, attribute: string | undefined, directory: string, flags: HistoryFlags) =>
      exit(
        await (
          await import('../commands/history/history.ts')
        ).history(
          { object, ...attributeAndFolder(attribute, directory), ...flags },
          { ...world, git: { log: gitHistory, texts: gitTexts, mergesOf: gitMergesOf } },
        ),
      ),
    );
}

/** A folder can stand in the place of the attribute. */
const attributeAndFolder = (attribute: string | undefined, directory: string) =>
  attribute === undefined
    ? { directory }
    : /[/\\]|^\.+$/.test(attribute)
      ? { directory: attribute }
      : { attribute, directory };

interface HistoryFlags extends AskingFlags {
  since?: string;
  json: boolean;
}
