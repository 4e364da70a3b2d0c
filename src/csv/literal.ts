import {
  damagedDate,
  damagedNumber,
  databaseNull,
  spreadsheetError,
  typeName,
  unreadable,
  unseen,
} from './damage.ts';
import { mojibakeOf } from './mojibake.ts';
import { plainText } from './plain-text.ts';

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
  unreadable,
  unseen,
];
const digits = /^\d+$/;
const apostrophes = /^'+/;

/** `="00123"`, by which programs keep the zeros of a number through Excel. */
const textFormula = /^="((?:[^"]|"")*)"$/;

const isMisread = (text: string): boolean =>
  misread.some((each) => each.test(text)) || plainText(text) !== text || mojibakeOf(text) !== undefined;

/** The text of a cell, and whether an apostrophe says that it is meant as it stands; then it is taken off. */
export function literal(cell: string): { readonly text: string; readonly isLiteral: boolean } {
  const rest = cell.replace(apostrophes, '');
  const isLiteral = rest !== cell && (isMisread(rest) || digits.test(rest));
  if (isLiteral) return { text: cell.slice(1), isLiteral };
  const quoted = textFormula.exec(cell)?.[1];
  return quoted === undefined
    ? { text: plainText(cell), isLiteral }
    : { text: quoted.replaceAll('""', '"'), isLiteral: true };
}

/** Text as a cell that is read as just this text. */
export function asLiteral(text: string): string {
  return isMisread(text) || literal(text).isLiteral ? `'${text}` : text;
}
