import { execFileSync } from 'node:child_process';
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

test('the comment that it shows is that of the story, without what is another each time', () => {
  const shown = /<!-- comment:start -->\n\n(.*?)\n\n<!-- comment:end -->/s.exec(readme)?.[1] ?? '';
  const [, ...lines] = read('test/scenarios/golden/github/pushed.md').trimEnd().split('\n');
  const footer = lines.findIndex((line) => line.startsWith('<sub>Plan'));
  const expected = lines.slice(0, footer).join('\n').trimEnd();
  expect(shown.replaceAll(/^> ?/gm, '')).toBe(expected);
});

test('the steps to the first plan and to the first apply are as many as docs/github.md has', () => {
  const [, plan, apply] = /in (\d+) steps, and to the\s+first apply in (\d+) more/.exec(readme) ?? [];
  expect(read('docs/github.md')).toContain(`takes **${plan} steps** from`);
  expect(read('docs/github.md')).toContain(`and **${apply} more** to`);
});

test('the commands that it names are those of the program', () => {
  const rows = [...readme.matchAll(/^\| `tenantry ([a-z-]+)/gm)].map((match) => match[1] ?? '');
  const named = [...new Set(rows)];
  const help = execFileSync(process.execPath, [join(root, 'bin/tenantry.js'), '--help'], {
    encoding: 'utf8',
  });
  const commands = [...help.matchAll(/^ {2}([a-z-]+)(?: .*)? {2}/gm)].map((match) => match[1] ?? '');
  expect(named.toSorted()).toEqual(commands.filter((name) => name !== 'help').toSorted());
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
