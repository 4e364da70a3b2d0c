import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { TenantryError } from '../../src/core/problem.ts';
import { decodeTable, mostBytes } from '../../src/csv/decode.ts';
import { parseTable } from '../../src/csv/parse-table.ts';
import { encoded, encodings } from './encoded.ts';

const rows = [
  ['user', 'department', 'officeLocation', 'jobTitle'],
  ['adele.vance@contoso.com', 'Forschung & Entwicklung', 'São Paulo / 12', 'Engineer; senior, "lead"'],
  ['zoe.keller@contoso.com', 'Vertrieb', 'Zürich | 3', 'zwei\nZeilen'],
  ['lee.gu@contoso.com', '', '', 'a\tb'],
];
const delimiters = [',', ';', '\t', '|'];
const lineEnds = ['\n', '\r\n', '\r'];
const write = (delimiter: string, end: string): string =>
  rows
    .map((cells) =>
      cells
        .map((cell) => (/[",;|\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
        .join(delimiter),
    )
    .join(end);

describe.each(encodings)('%s', (encoding) => {
  describe.each(delimiters)('columns separated by %j', (delimiter) => {
    test.each(lineEnds)('lines that end with %j', (end) => {
      const decoded = decodeTable(encoded(write(delimiter, end) + end, encoding), 'a.csv');
      expect(decoded.encoding).toBe(encoding);
      const table = parseTable(decoded.text, 'a.csv');
      expect(table.delimiter).toBe(delimiter);
      expect([table.headers, ...table.rows.map(({ cells }) => cells)]).toEqual(rows);
      expect(table.problems).toEqual([]);
    });
  });
});

test('an encoding that is given decides', () => {
  const bytes = Uint8Array.from([0x75, 0x0a, 0xa3, 0xf3, 0x64, 0x9f]);
  expect(decodeTable(bytes, 'a.csv').text).toBe('u\n£ódŸ');
  expect(decodeTable(bytes, 'a.csv', 'windows-1250')).toEqual({ text: 'u\nŁódź', encoding: 'windows-1250' });
});

const zip = Buffer.concat([Buffer.from('PK\u0003\u0004'), deflateRawSync('x')]);
const refused: readonly (readonly [string, Uint8Array, string])[] = [
  ['an .xlsx', zip, 'csv-workbook'],
  ['an .xls', Buffer.from('d0cf11e0a1b11ae100', 'hex'), 'csv-workbook'],
  ['a PDF', Buffer.from('%PDF-1.7\n'), 'csv-binary'],
  ['a program', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 1, 1, 1, 0, 0, 0, 65, 66, 67, 0, 1]), 'csv-binary'],
  ['nothing', Buffer.alloc(0), 'csv-empty'],
  ['a byte order mark alone', Buffer.from('\ufeff'), 'csv-empty'],
  ['empty lines', Buffer.from('\r\n \r\n'), 'csv-empty'],
  ['too much', Buffer.alloc(mostBytes + 1, 65), 'csv-too-large'],
];
test.each(refused)('%s is refused', (_, bytes, id) => {
  expect(problemOf(() => decodeTable(bytes, 'a.csv')).id).toBe(id);
});

test('a workbook gets the advice to save it as CSV UTF-8', () => {
  expect(problemOf(() => decodeTable(zip, 'people.xlsx'))).toMatchObject({
    message: 'people.xlsx is an Excel workbook (.xlsx) or another ZIP file, not CSV.',
    remedy: expect.stringContaining('"CSV UTF-8 (Comma delimited)"'),
  });
});

test('an encoding that nobody knows is said', () => {
  expect(problemOf(() => decodeTable(Buffer.from('a'), 'a.csv', 'utf-64')).message).toContain('utf-64');
});

export function problemOf(action: () => unknown): TenantryError['problems'][number] {
  try {
    action();
  } catch (error) {
    if (error instanceof TenantryError && error.problems[0]) return error.problems[0];
    throw error;
  }
  throw new Error('Nothing was refused.');
}
