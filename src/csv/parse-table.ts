import { CsvError, parse } from 'csv-parse/sync';
import type { Problem } from '../core/problem.ts';
import { TenantryError } from '../core/problem.ts';
import { delimiterName, detectDelimiter } from './delimiter.ts';
import { cellPlace, columnLetters, type Table, type TableRow } from './table.ts';

/**
 * A table with its headers and rows. The first lines `sep=;` of Excel and `version:v1.0` of the bulk templates of Entra are
 * passed over, and so are empty rows and columns. Throws TenantryError where there is no table to speak of.
 */
export function parseTable(text: string, file: string, wanted?: string): Table {
  const { body, lines, delimiter: said } = withoutPreamble(text);
  const delimiter = wanted ?? said ?? detectDelimiter(body);
  const records = recordsOf(withTextFormulas(body, delimiter), delimiter, file, lines);
  const [first, ...rest] = records.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  if (!first) throw problem('csv-empty', file, 'holds nothing but delimiters.', 'Export the table again.');
  const headers = trimmed(first.cells);
  if (rest.length === 0)
    throw problem(
      'csv-no-rows',
      file,
      'has a row of headers and nothing below it.',
      'Export the table again, with a row for each person.',
    );
  const problems: Problem[] = [];
  const blocks = shortBlocks(records, headers.length);
  const rows = rest.flatMap((row): readonly TableRow[] => {
    const cells = trimmed(row.cells);
    const beyond = cells.findIndex((cell, index) => index >= headers.length && cell.trim() !== '');
    if (beyond >= 0) {
      problems.push(longRow(file, row, beyond, headers.length));
      return [];
    }
    const isShort = row.cells.length < headers.length;
    if (isShort && !blocks.has(blockOf(row))) {
      problems.push(shortRow(file, row, headers));
      return [];
    }
    return [
      { ...row, cells: headers.map((_, index) => row.cells[index] ?? ''), ...(isShort ? { isShort } : {}) },
    ];
  });
  return { file, delimiter, headers, headerRow: first, upperRows: records.slice(0, 20), rows, problems };
}

function withoutPreamble(text: string): {
  readonly body: string;
  readonly lines: number;
  readonly delimiter?: string;
} {
  const match = /^(?:"?sep=(.)"?|version:v[\d.]+[,;\t]*)[ ]*(?:\r\n|\r|\n)/i.exec(text);
  if (!match) return { body: text, lines: 0 };
  const [line, delimiter] = match;
  return { body: text.slice(line.length), lines: 1, ...(delimiter === undefined ? {} : { delimiter }) };
}

/** `="00123"` of programs that write for Excel: with the quotation marks that CSV takes. */
const withTextFormulas = (body: string, delimiter: string): string =>
  body.replaceAll(
    /(?<=(^|[^"]))="([^"\r\n]+)"(?=([^"]|$))/g,
    (cell, before: string, text: string, after: string) =>
      [before, after].every((each) => each === '' || each === delimiter || /[\r\n]/.test(each))
        ? `"=""${text}"""`
        : cell,
  );

function recordsOf(text: string, delimiter: string, file: string, lines: number): readonly TableRow[] {
  try {
    return parsed(text, delimiter, lines);
  } catch (error) {
    if (error instanceof CsvError) throw badQuotes(error, text, delimiter, file, lines);
    throw error;
  }
}

/** At most `to` records, which are all. */
function parsed(text: string, delimiter: string, lines: number, to = -1): readonly TableRow[] {
  const found = parse(text, {
    delimiter,
    info: true,
    relax_column_count: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    to,
  }) as unknown as readonly { readonly record: readonly string[]; readonly info: { lines: number } }[];
  let line = lines + 1;
  return found.map(({ record, info }, index) => {
    const row = { line, row: index + 1, cells: record };
    line = lines + info.lines + 1;
    return row;
  });
}

/** Empty cells behind the last header are a habit of Excel. */
function trimmed(cells: readonly string[]): readonly string[] {
  const last = cells.findLastIndex((cell) => cell.trim() !== '');
  return cells.slice(0, last + 1);
}

const blockSize = 16;
const blockOf = ({ row }: TableRow): number => Math.floor((row - 1) / blockSize);

/**
 * Excel looks at 16 rows at a time and leaves out the last columns where they are empty in all of them. Such rows are all
 * of one length. https://support.microsoft.com/help/77295
 */
function shortBlocks(records: readonly TableRow[], columns: number): ReadonlySet<number> {
  const blocks = Map.groupBy(records, blockOf);
  return new Set(
    [...blocks].flatMap(([block, rows]) => {
      const lengths = new Set(rows.map(({ cells }) => cells.length));
      const [length = columns] = lengths;
      return rows.length > 1 && lengths.size === 1 && length < columns ? [block] : [];
    }),
  );
}

function shortRow(file: string, row: TableRow, headers: readonly string[]): Problem {
  const missing = headers.slice(row.cells.length);
  return {
    id: 'csv-row-length',
    place: cellPlace(file, row, row.cells.length),
    object: `row ${row.row}`,
    message: `it ends after column ${columnLetters(row.cells.length - 1)}, but the headers go on to column ${columnLetters(headers.length - 1)} (${missing.slice(0, 3).join(', ')}${missing.length > 3 ? ', ...' : ''}).`,
    remedy:
      'Look whether the file was cut off there, or a cell holds a line break or delimiter without quotation marks.',
  };
}

function longRow(file: string, row: TableRow, beyond: number, headers: number): Problem {
  return {
    id: 'csv-row-length',
    place: cellPlace(file, row, beyond),
    object: `row ${row.row}`,
    message: `it has a value in column ${columnLetters(beyond)}, but the headers end with column ${columnLetters(headers - 1)}.`,
    remedy: 'Put a cell that holds the delimiter between quotation marks, or give the column a header.',
  };
}

function badQuotes(
  error: CsvError,
  text: string,
  delimiter: string,
  file: string,
  lines: number,
): TenantryError {
  const good = Number(error['records'] ?? 0);
  // The parser tells where it gave up; people look for the row in which the quotation mark is opened.
  const begun = good === 0 ? lines : lastLine(text, delimiter, lines, good);
  const isOpen = error.code === 'CSV_QUOTE_NOT_CLOSED';
  return new TenantryError({
    id: 'csv-quotes',
    place: { file, line: isOpen ? begun + 1 : lines + Number(error['lines'] ?? 1), column: 1 },
    message: isOpen
      ? 'A quotation mark is opened in this row and never closed, so nobody knows where the cell ends.'
      : 'A quotation mark stands next to other text in a cell.',
    remedy: `A cell with quotation marks stands between quotation marks, and those within it are doubled: "24"" screen". The columns are taken to be separated by a ${delimiterName(delimiter)}; --delimiter says otherwise.`,
  });
}

/** The line at which the last of so many records ends. */
function lastLine(text: string, delimiter: string, lines: number, records: number): number {
  const rows = parsed(text, delimiter, lines, records);
  const last = rows.at(-1);
  return last ? last.line + last.cells.join('').split('\n').length - 1 : lines;
}

const problem = (id: string, file: string, message: string, remedy: string): TenantryError =>
  new TenantryError({ id, message: `${file} ${message}`, remedy });
