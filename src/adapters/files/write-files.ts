import { randomUUID } from 'node:crypto';
import { chmod, mkdir, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { TenantryError } from '../../core/problem.ts';

/**
 * Writes files, all or none: each beside its place first, and into its place once all of them are on the disk. Folders are
 * made as needed; a link stays one, and so do the rights of a file that is there. Throws TenantryError.
 */
export async function writeFiles(files: ReadonlyMap<string, string>): Promise<void> {
  const ready: { readonly from: string; readonly to: string; readonly path: string }[] = [];
  try {
    for (const [path, text] of files) {
      const to = await realpath(path).catch(() => path);
      await mkdir(dirname(to), { recursive: true }).catch(refuse(path));
      const mode = await stat(to).then(
        (found) => found.mode,
        () => undefined,
      );
      const from = join(dirname(to), `.tenantry-${randomUUID()}.tmp`);
      ready.push({ from, to, path });
      await writeFile(from, text).catch(refuse(path));
      if (mode !== undefined) await chmod(from, mode).catch(refuse(path));
    }
    for (const { from, to, path } of ready) await rename(from, to).catch(refuse(path));
  } catch (error) {
    for (const { from } of ready) await rm(from, { force: true });
    throw error;
  }
}

const refuse =
  (path: string) =>
  (error: unknown): never => {
    throw new TenantryError({
      id: 'file',
      message: `The file ${path} cannot be written: ${whyNot(error)}`,
      remedy: 'Check the name and the rights of the file and its folder.',
    });
  };

function whyNot(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'EISDIR':
    case 'ENOTEMPTY':
      return 'it is a folder';
    case 'ENOTDIR':
    case 'EEXIST':
      return 'a part of its path is a file';
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'you have no right to do so';
    case 'ENOSPC':
      return 'no space is left on the disk';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}
