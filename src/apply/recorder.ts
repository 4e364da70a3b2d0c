import { TenantryError } from '../core/problem.ts';
import type { JournalFile } from '../ports.ts';
import { journalLine } from './journal.ts';
import type { JournalRecord } from './records.ts';

/** The journal while it is written. */
export interface Recorder {
  /** Everything in the journal so far, earlier runs included. */
  readonly records: readonly JournalRecord[];
  /** Resolves when the records are on the disk; a TenantryError where they cannot be written. */
  append(records: readonly JournalRecord[]): Promise<void>;
}

/** `earlier`: what the file holds already. `onRecord` hears of each record once it is on the disk. */
export function createRecorder(
  file: JournalFile,
  earlier: readonly JournalRecord[],
  onRecord: (record: JournalRecord) => void = () => undefined,
): Recorder {
  const records = [...earlier];
  return {
    records,
    async append(added) {
      try {
        await file.append(added.map(journalLine));
      } catch (error) {
        throw unwritable(file.path, error);
      }
      for (const record of added) {
        records.push(record);
        onRecord(record);
      }
    },
  };
}

function unwritable(path: string, error: unknown): TenantryError {
  if (error instanceof TenantryError) return error;
  const why = error instanceof Error ? error.message : String(error);
  return new TenantryError({
    id: 'journal-not-written',
    message: `The journal ${path} cannot be written (${why}), so nothing more was sent.`,
    remedy: 'Make room on the disk or name another place with --journal, then resume the run.',
  });
}
