import { describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { planPage } from '../../src/render/html/page.ts';
import { redactions } from '../../src/render/redaction.ts';
import { safe } from '../../src/render/safe.ts';
import { showDrift } from '../../src/render/text/drift.ts';
import { paint, type Line } from '../../src/render/text/lines.ts';
import { showPlan } from '../../src/render/text/plan.ts';
import { showReport } from '../../src/render/text/report.ts';
import { elements, treeOf } from './html/tree.ts';
import { tricks } from './markdown/hostile.ts';
import { documentNames, judged, judgedTame } from './markdown/judged.ts';
import { telling, withoutDigests, type Told } from './told.ts';

/** What stands in the place of a text where it is tame: a word that nothing else says, as long as the text is shown. */
const tameFor = (text: string, letter: string): string => letter.repeat(Math.max(1, safe(text).length));
const inRule = (text: string): string => text.replaceAll('"', "'").replaceAll(/\s*[\r\n]\s*/g, ' ');

/** Nobody writes or keeps blanks around a value; where a text has them, something stands around it. */
const bare = (text: string, shown: string): string => (text === text.trim() ? shown : `-${shown}-`);

/** Many texts have the same tame one. */
const tameOnes = new Map<string, Told>();
function tameOf(...texts: readonly [string, string, string]): Told {
  const key = texts.join(' ');
  const known = tameOnes.get(key) ?? telling(...texts);
  tameOnes.set(key, known);
  return known;
}

/** Half a surrogate pair gets into no plan: files that hold one are refused, and answers are read without. */
const wellFormed = tricks.filter((trick) => trick.isWellFormed());
const cases = wellFormed.map(caseOf);
/** Several in one text, for what need not be asked of each. */
const groups = Array.from({ length: Math.ceil(wellFormed.length / 8) }, (_, index) =>
  caseOf(wellFormed.slice(index * 8, index * 8 + 8).join(' ')),
);

function caseOf(trick: string) {
  const ruled = inRule(trick);
  const [calm, calmRuled] = [tameFor(trick, 'Q'), tameFor(ruled, 'Ж')];
  return {
    name: JSON.stringify(trick).slice(0, 50),
    trick,
    said: telling(trick, ruled, bare(trick, trick)),
    tame: tameOf(calm, calmRuled, bare(trick, calm)),
    /** What the tame one would be with the text in it. */
    filled: (text: string): string =>
      text.replaceAll(/Q+|Ж+/g, (word) => safe(word.startsWith('Q') ? trick : ruled)),
  };
}

test('the list is long enough to mean something', () => {
  expect(new Set(tricks).size).toBeGreaterThanOrEqual(140);
});

/** Keys of objects in overrides are quoted where YAML needs it. */
const unkeyed = (text: string): string => text.replaceAll(/object: .*/g, 'object');

/** Every element of the page with its attributes and texts, the texts changed. */
const nodesOf = (told: Told, change: (text: string) => string): readonly unknown[] =>
  elements(treeOf(withoutDigests(told, planPage(told.plan))))
    .filter(({ tag }) => tag !== 'meta' && tag !== 'style')
    .map(({ tag, attributes, children }) => [
      tag,
      ...Object.entries(attributes).map(([name, value]) => `${name}=${change(value)}`),
      ...children.map((child) => (typeof child === 'string' ? change(child) : `<${child.tag}>`)),
    ]);

describe.each(cases)('a text that is $name', ({ trick, said, tame, filled }) => {
  test.each<readonly [string, (told: Told, columns: number) => readonly Line[]]>([
    ['plan', ({ plan }, columns) => showPlan(plan, columns)],
    ['report', ({ report, plan }, columns) => showReport(report, plan.names, columns)],
    [
      'drift',
      ({ drift }, columns) =>
        showDrift(drift, { restore: 'r', accept: 'a', verify: (journal) => `v ${journal}` }, columns),
    ],
  ])('is just itself in the terminal: %s', (_, show) => {
    const linesOf = (told: Told, columns: number): readonly string[] =>
      withoutDigests(told, paint(show(told, columns), false)).split('\n');
    const wide = 1_000_000;
    // The runner of GitHub Actions would take this for a command.
    const expected = linesOf(tame, wide).map((line) =>
      filled(line)
        .replaceAll(/(?<=#)#(?=\[)/g, String.raw`\u{23}`)
        .trimEnd(),
    );
    expect(linesOf(said, wide).map(unkeyed)).toEqual(expected.map(unkeyed));
    const narrow = linesOf(said, 80);
    const titles = expected.filter((line) => /^\S/.test(line));
    const found = narrow.filter((line) => titles.includes(line));
    expect(found).toEqual(titles.filter((line) => narrow.includes(line)));
    // oxlint-disable-next-line no-control-regex
    expect(narrow.filter((line) => /[\u0000-\u001f\u007f-\u009f]/.test(line))).toEqual([]);
    expect(narrow.filter((line) => /^\s*::|##\[/.test(line))).toEqual([]);
  });

  test('changes nothing else on the page', () => {
    expect(nodesOf(said, unkeyed)).toEqual(nodesOf(tame, (text) => unkeyed(filled(text))));
  });

  test.each(['comment', 'drift issue', 'failure issue'] as const)(
    'has no markup of its own in the %s',
    (name) => {
      expect(judged(name, 'full', said)).toEqual(judgedTame(name, 'full', tame));
    },
  );

  test('leaves an override to paste what it is', () => {
    const overrides = said.plan.guards.flatMap(({ override }) => override ?? []).join('\n');
    const pasted = parseYaml(`overrides:\n${overrides}`) as {
      readonly overrides: readonly Record<string, unknown>[];
    };
    expect(pasted.overrides.map(({ object }) => object)).toContain(`user:gone${trick}x`);
    expect(new Set(pasted.overrides.flatMap(Object.keys))).toEqual(
      new Set(['guard', 'object', 'upTo', 'plan', 'reason', 'until']),
    );
  });
});

describe.each(groups)('a text that is $name and so on', ({ said, tame }) => {
  test.each(redactions)('has no markup of its own anywhere, redaction %s', (redaction) => {
    for (const name of documentNames)
      expect(judged(name, redaction, said)).toEqual(judgedTame(name, redaction, tame));
  });
});
