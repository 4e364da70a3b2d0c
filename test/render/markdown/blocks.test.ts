import fc from 'fast-check';
import { expect, test } from 'vitest';
import { always, assemble, block, bytesOf, forms } from '../../../src/render/markdown/blocks.ts';

const three = (): readonly ReturnType<typeof block>[] => [
  block('# Title', always),
  block('ä'.repeat(50), 2, 'two is left out'),
  forms(block('3'.repeat(80), 1), block('3'.repeat(40), 3), block('', always)),
];

test.each([
  [1000, `# Title\n\n${'ä'.repeat(50)}\n\n${'3'.repeat(80)}`],
  [170, `# Title\n\n${'ä'.repeat(50)}\n\n${'3'.repeat(40)}`],
  [70, `# Title\n\ntwo is left out\n\n${'3'.repeat(40)}`],
  [30, '# Title\n\ntwo is left out'],
])('in %i bytes the least important goes first', (limit, expected) => {
  expect(assemble(three(), limit)).toBe(expected);
});

test('room that is left goes to the most important of what gave way and fits', () => {
  const blocks = [
    block('a'.repeat(20), 1, 'a'),
    block('b'.repeat(30), 2, 'b'),
    forms(block('c'.repeat(90), 3), block('c'.repeat(60), 3), block('c', 4)),
  ];
  expect(assemble(blocks, 60)).toBe(`${'a'.repeat(20)}\n\n${'b'.repeat(30)}\n\nc`);
  expect(assemble(blocks, 40)).toBe(`a\n\n${'b'.repeat(30)}\n\nc`);
  expect(assemble(blocks, 30)).toBe(`${'a'.repeat(20)}\n\nb\n\nc`);
});

test('what has to stay and does not fit is a mistake', () => {
  expect(() => assemble(three(), 20)).toThrow(RangeError);
});

test('nothing is cut, and the limit holds', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 30 }).filter((each) => !each.includes('\n'));
  const one = fc
    .tuple(text, text, fc.nat(5), fc.nat(5))
    .map(([long, short, a, b]) => forms(block(long + short, a), block(short, b), block('', always)));
  fc.assert(
    fc.property(fc.array(one, { maxLength: 20 }), fc.integer({ min: 0, max: 600 }), (blocks, limit) => {
      const found = assemble(blocks, limit);
      expect(bytesOf(found)).toBeLessThanOrEqual(limit);
      const known = new Set(blocks.flatMap((each) => [each.text, each.instead?.text ?? '']));
      expect(found === '' ? [] : found.split('\n\n').filter((piece) => !known.has(piece))).toEqual([]);
    }),
  );
});
