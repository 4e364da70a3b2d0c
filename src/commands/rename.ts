import { rename as renameFiles, type RenamedFiles } from '../config/rename/rename.ts';
import type { Renaming } from '../core/rename/renamed.ts';
import { jsonText } from '../render/json.ts';
import { showRenamed } from '../render/text/renamed.ts';
import { exitCodes } from './exit-codes.ts';
import { showResult } from './showing.ts';
import type { World } from './world.ts';

export interface RenameOptions extends Renaming {
  readonly directory: string;
  readonly json: boolean;
}

/** Calls a value of users otherwise in the files, all of them or none. Asks no tenant. Returns the exit code. */
export async function rename(options: RenameOptions, world: World): Promise<number> {
  const { directory, json, ...renaming } = options;
  const { renamed, files } = renameFiles(await world.files.read(directory), directory, renaming);
  await writeAll(files, world);
  if (json)
    world.terminal.print(`${jsonText({ format: 1, ...renamed, files: files.map(({ file }) => file) })}\n`);
  else showResult(showRenamed(renamed, world.terminal.columns), world.terminal);
  return exitCodes.success;
}

/** Where one of them cannot be written, those before it are as they were. */
async function writeAll(
  files: RenamedFiles['files'],
  { writeText }: Pick<World, 'writeText'>,
): Promise<void> {
  const written: RenamedFiles['files'][number][] = [];
  try {
    for (const each of files) {
      written.push(each);
      await writeText(each.file, each.text);
    }
  } catch (error) {
    written.pop();
    for (const { file, before } of written) await writeText(file, before);
    throw error;
  }
}
