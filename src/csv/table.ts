import type { Place, Problem } from '../core/problem.ts';

/** A table of text. */
export interface Table {
  readonly file: string;
  readonly delimiter: string;
  readonly headers: readonly string[];
  readonly headerRow: TableRow;
  /** The first rows of the file, in which the headers may stand below a title. */
  readonly upperRows: readonly TableRow[];
  /** Each with as many cells as there are headers, as they stand in the file. */
  readonly rows: readonly TableRow[];
  /** Rows that are not as long as the headers, which are not among the rows. */
  readonly problems: readonly Problem[];
}

export interface TableRow {
  /** The line of the file at which it begins, from 1. */
  readonly line: number;
  /** The number that a spreadsheet shows beside it: 1 for the headers. */
  readonly row: number;
  readonly cells: readonly string[];
  /** Its last cells are not in the file. */
  readonly isShort?: true;
}

/** `A` for 0, `AB` for 27, as spreadsheets call columns. */
export function columnLetters(index: number): string {
  const rest = Math.floor(index / 26);
  return (rest > 0 ? columnLetters(rest - 1) : '') + String.fromCharCode(65 + (index % 26));
}

/** The place of a cell: the line at which its row begins, and the number of its column. */
export const cellPlace = (file: string, { line }: Pick<TableRow, 'line'>, column: number): Place => ({
  file,
  line,
  column: column + 1,
});

/** `row 14, column C (Department)` */
export const cellName = (row: number, column: number, header: string): string =>
  `row ${row}, column ${columnLetters(column)}${header === '' ? '' : ` (${header})`}`;
