import { anyMark, marksOf } from './marks.ts';
import type { CharacterSet, Pattern, Place, SetItem } from './pattern.ts';
import { rangesOf } from './sets.ts';

/**
 * Writes a pattern in the syntax of RE2. `marked` is for texts with marks between their characters: characters skip the
 * mark before them, and places look at it.
 */
export function translate(pattern: Pattern, marked: boolean): string {
  switch (pattern.type) {
    case 'empty':
      return '';
    case 'character':
      return character(cased(escape(pattern.character.codePointAt(0) ?? 0), pattern.caseless), marked);
    case 'set':
      return character(writeSet(pattern.set, pattern.caseless, marked), marked);
    case 'any':
      if (marked) return character(`[^${pattern.newline ? '' : '\\n'}${anyMark}]`, marked);
      return pattern.newline ? '(?s:.)' : '[^\\n]';
    case 'place':
      return marked ? markedPlace(pattern.place) : plainPlace(pattern.place);
    case 'sequence':
      return pattern.parts.map((part) => group(part, marked)).join('');
    case 'choice':
      return pattern.parts.map((part) => translate(part, marked)).join('|');
    case 'repeat':
      return repeat(pattern, marked);
    case 'behind': {
      const skip = marked ? `[${anyMark}]?` : '';
      return `(?<${pattern.negated ? '!' : '='}(?:${translate(pattern.part, marked)})${skip})`;
    }
    default:
      return pattern satisfies never;
  }
}

function group(pattern: Pattern, marked: boolean): string {
  const text = translate(pattern, marked);
  return pattern.type === 'choice' ? `(?:${text})` : text;
}

/** A place that is repeated holds once or need not hold: .NET takes `^*`, and tenants use it. */
function repeat(pattern: Pattern & { readonly type: 'repeat' }, marked: boolean): string {
  const { part, min, max } = pattern;
  if (part.type === 'empty' || max === 0) return '';
  if (part.type === 'place' || part.type === 'behind') return min === 0 ? '' : translate(part, marked);
  const inside = `(?:${translate(part, marked)})`;
  if (max === Infinity) return min > 1 ? `${inside}{${min},}` : `${inside}${min === 0 ? '*' : '+'}`;
  if (min === 1 && max === 1) return inside;
  return `${inside}{${min === max ? min : `${min},${max}`}}`;
}

const character = (text: string, marked: boolean): string => (marked ? `(?:[${anyMark}]?${text})` : text);

const cased = (text: string, caseless: boolean): string => (caseless ? text : `(?-i:${text})`);

const escape = (code: number): string => `\\x{${code.toString(16)}}`;

/** Without marks the text is known to have no final newline and, where boundaries are asked for, to be ASCII. */
function plainPlace(place: Place): string {
  switch (place) {
    case 'start':
      return '\\A';
    case 'end':
    case 'veryEnd':
      return '\\z';
    case 'lineStart':
      return '(?m:^)';
    case 'lineEnd':
      return '(?m:$)';
    case 'boundary':
      return '\\b';
    case 'noBoundary':
      return '\\B';
    default:
      return place satisfies never;
  }
}

/** The mark of the place may have been skipped already, hence the look behind. */
function markedPlace(place: Place): string {
  const marks = `[${marksOf(place)}]`;
  return `(?:${marks}|(?<=${marks}))`;
}

function writeSet(set: CharacterSet, anyCase: boolean, marked: boolean): string {
  // .NET gives letters their other case, but not whole categories.
  const caseless = anyCase && set.items.some((item) => item.type === 'range');
  const exclude = marked ? anyMark : '';
  if (isSimple(set)) {
    const inside = set.items.map(writeItem).join('');
    return cased(`[${set.negated ? `^${inside}${exclude}` : inside}]`, caseless);
  }
  const single = singleOf(set);
  if (single !== undefined) {
    const inside = writeItem({ ...single, negated: false });
    // Twice negated, as in [^\D], is not negated.
    return cased(set.negated ? `[${inside}]` : `[^${inside}${exclude}]`, false);
  }
  const ranges = rangesOf(set, anyCase);
  if (ranges.length === 0) return '[^\\x{0}-\\x{10ffff}]';
  const inside = ranges.map(([from, to]) => `${escape(from)}-${escape(to)}`).join('');
  if (!marked) return `(?-i:[${inside}])`;
  // The complement of the complement, so that marks can be left out.
  const outside = rangesOf(
    { negated: true, items: ranges.map(([from, to]) => ({ type: 'range', from, to })) },
    false,
  );
  return `(?-i:[^${outside.map(([from, to]) => `${escape(from)}-${escape(to)}`).join('')}${exclude}])`;
}

/** Whether RE2 can write a set only as the list of its characters. */
export function isComputed(set: CharacterSet): boolean {
  return !isSimple(set) && singleOf(set) === undefined;
}

function isSimple(set: CharacterSet): boolean {
  return set.minus === undefined && !set.items.some((item) => item.type !== 'range' && item.negated);
}

/** The one category that a set consists of. */
function singleOf({ minus, items }: CharacterSet): Exclude<SetItem, { type: 'range' }> | undefined {
  const [only] = items;
  return minus === undefined && items.length === 1 && only?.type !== 'range' ? only : undefined;
}

function writeItem(item: SetItem): string {
  switch (item.type) {
    case 'range':
      return `${escape(item.from)}-${escape(item.to)}`;
    case 'categories':
      return item.names.map((name) => `\\p{${name}}`).join('');
    case 'space':
      return '\\x{9}-\\x{d}\\x{85}\\p{Z}';
    default:
      return item satisfies never;
  }
}
