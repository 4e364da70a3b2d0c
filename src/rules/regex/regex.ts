import { RE2JS, RE2JSException } from 're2js';
import { fold } from '../fold.ts';
import { literalOf, requiredText, type LiteralPattern } from './literal.ts';
import { markPlaces } from './marks.ts';
import type { Pattern } from './pattern.ts';
import { readPattern } from './read-pattern.ts';
import { isComputed, translate } from './translate.ts';

/** A pattern ready to be asked. */
export type Regex =
  | { readonly type: 'literal'; readonly literal: LiteralPattern }
  /** Takes the text as it is and folded. */
  | { readonly type: 'regex'; readonly test: (text: string, folded: string) => boolean }
  /** .NET refuses the pattern. */
  | { readonly type: 'invalid'; readonly message: string }
  /** .NET takes it; nothing here can evaluate it. */
  | { readonly type: 'unsupported'; readonly what: string };

/** The largest program that is compiled, in single characters to match: what is larger could take seconds. */
const maxSize = 20_000;

/** Sets such as `[\Wa]` and `[a-z-[aeiou]]` are worked out character by character; more of them take too long. */
const maxComputedSets = 50;
const repetitions = 'too many repetitions inside each other';

/**
 * Compiles a .NET pattern, without case and independent of culture. RE2 takes time in proportion to the text, whatever
 * the pattern. Patterns that are plain text need no engine.
 */
export function compileRegex(source: string): Regex {
  const read = readPattern(source);
  if (read.type !== 'pattern') return read;
  const { pattern } = read;
  const literal = literalOf(pattern);
  if (literal !== undefined) return { type: 'literal', literal };
  if (sizeOf(pattern) > maxSize) return { type: 'unsupported', what: repetitions };
  if (countComputedSets(pattern) > maxComputedSets)
    return { type: 'unsupported', what: 'too many sets with exclusions' };
  try {
    return { type: 'regex', test: compileTest(pattern) };
  } catch (problem) {
    if (problem instanceof RE2JSException) return { type: 'unsupported', what: repetitions };
    throw problem;
  }
}

function compileTest(pattern: Pattern): (text: string, folded: string) => boolean {
  const flags = RE2JS.CASE_INSENSITIVE | RE2JS.LOOKBEHINDS;
  const behind = has(pattern, (each) => each.type === 'behind');
  const plain = RE2JS.compile(translate(pattern, false), behind ? flags : RE2JS.CASE_INSENSITIVE);
  const asksEnd = has(pattern, (each) => isPlace(each, 'end'));
  const asksBoundary = has(pattern, (each) => isPlace(each, 'boundary', 'noBoundary'));
  let marked: RE2JS | undefined;
  const required = fold(requiredText(pattern));
  const beyondAscii = /[^\0-\x7f]/;
  return (text, folded) => {
    if (required !== '' && !folded.includes(required)) return false;
    if (!(asksEnd && text.endsWith('\n')) && !(asksBoundary && beyondAscii.test(text)))
      return plain.test(text);
    marked ??= RE2JS.compile(translate(pattern, true), flags);
    return marked.test(markPlaces(text));
  };
}

function isPlace(pattern: Pattern, ...places: string[]): boolean {
  return pattern.type === 'place' && places.includes(pattern.place);
}

function children(pattern: Pattern): readonly Pattern[] {
  switch (pattern.type) {
    case 'sequence':
    case 'choice':
      return pattern.parts;
    case 'repeat':
    case 'behind':
      return [pattern.part];
    case 'empty':
    case 'character':
    case 'set':
    case 'any':
    case 'place':
      return [];
    default:
      return pattern satisfies never;
  }
}

function has(pattern: Pattern, test: (pattern: Pattern) => boolean): boolean {
  return test(pattern) || children(pattern).some((child) => has(child, test));
}

function countComputedSets(pattern: Pattern): number {
  const own = pattern.type === 'set' && isComputed(pattern.set) ? 1 : 0;
  return children(pattern).reduce((sum, child) => sum + countComputedSets(child), own);
}

function sizeOf(pattern: Pattern): number {
  const inside = children(pattern).reduce((sum, child) => sum + sizeOf(child), 1);
  if (pattern.type !== 'repeat') return inside;
  return inside * Math.max(1, pattern.max === Infinity ? pattern.min : pattern.max);
}
