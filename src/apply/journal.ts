import { TenantryError } from '../core/problem.ts';
import { checkRecord } from './record-check.ts';
import type { JournalRecord, PlanRecord } from './records.ts';

/** A journal as it was read back. */
export interface Journal {
  /** Absent where the run ended before its first record was whole; then nothing was sent. */
  readonly plan?: PlanRecord;
  readonly records: readonly JournalRecord[];
  /** The number of the last line, from 1, where it is only the beginning of a record. */
  readonly torn?: number;
}

/** A record as a line of the journal, without the line break. */
export function journalLine(record: JournalRecord): string {
  return JSON.stringify(record);
}

/**
 * Reads the text of a journal (JSON Lines). A torn last line is what a crash leaves and is passed over. Anything else
 * that is no record is a TenantryError that names file and line.
 */
export function parseJournal(text: string, file = 'journal'): Journal {
  const lines = text
    .split('\n')
    .map((line, index) => ({ text: line.trim(), number: index + 1 }))
    .filter((line) => line.text !== '');
  const records: JournalRecord[] = [];
  let torn: number | undefined;
  for (const [index, line] of lines.entries()) {
    const json = parseLine(line.text);
    if (!json.ok) {
      if (index === lines.length - 1) {
        torn = line.number;
        break;
      }
      throw unreadable(file, line.number, 'is not JSON');
    }
    const checked = checkRecord(json.value);
    if (typeof checked === 'string') throw unreadable(file, line.number, checked);
    if ((checked.record === 'plan') !== (records.length === 0))
      throw unreadable(
        file,
        line.number,
        records.length === 0 ? 'comes before the plan' : 'is a second plan',
      );
    records.push(checked);
  }
  const [first] = records;
  return {
    ...(first?.record === 'plan' ? { plan: first } : {}),
    records,
    ...(torn === undefined ? {} : { torn }),
  };
}

/** Whether the run that wrote the journal did not come to its end, so that it can be resumed. */
export function unfinished(journal: Journal): boolean {
  return journal.plan !== undefined && lastOfRun(journal.records)?.record !== 'end';
}

/** The last record that a run wrote; what came of verifying it says nothing about how far it came. */
export function lastOfRun(records: readonly JournalRecord[]): JournalRecord | undefined {
  return records.findLast(({ record }) => record !== 'verified');
}

function parseLine(line: string): { readonly ok: true; readonly value: unknown } | { readonly ok: false } {
  try {
    return { ok: true, value: JSON.parse(line) as unknown };
  } catch {
    return { ok: false };
  }
}

function unreadable(file: string, line: number, what: string): TenantryError {
  return new TenantryError({
    id: 'journal-unreadable',
    place: { file, line, column: 1 },
    message: `Line ${line} of the journal ${what}.`,
    remedy:
      'Take the journal as the run left it; one that was edited or damaged cannot be resumed or undone. Without it, `tenantry rollback` takes the plan file of that apply; and an apply that stops here goes on once the journal is moved to another folder.',
  });
}
