import { lstat, mkdir, open, readFile, realpath, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { TenantryError } from '../../core/problem.ts';

/** A folder into which files are put that belong to its user. Paths are below it, with `/`. */
export interface FolderFiles {
  /** The bytes of a file; undefined where there is none. Throws TenantryError where something else is in its place. */
  read(path: string): Promise<Uint8Array | undefined>;
  /** Makes a file that is not there yet. */
  create(path: string, bytes: Uint8Array): Promise<void>;
  /** Puts other bytes into a file, unless it is no longer as it was read. */
  change(path: string, was: Uint8Array, bytes: Uint8Array): Promise<void>;
}

/** Throws TenantryError where something is in the way, or where a link would lead out of the folder. */
export function folderFiles(folder: string): FolderFiles {
  const checked = async (path: string): Promise<string> => {
    await inside(folder, path);
    return join(folder, path);
  };
  return {
    read: (path) =>
      guarded(path, async () => {
        const full = await checked(path);
        const found = await lstat(full).catch(missing);
        return found ? await readFile(full) : undefined;
      }),
    create: (path, bytes) =>
      guarded(path, async () => {
        const full = await checked(path);
        await mkdir(dirname(full), { recursive: true });
        const file = await open(full, 'wx');
        try {
          await file.writeFile(bytes);
        } finally {
          await file.close();
        }
      }),
    change: (path, was, bytes) =>
      guarded(path, async () => {
        const full = await checked(path);
        if (Buffer.compare(await readFile(full), was) !== 0) throw new Error('somebody else changes it');
        const { mode } = await stat(full);
        // Whole or not at all, should the disk be full.
        const beside = `${full}.tenantry-new`;
        await writeFile(beside, bytes, { mode, flag: 'wx' });
        await rename(beside, full);
      }),
  };
}

/** Throws where a folder on the way is a link that leads out. */
async function inside(folder: string, path: string): Promise<void> {
  const root = await realpath(folder).catch(missing);
  if (root === undefined) return;
  const parts = path.split('/');
  for (let end = 1; end <= parts.length; end++) {
    const target = await realpath(join(folder, ...parts.slice(0, end))).catch(missing);
    if (target !== undefined && !target.startsWith(root.endsWith(sep) ? root : root + sep))
      throw new Error(`it is a link out of the folder, to ${target}`);
  }
}

function missing(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
  throw error;
}

async function guarded<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new TenantryError({
      id: 'file',
      message: `${path} cannot be used: ${error instanceof Error ? error.message : String(error)}.`,
      remedy: 'Move away what is in its place, or give yourself the right to write there, and run it again.',
    });
  }
}
