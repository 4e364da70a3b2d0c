import { load } from '../../config/load.ts';
import { fileName } from '../../config/folder.ts';
import { editFile } from '../../config/edit/edit-file.ts';
import type { Desired } from '../../core/desired/desired.ts';
import { InvalidConfiguration, TenantryError } from '../../core/problem.ts';
import type { FileTree } from '../../ports.ts';
import type { World } from '../world.ts';
import { draftOf, type Draft } from './draft.ts';
import { headerOf } from './header.ts';
import { treeWith } from './check-files.ts';
import type { ImportOptions } from './import-options.ts';

/** The folder as it is, which need not be there. */
export interface FilesToImport {
  readonly tree: FileTree;
  /** Absent where there is no tenant.yaml yet. */
  readonly head?: Desired;
}

/** Reads the folder. Throws InvalidConfiguration where the files have problems: nothing is written into what is not understood. */
export async function filesToImport(
  { directory }: Pick<ImportOptions, 'directory'>,
  world: Pick<World, 'files' | 'readText'>,
): Promise<FilesToImport> {
  const tree = await world.files.read(directory).catch(async (error: unknown) => {
    if (!(await isNew(error, directory, world))) throw error;
    return new Map() as FileTree;
  });
  const { desired, problems } = load(tree, directory);
  const [first] = problems;
  if (!desired && problems.length === 1 && first?.id === 'no-tenant-file' && !first.place) return { tree };
  if (!desired || problems.length > 0) throw new InvalidConfiguration(problems);
  return { tree, head: desired };
}

/** The folder is yet to be made, unless a file has its name, or the configuration is right here and another one was meant. */
async function isNew(
  error: unknown,
  directory: string,
  { readText }: Pick<World, 'readText'>,
): Promise<boolean> {
  if (!(error instanceof TenantryError) || error.problems[0]?.id !== 'no-folder') return false;
  const found = await Promise.allSettled([readText(directory), readText('tenant.yaml')]);
  return found.every(({ status }) => status === 'rejected');
}

/** The first tenant.yaml of a folder that has none, and the folder with it. */
export function withTenantFile(
  tree: FileTree,
  directory: string,
  tenantId: string,
): { readonly draft: Draft; readonly head: Desired; readonly text: string } {
  const edited = editFile(
    headerOf(directory, 'tenant.yaml'),
    [
      { edit: 'put', path: ['format'], value: 1 },
      { edit: 'put', path: ['tenant'], value: { id: tenantId } },
    ],
    fileName(directory, 'tenant.yaml'),
  );
  if ('problems' in edited) throw new InvalidConfiguration(edited.problems);
  const whole = treeWith(tree, new Map([['tenant.yaml', edited.text]]));
  const { desired, problems } = load(whole, directory);
  if (!desired || problems.length > 0) throw new InvalidConfiguration(problems);
  return { draft: draftOf(whole, directory), head: desired, text: edited.text };
}
