import type { DeclaredValue } from '../desired/desired.ts';
import type { Problem } from '../problem.ts';

/** What the import of a table of people came to. */
export interface CsvImport {
  readonly file: string;
  /** In words: `UTF-8 with a byte order mark`, `semicolon`. */
  readonly encoding: string;
  readonly delimiter: string;
  readonly rows: number;
  /** Rows with which something is wrong. */
  readonly badRows: number;
  readonly columns: readonly CsvColumn[];
  /** Whether the tenant was asked who people are. */
  readonly online: boolean;
  /** Whom the table changes, in its order; nobody where nothing was written. */
  readonly people: readonly CsvPerson[];
  /** Files that were written. */
  readonly written: readonly string[];
  /** Values that people get besides from `defaults` of the file to which they are added. */
  readonly alsoFromDefaults: readonly string[];
  readonly problems: readonly Problem[];
}

export interface CsvColumn {
  /** `C` */
  readonly column: string;
  readonly header: string;
  /** What it is for; null where it is passed over. */
  readonly as: string | null;
}

export interface CsvPerson {
  readonly row: number;
  readonly user: string;
  readonly id?: string;
  readonly file: string;
  /** No file named them before. */
  readonly added?: true;
  readonly changes: readonly CsvChange[];
}

export interface CsvChange {
  readonly attribute: string;
  /** Absent where the files did not say anything about it. */
  readonly before?: DeclaredValue;
  readonly after: DeclaredValue;
}
