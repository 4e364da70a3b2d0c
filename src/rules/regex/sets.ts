import type { CharacterSet, SetItem } from './pattern.ts';

type Range = readonly [from: number, to: number];
const last = 0x10ffff;

/** The code points of a set as ranges in order, its subtractions worked out and the other case of its letters added. */
export function rangesOf(set: CharacterSet, caseless: boolean): Range[] {
  const items = set.items.flatMap((item) => itemRanges(item, caseless));
  const union = merge(items);
  const own = set.negated ? complement(union) : union;
  if (set.minus === undefined) return own;
  return complement(merge([...complement(own), ...rangesOf(set.minus, caseless)]));
}

function itemRanges(item: SetItem, caseless: boolean): readonly Range[] {
  switch (item.type) {
    case 'range':
      return caseless ? bothCases(item.from, item.to) : [[item.from, item.to]];
    case 'categories':
      return category(item.names.map((name) => String.raw`\p{${name}}`).join(''), item.negated);
    case 'space':
      return category(String.raw`\t-\r\x85\p{Z}`, item.negated);
    default:
      return item satisfies never;
  }
}

function bothCases(from: number, to: number): Range[] {
  const ranges: Range[] = [[from, to]];
  for (let code = from; code <= to; code++) {
    const character = String.fromCodePoint(code);
    for (const other of [character.toLowerCase(), character.toUpperCase()]) {
      const [point] = other;
      if (other !== character && point === other && character !== 'ı' && character !== 'İ') {
        const otherCode = other.codePointAt(0) ?? code;
        ranges.push([otherCode, otherCode]);
      }
    }
  }
  return ranges;
}

/** Looking through all characters takes a while, and there are few categories. */
const categories = new Map<string, readonly Range[]>();

function category(inside: string, negated: boolean): readonly Range[] {
  const key = `${negated ? '^' : ''}${inside}`;
  const known = categories.get(key) ?? lookThrough(inside, negated);
  categories.set(key, known);
  return known;
}

function lookThrough(inside: string, negated: boolean): Range[] {
  const test = new RegExp(`[${negated ? '^' : ''}${inside}]`, 'u');
  const ranges: Range[] = [];
  let start = -1;
  for (let code = 0; code <= last + 1; code++) {
    const member = code <= last && test.test(String.fromCodePoint(code));
    if (member && start === -1) start = code;
    if (!member && start !== -1) {
      ranges.push([start, code - 1]);
      start = -1;
    }
  }
  return ranges;
}

function merge(ranges: readonly Range[]): Range[] {
  const merged: [number, number][] = [];
  for (const [from, to] of ranges.toSorted((a, b) => a[0] - b[0])) {
    const previous = merged[merged.length - 1];
    if (previous !== undefined && from <= previous[1] + 1) previous[1] = Math.max(previous[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

function complement(ranges: readonly Range[]): Range[] {
  const gaps: Range[] = [];
  let next = 0;
  for (const [from, to] of ranges) {
    if (from > next) gaps.push([next, from - 1]);
    next = to + 1;
  }
  if (next <= last) gaps.push([next, last]);
  return gaps;
}
