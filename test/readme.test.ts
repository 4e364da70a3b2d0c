import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const readme = read('README.md');

test('the plan that it shows is part of the plan of the example, in the same order', () => {
  const excerpt = /<!-- plan:start -->\s*```text\n(.*?)```/s.exec(readme)?.[1] ?? '';
  const lines = excerpt.split('\n').filter((line) => line.trim() !== '' && line.trim() !== '…');
  expect(lines.length).toBeGreaterThan(20);
  const golden = read('test/scenarios/golden/plan.txt').split('\n');
  let from = 0;
  for (const line of lines) {
    const found = golden.indexOf(line, from);
    expect.soft(found, line).toBeGreaterThanOrEqual(from);
    from = found + 1;
  }
});

test('its links within the repository lead somewhere', () => {
  const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map((match) => match[1] ?? '');
  expect(links.length).toBeGreaterThan(10);
  expect(links.filter((link) => !existsSync(join(root, link)))).toEqual([]);
});

test('the scripts that it names are there', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const named = [...readme.matchAll(/npm run (?:-s )?([a-z]+)/g)].map((match) => match[1] ?? '');
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});
