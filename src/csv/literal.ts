import { damagedDate, damagedNumber, databaseNull, spreadsheetError, typeName } from './damage.ts';

/**
 * What a cell would be taken for that is not what its text says: a formula by a spreadsheet
 * (https://owasp.org/www-community/attacks/CSV_Injection), here the word that clears, a list, or a value that was damaged.
 * An apostrophe in front of it makes it text, as in Excel.
 */
const misread = [
  /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/,
  /^null$/,
  /^\[/,
  spreadsheetError,
  damagedNumber,
  damagedDate,
  databaseNull,
  typeName,
];
const digits = /^\d+$/;
const apostrophes = /^'+/;

const isMisread = (text: string): boolean => misread.some((each) => each.test(text));

/** The text of a cell, and whether an apostrophe says that it is meant as it stands; then it is taken off. */
export function literal(cell: string): { readonly text: string; readonly isLiteral: boolean } {
  const rest = cell.replace(apostrophes, '');
  const isLiteral = rest !== cell && (isMisread(rest) || digits.test(rest));
  return { text: isLiteral ? cell.slice(1) : cell, isLiteral };
}

/** Text as a cell that is read as just this text. */
export function asLiteral(text: string): string {
  return isMisread(text) || literal(text).isLiteral ? `'${text}` : text;
}
