import { expect, test } from 'vitest';
import { TenantryError } from '../../src/core/problem.ts';
import { parseTable } from '../../src/csv/parse-table.ts';
import { columnLetters } from '../../src/csv/table.ts';

const cellsOf = (text: string, delimiter?: string): unknown => {
  const { headers, rows } = parseTable(text, 'a.csv', delimiter);
  return [headers, ...rows.map(({ cells }) => cells)];
};

const tables: readonly (readonly [string, string, unknown])[] = [
  [
    'the line with which Excel says the delimiter',
    'sep=;\r\na;b\r\n1,5;2\r\n',
    [
      ['a', 'b'],
      ['1,5', '2'],
    ],
  ],
  [
    'that line between quotation marks',
    '"sep=|"\na|b\n1|2',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    'the version of a template of Entra',
    'version:v1.0,,\na,b\n1,2',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    'empty rows and columns',
    'a,b,,\n,,,\n1,2,,\n\n , ,,\n',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    'a delimiter within a header',
    '"a;b",c\n1,2',
    [
      ['a;b', 'c'],
      ['1', '2'],
    ],
  ],
  [
    'commas in semicolons',
    'Name, all of it;b\nx, y;2',
    [
      ['Name, all of it', 'b'],
      ['x, y', '2'],
    ],
  ],
  ['one column', 'user\na@b.c', [['user'], ['a@b.c']]],
];
test.each(tables)('%s', (_, text, expected) => {
  expect(cellsOf(text)).toEqual(expected);
});

test('a delimiter that is given decides', () => {
  expect(cellsOf('a;b,c\n1;2,3', ',')).toEqual([
    ['a;b', 'c'],
    ['1;2', '3'],
  ]);
});

test('rows are counted as a spreadsheet does, and lines as an editor does', () => {
  const { rows } = parseTable('sep=;\na;b\n"x\ny";1\n\n2;3\n', 'a.csv');
  expect(rows.map(({ row, line }) => ({ row, line }))).toEqual([
    { row: 2, line: 3 },
    { row: 4, line: 6 },
  ]);
});

test('rows of another length are problems with row and column', () => {
  const { rows, problems } = parseTable('a,b,c\n1,2\n1,2,3\n1,2,3,4\n1,2,3,\n', 'a.csv');
  expect(rows.map(({ row }) => row)).toEqual([3, 5]);
  expect(problems.map(({ place, object, message }) => [place?.line, place?.column, object, message])).toEqual(
    [
      [2, 3, 'row 2', 'it ends after column B, but the headers go on to column C (c).'],
      [4, 4, 'row 4', 'it has a value in column D, but the headers end with column C.'],
    ],
  );
});

test('Excel leaves out the last columns where they are empty in 16 rows', () => {
  const full = Array.from({ length: 15 }, () => '1,2,3');
  const short = Array.from({ length: 16 }, () => '1,2');
  const table = parseTable(['a,b,c', ...full, ...short, '1,2,3', '1,2,3'].join('\n'), 'a.csv');
  expect(table.problems).toEqual([]);
  expect(table.rows.filter(({ isShort }) => isShort).map(({ row, cells }) => [row, cells[2]])).toEqual(
    short.map((_, index) => [17 + index, '']),
  );
  expect(
    parseTable(['a,b,c', ...full, ...short.slice(1), '1,2,3'].join('\n'), 'a.csv').problems,
  ).toHaveLength(15);
});

const refused: readonly (readonly [string, string, string, number | undefined])[] = [
  ['headers alone', 'a,b\n', 'csv-no-rows', undefined],
  ['delimiters alone', ';;;\n;;\n', 'csv-empty', undefined],
  ['a quotation mark that is never closed', 'a,b\n1,2\n3,"x\n4,5\n', 'csv-quotes', 3],
  ['a quotation mark within a cell', 'a,b\n1,2\n3,x"y\n', 'csv-quotes', 3],
];
test.each(refused)('%s is refused', (_, text, id, line) => {
  const refusal = ((): unknown => {
    try {
      return parseTable(text, 'a.csv');
    } catch (error) {
      return error;
    }
  })();
  expect(refusal).toBeInstanceOf(TenantryError);
  const [problem] = (refusal as TenantryError).problems;
  expect(problem?.id).toBe(id);
  expect(problem?.place?.line).toBe(line);
});

test('columns have the letters of a spreadsheet', () => {
  expect([0, 25, 26, 51, 52, 701, 702].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA']);
});
