import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cell, code, fenced, prose, text } from '../../../src/render/markdown/escape.ts';
import { details } from '../../../src/render/markdown/details.ts';
import { table } from '../../../src/render/markdown/table.ts';
import { safe } from '../../../src/render/safe.ts';
import { alive, hostile, tricks } from './hostile.ts';
import { all, parse, shape, type Node } from './tree.ts';

/** Every place where a text can stand. */
const places: readonly (readonly [string, (raw: string) => string])[] = [
  ['a paragraph', (raw) => text(raw)],
  ['a paragraph after another line', (raw) => `Before\n${text(raw)}`],
  ['strong text', (raw) => `**Name:** ${text(raw)} and more`],
  ['a list', (raw) => `- ${text(raw)}\n- ${code(raw)}`],
  [
    'a table',
    (raw) =>
      table(
        ['A', 'B'],
        [
          [cell(raw), code(raw)],
          [code(raw), prose(raw)],
        ],
      ),
  ],
  ['code', (raw) => `See ${code(raw)}, ${code(raw)}.`],
  ['a summary', (raw) => details(text(raw), text(raw))],
  ['a fence', (raw) => fenced([raw, `+ ${raw}`], 'diff')],
  ['a quote', (raw) => `> [!CAUTION]\n> ${text(raw)}`],
];

const runs = { numRuns: 300 };

describe.each(places)('in %s', (_, render) => {
  const harmless = shape(parse(render('x')));
  test('no text changes the structure', () => {
    fc.assert(
      fc.property(hostile, (raw) => {
        expect(withoutSummary(shape(parse(render(raw))))).toEqual(withoutSummary(harmless));
      }),
      { ...runs, examples: tricks.map((trick) => [trick]) },
    );
  });
  test('no text links, mentions or shows a picture', () => {
    fc.assert(
      fc.property(hostile, (raw) => {
        for (const node of all(parse(render(raw)))) {
          expect(node.type).not.toMatch(/link|image|footnote/i);
          expect(decoded(node)).not.toMatch(alive);
        }
      }),
      { ...runs, examples: tricks.map((trick) => [trick]) },
    );
  });
  test('no marker of a comment stands in it', () => {
    fc.assert(
      fc.property(hostile, (raw) => {
        expect(render(raw)).not.toContain('<!--');
      }),
      runs,
    );
  });
});

test('what is seen is the text itself', () => {
  fc.assert(
    fc.property(hostile, (raw) => {
      const shown = safe(raw).replaceAll('\u200b', '');
      const one = (markdown: string): string => squeezed(join(parse(markdown)));
      expect(one(text(raw))).toBe(squeezed(shown));
      expect(one(`|a|\n|--|\n|${cell(raw)}|`)).toBe(squeezed(`a${raw === '' ? '–' : shown}`));
      expect(one(`x${code(raw)}`)).toBe(squeezed(`x${shown}`));
    }),
    { ...runs, examples: tricks.map((trick) => [trick]) },
  );
});

test.each([
  ['SG-Engineering (São Paulo)', 'SG-Engineering (São Paulo)'],
  ['adele@contoso.com', 'adele@&#8203;contoso.com'],
  ['a|b', 'a&#124;b'],
  ['1. one', '&#49;. one'],
  ['12 people', '12 people'],
  ['SD-10872', 'SD-10872'],
])('%s', (raw, expected) => expect(text(raw)).toBe(expected));

test('an id in a sentence can be copied', () => {
  expect(prose('- id 2c75bf61-45d1-449a-8ba1-70c9e6c39385 of a.b@contoso.com is gone, see `plan`')).toBe(
    '&#45; id `2c75bf61-45d1-449a-8ba1-70c9e6c39385` of `a.b@contoso.com` is gone, see `plan`',
  );
});

/** The HTML of a summary is one node with the text in it. */
const withoutSummary = (found: unknown): unknown =>
  JSON.parse(JSON.stringify(found).replaceAll(/<summary>.*?<\/summary>/g, '<summary>'));

/** As the page has it, where GitHub looks; in code it does not. */
function decoded({ type, value = '' }: Node): string {
  if (type !== 'text' && type !== 'html') return '';
  return type === 'text'
    ? value
    : value.replaceAll(/&#(\d+);/g, (_, number: string) => String.fromCodePoint(Number(number)));
}
const join = (node: Node): string =>
  all(node)
    .map(({ type, value }) => (type === 'html' ? '' : (value ?? '')))
    .join('')
    .replaceAll('\u200b', '');
const squeezed = (raw: string): string => raw.replaceAll(/\s+/g, '');
