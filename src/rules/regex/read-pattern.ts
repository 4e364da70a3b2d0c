import type { Pattern, ReadPattern } from './pattern.ts';
import { placeOf, readCharacterEscape, readReference, readShorthand, setOf } from './read-escape.ts';
import { readGroupOpening } from './read-group.ts';
import { readQuantifier } from './read-quantifier.ts';
import { readSet } from './read-set.ts';
import {
  accept,
  acceptMatch,
  ahead,
  cannot,
  enter,
  InvalidPattern,
  refuse,
  TooDeep,
  type Scanner,
} from './scanner.ts';

/**
 * Reads a .NET regular expression
 * (https://learn.microsoft.com/dotnet/standard/base-types/regular-expression-language-quick-reference), with the option
 * IgnoreCase that rules imply.
 */
export function readPattern(source: string): ReadPattern {
  try {
    const first = read(source, undefined);
    // How many groups there are decides what \12 means, so the pattern is read again once that is known.
    const { scanner, pattern } = /\\[1-9]\d/.test(source) ? read(source, first.scanner.unnamed) : first;
    for (const name of scanner.references)
      if (!scanner.groups.has(name)) refuse(`it refers to a group ${name} that it does not have`);
    if (scanner.unsupported !== undefined) return { type: 'unsupported', what: scanner.unsupported };
    return { type: 'pattern', pattern };
  } catch (problem) {
    if (problem instanceof TooDeep) return { type: 'unsupported', what: 'groups nested too deeply' };
    if (problem instanceof InvalidPattern) return { type: 'invalid', message: problem.message };
    throw problem;
  }
}

function read(
  source: string,
  knownGroups: number | undefined,
): { readonly scanner: Scanner; readonly pattern: Pattern } {
  const scanner: Scanner = {
    source,
    at: 0,
    depth: 0,
    options: { i: true, m: false, n: false, s: false, x: false },
    groups: new Set(['0']),
    unnamed: 0,
    references: [],
    knownGroups,
    unsupported: undefined,
  };
  const pattern = readChoice(scanner);
  if (ahead(scanner) === ')') refuse('a ) has no opening parenthesis');
  return { scanner, pattern };
}

function readChoice(scanner: Scanner): Pattern {
  enter(scanner);
  const parts = [readSequence(scanner)];
  while (accept(scanner, '|')) parts.push(readSequence(scanner));
  scanner.depth--;
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { type: 'choice', parts };
}

function readSequence(scanner: Scanner): Pattern {
  const parts: Pattern[] = [];
  let previousQuantified = false;
  for (;;) {
    skipBlanks(scanner);
    const next = ahead(scanner);
    if (next === '' || next === '|' || next === ')') break;
    if (readQuantifier(scanner) !== undefined)
      refuse(
        previousQuantified
          ? `the quantifier ${next} follows another quantifier`
          : `the quantifier ${next} has nothing before it to repeat`,
      );
    const unit = readUnit(scanner);
    previousQuantified = false;
    if (unit === undefined) continue;
    skipBlanks(scanner);
    const quantifier = readQuantifier(scanner);
    if (quantifier === undefined) {
      parts.push(unit);
      continue;
    }
    previousQuantified = true;
    skipBlanks(scanner);
    accept(scanner, '?');
    if (quantifier.min > quantifier.max) refuse('a quantifier {n,m} has its numbers in reverse order');
    parts.push({ type: 'repeat', part: unit, ...quantifier });
  }
  const [only] = parts;
  if (only === undefined) return { type: 'empty' };
  return parts.length === 1 ? only : { type: 'sequence', parts };
}

/** Blanks and comments, where the option x is on. */
function skipBlanks(scanner: Scanner): void {
  while (scanner.options.x && acceptMatch(scanner, /[\s]+|#[^\n]*\n?/y) !== undefined);
}

function readUnit(scanner: Scanner): Pattern | undefined {
  const { options } = scanner;
  const character = ahead(scanner);
  scanner.at++;
  switch (character) {
    case '(':
      return readGroup(scanner);
    case '[':
      return { type: 'set', set: readSet(scanner), caseless: options.i };
    case '\\':
      return readBackslash(scanner);
    case '.':
      return { type: 'any', newline: options.s };
    case '^':
      return { type: 'place', place: options.m ? 'lineStart' : 'start' };
    case '$':
      return { type: 'place', place: options.m ? 'lineEnd' : 'end' };
    default: {
      // A character beyond 16 bits is read whole, so that it stays one where it is repeated.
      const pair = scanner.source.codePointAt(scanner.at - 1) ?? 0;
      const whole = pair > 0xffff ? String.fromCodePoint(pair) : character;
      scanner.at += whole.length - 1;
      return { type: 'character', character: whole, caseless: options.i };
    }
  }
}

function readBackslash(scanner: Scanner): Pattern {
  const place = placeOf(ahead(scanner));
  if (place !== undefined) {
    scanner.at++;
    return { type: 'place', place };
  }
  const item = readShorthand(scanner);
  if (item !== undefined) return { type: 'set', set: setOf(item), caseless: scanner.options.i };
  const reference = readReference(scanner);
  if (reference !== undefined) {
    scanner.references.push(reference);
    cannot(scanner, 'a reference back to a group');
    return { type: 'empty' };
  }
  return { type: 'character', character: readCharacterEscape(scanner), caseless: scanner.options.i };
}

function readGroup(scanner: Scanner): Pattern | undefined {
  const outside = scanner.options;
  const group = readGroupOpening(scanner);
  if (group.type === 'nothing') return undefined;
  const part = readChoice(scanner);
  if (!accept(scanner, ')')) refuse('a parenthesis is never closed');
  scanner.options = outside;
  switch (group.type) {
    case 'plain':
      return part;
    case 'behind':
      return { type: 'behind', part, negated: group.negated };
    case 'opaque':
      return { type: 'empty' };
    default:
      return group satisfies never;
  }
}
