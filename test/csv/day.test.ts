import { expect, test } from 'vitest';
import { readDate } from '../../src/csv/day.ts';

const read = (text: string, order?: 'dmy' | 'mdy' | 'ymd'): string => {
  const found = readDate(text, order);
  return 'date' in found ? found.date : found.message;
};

test.each([
  ['2026-03-02', '2026-03-02'],
  ['2026/3/2', '2026-03-02'],
  ['2026-03-02T00:00:00Z', '2026-03-02'],
  ['2026-03-02T09:30:00+01:00', '2026-03-02T09:30:00+01:00'],
  ['2026-03-02 00:00:00', '2026-03-02'],
  ['2026-03-02 00:00:00.000', '2026-03-02'],
  ['3/25/2026 12:00:00 AM', '2026-03-25'],
  ['2.3.2026', '2026-03-02'],
  ['25/03/2026', '2026-03-25'],
  ['3/25/2026', '2026-03-25'],
  ['3/3/2026', '2026-03-03'],
  ['02-Mar-2026', '2026-03-02'],
  ['2 March 2026', '2026-03-02'],
  ['03/04/2026', 'can be 2026-04-03 or 2026-03-04.'],
  ['25/03/26', 'has a year of two digits.'],
  ['31/02/2026', 'is a day that does not exist.'],
  ['29.2.2026', 'is a day that does not exist.'],
  ['46083', 'is the number by which a spreadsheet counts days, and no date.'],
  ['2026-03-02 09:30', 'is a time without a time zone, so nobody knows which instant is meant.'],
  ['soon', 'is no date.'],
  ['1/2-2026', 'is no date.'],
])('%s is %s', (text, expected) => {
  expect(read(text)).toBe(expected);
});

test.each([
  ['03/04/2026', 'dmy', '2026-04-03'],
  ['03/04/2026', 'mdy', '2026-03-04'],
  ['3.4.2026', 'mdy', '2026-03-04'],
  ['25/03/2026', 'mdy', 'is a day that does not exist.'],
  ['03/04/2026', 'ymd', 'does not begin with the year.'],
  ['2026-03-04', 'dmy', '2026-03-04'],
] as const)('%s written as %s is %s', (text, order, expected) => {
  expect(read(text, order)).toBe(expected);
});
