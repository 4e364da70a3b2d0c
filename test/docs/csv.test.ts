import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findColumns } from '../../src/csv/columns.ts';
import { commonHeaders, ignoredHeaders, normalised } from '../../src/csv/headers.ts';
import { parseTable } from '../../src/csv/parse-table.ts';
import { targetsOf } from '../../src/csv/target.ts';

const root = join(import.meta.dirname, '..', '..');
const page = readFileSync(join(root, 'docs/csv.md'), 'utf8');
const rows = [...page.matchAll(/^\| `(.+?)` \| (.+) \|$/gm)].map(([, target = '', headers = '']) => ({
  target,
  headers: headers.split(', '),
}));

test('the headers that it lists are those that are known, each as the column that it says', () => {
  const listed = rows.filter(({ target }) => !target.endsWith(' to 15'));
  for (const { target, headers } of listed)
    for (const header of headers) {
      const table = parseTable(`"${header}"\nx`, 'a.csv');
      const [column] = findColumns(table, {}, {}, targetsOf([])).read;
      expect.soft(column?.target.name, header).toBe(target);
    }
  const known = Object.keys(commonHeaders).filter((name) => !/^customattribute\d+$/.test(name));
  expect(listed.flatMap(({ headers }) => headers.map(normalised)).toSorted()).toEqual(known.toSorted());
});

test('the columns that are passed over are named', () => {
  const named = new Set([...page.matchAll(/`(\w+)`/g)].map(([, name = '']) => normalised(name)));
  expect(
    [...ignoredHeaders].filter((name) => !named.has(name) && !name.startsWith('authentication')),
  ).toEqual([]);
});

test.each(['refused', 'imported'])('the example is what the program says: %s', (name) => {
  expect(page).toContain(readFileSync(join(root, `test/scenarios/golden/csv/${name}.txt`), 'utf8').trimEnd());
});
