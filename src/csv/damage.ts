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
  return undefined;
}

/** Whether a number has lost the zeros in front of it. */
export const lostZeros = (before: string, after: string): boolean =>
  /^\d+$/.test(after) && before !== after && /^0+\d/.test(before) && before.replace(/^0+/, '') === after;
