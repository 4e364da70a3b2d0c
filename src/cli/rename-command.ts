import type { Command } from 'commander';
import type { WritingWorld } from '../commands/world.ts';
import { directory, examples, type Exit } from './options.ts';

/** Another word for the same value; asks no tenant. */
export function addRenameCommand(program: Command, world: WritingWorld, exit: Exit): void {
  program
    .command('rename')
    .description(
      'Rename a value of users in the files: in entries and defaults, in the rules that compare with it, and in the vocabulary.',
    )
    .argument('<attribute>', 'as the files name it: department, directoryExtensions.jobGrade')
    .argument('<old>', 'the value as it is now')
    .argument('<new>', 'the value as it is to be')
    .argument(...directory)
    .option('--keep-alias', 'let the vocabulary know the old value as an alias of the new one', false)
    .option('--json', 'print what was changed and what was left as JSON', false)
    .addHelpText(
      'after',
      examples([
        'rename department "Human Resources" HR',
        'rename department Sales "Sales & Service" --keep-alias',
        'rename employeeOrgData.costCenter 4711 4712',
      ]),
    )
    .action(
      async (
        attribute: string,
        from: string,
        to: string,
        dir: string,
        options: { keepAlias: boolean; json: boolean },
      ) =>
        exit(
          await (
            await import('../commands/rename.ts')
          ).rename({ attribute, from, to, directory: dir, ...options }, world),
        ),
    );
}
