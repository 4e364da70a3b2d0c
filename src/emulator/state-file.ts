import { readFile, rename, writeFile } from 'node:fs/promises';
import type { State } from './state.ts';

/** The state on disk, replaced as a whole: a reader finds the old or the new one, never half of either. */
export interface StateFile {
  /** Undefined where there is no file yet. */
  read(): Promise<unknown>;
  /** Writes soon; many changes in a row are one write. */
  save(state: () => State): void;
  /** Writes now, after whatever is being written. */
  flush(state: () => State): Promise<void>;
}

/** The file at a path, which need not exist yet; changes within `delayMs` are written together. */
export function createStateFile(path: string, delayMs = 200): StateFile {
  let timer: NodeJS.Timeout | null = null;
  let writing: Promise<void> = Promise.resolve();

  const write = async (state: () => State): Promise<void> => {
    const temporary = `${path}.${process.pid}.tmp`;
    await writeFile(temporary, `${JSON.stringify(state(), null, 2)}\n`);
    await rename(temporary, path);
  };
  const begin = (state: () => State): Promise<void> => {
    // A failed write is retried by the next change, and reported by the flush at the end.
    writing = writing.then(
      () => write(state),
      () => write(state),
    );
    return writing;
  };

  return {
    async read() {
      try {
        return JSON.parse(await readFile(path, 'utf8')) as unknown;
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
        throw error;
      }
    },
    save(state) {
      timer ??= setTimeout(() => {
        timer = null;
        begin(state).catch(() => {});
      }, delayMs);
    },
    async flush(state) {
      if (timer) clearTimeout(timer);
      timer = null;
      await begin(state);
    },
  };
}
