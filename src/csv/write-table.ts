import { stringify } from 'csv-stringify/sync';

/** Rows as CSV with the line ends of Excel. What a spreadsheet would take for a formula has an apostrophe in front. */
export const writeTable = (
  rows: readonly (readonly string[])[],
  { delimiter, mark }: { readonly delimiter: string; readonly mark: boolean },
): string =>
  (mark ? '\ufeff' : '') +
  stringify(
    rows.map((row) => [...row]),
    {
      delimiter,
      record_delimiter: 'windows',
      escape_formulas: true,
      // A single empty cell would be an empty line.
      quoted_match: rows.some((row) => row.length === 1) ? /^$/ : null,
    },
  );
