import { rename as renameFiles } from '../config/rename/rename.ts';
import type { Renaming } from '../core/rename/renamed.ts';
import { showRenamed } from '../render/text/renamed.ts';
import { exitCodes } from './exit-codes.ts';
import { printJson, showResult } from './showing.ts';
import type { World } from './world.ts';

export interface RenameOptions extends Renaming {
  readonly directory: string;
  readonly json: boolean;
}

/** Calls a value of users otherwise in the files, all of them or none. Asks no tenant. Returns the exit code. */
export async function rename(options: RenameOptions, world: World): Promise<number> {
  const { directory, json, ...renaming } = options;
  const { renamed, files } = renameFiles(await world.files.read(directory), directory, renaming);
  await world.writeFiles(new Map(files.map(({ file, text }) => [file, text])));
  if (json) printJson({ format: 1, ...renamed, files: files.map(({ file }) => file) }, world.terminal);
  else showResult(showRenamed(renamed, world.terminal.columns), world.terminal);
  return exitCodes.success;
}
