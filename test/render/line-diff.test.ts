import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { showDiff } from '../../src/render/text/line-diff.ts';
import { paint } from '../../src/render/text/lines.ts';

const shown = (before: string | undefined, after: string): string =>
  paint(showDiff('a.yaml', before, after), false);

test('a change with three lines around it', () => {
  expect(shown('1\n2\n3\n4\n5\n6\n7\n8\n9\n', '1\n2\n3\n4\nfive\n6\n7\n8\n9\n')).toBe(`--- a.yaml
+++ a.yaml
@@ line 2 @@
 2
 3
 4
-5
+five
 6
 7
 8
`);
});

test('a new file', () => {
  expect(shown(undefined, 'a\nb\n')).toBe('--- /dev/null\n+++ a.yaml\n@@ line 1 @@\n+a\n+b\n');
});

const lines = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 25 });

test('law: what is shown leads from the one to the other, and says nothing of what is alike', () => {
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const steps = showDiff(
        'x',
        before.map((each) => `${each}\n`).join(''),
        after.map((each) => `${each}\n`).join(''),
      )
        .slice(2)
        .map((line) => line.map(({ text }) => text).join(''))
        .filter((line) => !line.startsWith('@@'));
      const removed = steps.filter((line) => line.startsWith('-')).length;
      const added = steps.filter((line) => line.startsWith('+')).length;
      expect(after.length - before.length).toBe(added - removed);
      expect(steps.length === 0).toBe(before.join() === after.join());
      const old = steps.filter((line) => !line.startsWith('+')).map((line) => line.slice(1));
      const made = steps.filter((line) => !line.startsWith('-')).map((line) => line.slice(1));
      expect(isWithin(old, before)).toBe(true);
      expect(isWithin(made, after)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

/** Whether some lines come in this order among others. */
function isWithin(some: readonly string[], all: readonly string[]): boolean {
  let at = 0;
  for (const each of all) if (each === some[at]) at += 1;
  return at === some.length;
}

test('two long texts that have nothing in common are shown as a whole', () => {
  const [before, after] = ['a', 'b'].map((name) =>
    Array.from({ length: 4000 }, (_, index) => `${name}${index}\n`).join(''),
  );
  expect(shown(before, after ?? '').split('\n').length).toBe(8004);
});
