import type { Command } from 'commander';
import type { WritingWorld } from '../commands/world.ts';
import { examples, type Exit } from './options.ts';

/** Immutable ids by themselves; asks no tenant. */
export function addImmutableIdCommand(program: Command, world: WritingWorld, exit: Exit): void {
  program
    .command('immutable-id')
    .description('Print the immutable id of on-premises objects, from their objectGUID, or the other way.')
    .argument('<values...>', 'GUIDs; with --decode immutable ids')
    .option('--decode', 'print the GUID that an immutable id holds', false)
    .option('--json', 'answer in JSON, one line for each', false)
    .addHelpText(
      'after',
      examples([
        'immutable-id 00112233-4455-6677-8899-aabbccddeeff',
        'immutable-id --decode MyIRAFVEd2aImaq7zN3u/w==',
      ]),
    )
    .action(async (values: string[], options: { decode: boolean; json: boolean }) =>
      exit((await import('../commands/immutable-id.ts')).immutableId({ values, ...options }, world)),
    );
}
