import { mojibakeOf } from './mojibake.ts';

/** What spreadsheets and scripts make of values. */

/** `#N/A`, `#REF!`, `#NV`, and the `####` of a column that is too narrow. */
export const spreadsheetError = /^#(?:N\/A|NV|[\p{Lu}\p{N}/]+[!?]|##+)$/u;

/** `1.23457E+11`, and the `123.0` of a number that was none before. */
export const damagedNumber = /^-?\d+(?:[.,]\d+)?e[+-]?\d+$|^\d+[.,]0+$/i;

const months = 'jan|feb|mar|mrz|m\u00e4r|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez';

/** `3-Apr` and `Apr-26`, which were `3-4` or `4/26`. */
export const damagedDate = new RegExp(`^(?:\\d{1,2}[-. ]+(?:${months})\\.?|(?:${months})-\\d{2})$`, 'i');

/** `System.Object[]`, which Export-Csv writes for a list. */
export const typeName = /^(?:System|Microsoft)\.[\w.]+(?:\[\])?$/;

/** `NULL`, as databases export it. In lower case it is the word that clears. */
export const databaseNull = /^(?:NULL|\(null\)|<null>)$/;

/** The sign for what could not be read. */
export const unreadable = /\ufffd/;

/** Characters that nobody sees: those of no width, soft hyphens, and those that turn the direction of writing. */
export const unseen =
  /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]|^[\u200c\u200d]|[\u200c\u200d]$/;

/** A formula that was exported in place of its value. */
export const formula = /^=/;

interface Damage {
  readonly message: string;
  readonly remedy: string;
}

const asText = 'Format the column as text, put the value in again, and save the table';

/** What became of a cell on its way, as the rest of a sentence that begins with the value; undefined where nothing did. */
export function damageOf(text: string, numbers: boolean): Damage | undefined {
  if (spreadsheetError.test(text))
    return {
      message: 'is what a spreadsheet shows where it has no value.',
      remedy: 'Mend the formula or make the column wider, and save the table again.',
    };
  if (/^-?\d+(?:[.,]\d+)?e[+-]?\d+$/i.test(text))
    return {
      message: 'is how a spreadsheet writes a long number; the digits are lost.',
      remedy: `${asText}; '${text} with an apostrophe is taken as it stands.`,
    };
  if (numbers && damagedNumber.test(text))
    return {
      message: 'is a number with decimal places, which this attribute does not have.',
      remedy: `${asText}; '${text} with an apostrophe is taken as it stands.`,
    };
  if (damagedDate.test(text))
    return {
      message: 'looks like a value that a spreadsheet took for a date.',
      remedy: `${asText}; '${text} with an apostrophe is taken as it stands.`,
    };
  if (formula.test(text))
    return {
      message: 'is a formula and not its value.',
      remedy: `Copy the column and paste it as values, and save the table; '${text} with an apostrophe is taken as it stands.`,
    };
  if (typeName.test(text))
    return {
      message: 'is the name of a type of PowerShell and not the value.',
      remedy: "Export the property with -join ';', such as @{n='otherMails';e={$_.OtherMails -join ';'}}.",
    };
  if (databaseNull.test(text))
    return {
      message: 'is how a database writes that there is no value.',
      remedy:
        'Empty the cell to leave the value alone, or write null in lower case to clear it. Empty cells clear with --empty-clears.',
    };
  return damagedCharacters(text);
}

function damagedCharacters(text: string): Damage | undefined {
  const hidden = unseen.exec(text);
  if (hidden)
    return {
      message: `holds a character that cannot be seen, U+${codeOf(hidden[0])} at character ${hidden.index + 1}.`,
      remedy: 'Type the value again; such a character comes along from where it was copied.',
    };
  if (unreadable.test(text))
    return {
      message: 'holds the sign for a character that was lost when the table was saved.',
      remedy: 'Correct it, or export the table again as "CSV UTF-8 (Comma delimited)".',
    };
  const meant = mojibakeOf(text);
  return meant === undefined
    ? undefined
    : {
        message: `is \`${meant}\` in an encoding that was mistaken for another one.`,
        remedy:
          'Export the table again, all of it in one encoding, such as "CSV UTF-8 (Comma delimited)", or correct the cell.',
      };
}

const codeOf = (character: string): string =>
  (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');

/** Whether a number has lost the zeros in front of it. */
export const lostZeros = (before: string, after: string): boolean =>
  /^\d+$/.test(after) && before !== after && /^0+\d/.test(before) && before.replace(/^0+/, '') === after;
