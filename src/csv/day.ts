import { canonicalInstant } from '../config/dates.ts';
import type { CsvDates as DateOrder } from '../core/desired/settings.ts';

/** A date as the files write it, `2026-03-02` or `2026-03-02T09:00:00Z`, or why it is none. */
export type ReadDate = { readonly date: string } | { readonly message: string; readonly remedy: string };

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const midnight = /[ T](?:0{1,2}:00(?::00(?:\.0+)?)?|12:00(?::00)? ?AM)$/i;
const numeric = /^(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})$/;
const named = /^(\d{1,2})[- ]([A-Za-z]{3,9})\.?[- ](\d{4})$/;

/**
 * A date as spreadsheets and other programs write it. Where the day could be the month it is none, unless `order` says
 * how dates are written. A time without a time zone is one only at midnight, which is how a day is exported.
 */
export function readDate(text: string, order: DateOrder | undefined): ReadDate {
  if (canonicalInstant(text) !== undefined)
    return { date: text.replace(/T00:00:00(?:\.0+)?(?:Z|[+-]00:00)$/, '') };
  const bare = text.replace(midnight, '');
  const parts = numeric.exec(bare);
  if (parts) return ofNumbers(parts, order);
  const [, date = '', month = '', year = ''] = named.exec(bare) ?? [];
  const number = months.indexOf(month.slice(0, 3).toLowerCase()) + 1;
  if (number > 0) return made(year, number, Number(date));
  if (/^\d{5}(?:[.,]\d+)?$/.test(bare))
    return {
      message: 'is the number by which a spreadsheet counts days, and no date.',
      remedy: 'Format the column as a date, and save the table again.',
    };
  if (/\d:\d\d/.test(bare))
    return {
      message: 'is a time without a time zone, so nobody knows which instant is meant.',
      remedy: 'Write the day alone, such as 2026-03-02, or 2026-03-02T09:00:00Z for UTC.',
    };
  return { message: 'is no date.', remedy: 'Write year, month and day in this order: 2026-03-02.' };
}

function ofNumbers(
  [, first = '', mark, second = '', third = '']: RegExpExecArray,
  order: DateOrder | undefined,
): ReadDate {
  if (first.length === 4) return made(first, Number(second), Number(third));
  if (third.length !== 4)
    return {
      message: 'has a year of two digits.',
      remedy: 'Write the year with four digits, such as 2026-03-02.',
    };
  const [a, b] = [Number(first), Number(second)];
  const isDayFirst = order === undefined ? mark === '.' || a > 12 || a === b : order === 'dmy';
  const isMonthFirst = order === undefined ? b > 12 : order === 'mdy';
  if (isDayFirst && !isMonthFirst) return made(third, b, a);
  if (isMonthFirst && !isDayFirst) return made(third, a, b);
  return order === 'ymd'
    ? { message: 'does not begin with the year.', remedy: 'Write it so, or correct --dates.' }
    : {
        message: `can be ${day(third, b, a)} or ${day(third, a, b)}.`,
        remedy: 'Say how dates are written in this table with --dates dmy or --dates mdy.',
      };
}

const day = (year: string, month: number, date: number): string =>
  `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;

function made(year: string, month: number, date: number): ReadDate {
  const written = day(year, month, date);
  return canonicalInstant(written) === undefined
    ? { message: 'is a day that does not exist.', remedy: 'Correct it.' }
    : { date: written };
}
