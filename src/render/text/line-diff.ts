import { line, span, type Line } from './lines.ts';

const context = 3;
/** Beyond so many lines that differ, a stretch is shown as taken out and put in as a whole. */
const mostSteps = 1500;

type Step = readonly ['same' | 'removed' | 'added', string];

/** Two texts beside each other, as `diff -u` shows them. `before` is absent for a new file. */
export function showDiff(file: string, before: string | undefined, after: string): readonly Line[] {
  const steps = compare(linesOf(before ?? ''), linesOf(after));
  const near = new Set<number>();
  steps.forEach(([what], index) => {
    if (what !== 'same') for (let at = index - context; at <= index + context; at += 1) near.add(at);
  });
  const lines: Line[] = [
    line(span(`--- ${before === undefined ? '/dev/null' : file}`, 'quiet')),
    line(span(`+++ ${file}`, 'quiet')),
  ];
  let number = 0;
  let last = -1;
  steps.forEach(([what, text], index) => {
    if (what !== 'removed') number += 1;
    if (!near.has(index)) return;
    if (index !== last + 1 || last === -1) lines.push(line(span(`@@ line ${number || 1} @@`, 'quiet')));
    last = index;
    if (what === 'same') lines.push(line(` ${text}`));
    else lines.push(line(span(`${what === 'added' ? '+' : '-'}${text}`, what)));
  });
  return lines;
}

const linesOf = (text: string): readonly string[] => {
  const lines = text.split(/\r?\n/);
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
};

const same = (lines: readonly string[]): readonly Step[] => lines.map((each) => ['same', each]);

function compare(before: readonly string[], after: readonly string[]): readonly Step[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let [endBefore, endAfter] = [before.length, after.length];
  while (endBefore > start && endAfter > start && before[endBefore - 1] === after[endAfter - 1]) {
    endBefore -= 1;
    endAfter -= 1;
  }
  return [
    ...same(before.slice(0, start)),
    ...shortest(before.slice(start, endBefore), after.slice(start, endAfter)),
    ...same(before.slice(endBefore)),
  ];
}

/** The shortest way from one to the other: Myers, An O(ND) Difference Algorithm, 1986. */
function shortest(before: readonly string[], after: readonly string[]): readonly Step[] {
  const whole = (): readonly Step[] => [
    ...before.map((each): Step => ['removed', each]),
    ...after.map((each): Step => ['added', each]),
  ];
  if (before.length === 0 || after.length === 0) return whole();
  const furthest = new Map<number, number>([[1, 0]]);
  const trace: Map<number, number>[] = [];
  const reach = (diagonal: number): number => furthest.get(diagonal) ?? -1;
  for (let depth = 0; depth <= mostSteps; depth += 1) {
    trace.push(new Map(furthest));
    for (let diagonal = -depth; diagonal <= depth; diagonal += 2) {
      const down = diagonal === -depth || (diagonal !== depth && reach(diagonal - 1) < reach(diagonal + 1));
      let x = down ? reach(diagonal + 1) : reach(diagonal - 1) + 1;
      while (x < before.length && x - diagonal < after.length && before[x] === after[x - diagonal]) x += 1;
      furthest.set(diagonal, x);
      if (x >= before.length && x - diagonal >= after.length) return walkBack(before, after, trace);
    }
  }
  return whole();
}

function walkBack(
  before: readonly string[],
  after: readonly string[],
  trace: readonly ReadonlyMap<number, number>[],
): readonly Step[] {
  const steps: Step[] = [];
  let [x, y] = [before.length, after.length];
  for (let depth = trace.length - 1; depth >= 0; depth -= 1) {
    const reach = (diagonal: number): number => trace[depth]?.get(diagonal) ?? -1;
    const diagonal = x - y;
    const down = diagonal === -depth || (diagonal !== depth && reach(diagonal - 1) < reach(diagonal + 1));
    const fromX = down ? reach(diagonal + 1) : reach(diagonal - 1);
    const fromY = fromX - (down ? diagonal + 1 : diagonal - 1);
    while (x > fromX && y > fromY && x > 0 && y > 0) {
      x -= 1;
      y -= 1;
      steps.push(['same', before[x] ?? '']);
    }
    if (depth === 0) break;
    if (down) steps.push(['added', after[(y -= 1)] ?? '']);
    else steps.push(['removed', before[(x -= 1)] ?? '']);
  }
  return steps.toReversed();
}
