import { mkdir, open, readFile, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { TenantryError } from '../../core/problem.ts';
import type { JournalFile } from '../../ports.ts';

/**
 * Opens the file of a journal, for its owner only. A new journal must not exist yet; with `append` it may, and goes on
 * where the last whole record ends. What `append` writes is on the disk when its promise resolves, in the order of the
 * calls. Throws TenantryError where the file cannot be written.
 */
export async function openJournal(path: string, options: { readonly append: boolean }): Promise<JournalFile> {
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const handle = await open(path, options.append ? 'a+' : 'ax', 0o600);
    await handle.chmod(0o600);
    if (options.append) await dropTornTail(handle);
    await syncFolder(dirname(path));
    return journalOf(path, handle);
  } catch (error) {
    throw failure(path, error);
  }
}

/** The text of a journal. Throws TenantryError where there is none. */
export async function readJournal(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw failure(path, error);
  }
}

function journalOf(path: string, handle: FileHandle): JournalFile {
  let last: Promise<void> = Promise.resolve();
  return {
    path,
    append(lines) {
      const torn = lines.find((line) => line.includes('\n'));
      if (torn !== undefined) throw new RangeError('a record of the journal is one line');
      last = last.then(async () => {
        try {
          await handle.appendFile(lines.map((line) => `${line}\n`).join(''), 'utf8');
          await handle.sync();
        } catch (error) {
          throw failure(path, error);
        }
      });
      return last;
    },
    async close() {
      await last.catch(() => {});
      await handle.close();
    },
  };
}

/**
 * A crash can leave the beginning of a record at the end. Nothing was sent for it, since records are on the disk before
 * anything is sent; so it goes, and only the last line of a journal can ever be torn.
 */
async function dropTornTail(handle: FileHandle): Promise<void> {
  const bytes = await handle.readFile();
  const whole = bytes.lastIndexOf(0x0a) + 1;
  if (whole === bytes.length) return;
  if (isRecord(bytes.toString('utf8', whole))) await handle.appendFile('\n');
  else await handle.truncate(whole);
  await handle.sync();
}

/** A whole record of which only the line break is missing. */
function isRecord(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}

/** A new file survives a power cut only once its folder is on the disk too. Not every system can do that. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => undefined);
  await folder?.sync().catch(() => {});
  await folder?.close();
}

function failure(path: string, error: unknown): TenantryError {
  if (error instanceof TenantryError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'EEXIST')
    return journalError(
      `The file ${path} exists already, and no journal is written over it.`,
      'Name a file with --journal that is not there yet, or leave --journal out.',
    );
  if (code === 'ENOENT')
    return journalError(`There is no journal ${path}.`, 'Name the file that an apply wrote.');
  return journalError(
    `The journal ${path} cannot be used: ${error instanceof Error ? error.message : String(error)}.`,
    'Name a file with --journal that you may write, on a disk with room.',
  );
}

function journalError(message: string, remedy: string): TenantryError {
  return new TenantryError({ id: 'journal', message, remedy });
}
