import type { CharacterSet, SetItem } from './pattern.ts';
import { readCharacterEscape, readShorthand } from './read-escape.ts';
import { accept, ahead, enter, refuse, type Scanner } from './scanner.ts';

/** What has been read of a set: its items, and the start of a range that waits for its end. */
interface Reading {
  readonly items: SetItem[];
  pending: string | undefined;
  minus: CharacterSet | undefined;
}

/** Reads `[...]` behind its opening bracket, by the rules of .NET's `ScanCharClass`. */
export function readSet(scanner: Scanner): CharacterSet {
  enter(scanner);
  const negated = accept(scanner, '^');
  const reading: Reading = { items: [], pending: undefined, minus: undefined };
  for (let first = true; ; first = false) {
    if (ahead(scanner) === '') refuse('a [ is never closed');
    if (!first && accept(scanner, ']')) break;
    readElement(scanner, reading, first);
  }
  scanner.depth--;
  const { items, minus } = reading;
  return { negated, items, ...(minus === undefined ? {} : { minus }) };
}

function readElement(scanner: Scanner, reading: Reading, first: boolean): void {
  // A character beyond 16 bits is taken whole; .NET would see its two halves.
  let character = String.fromCodePoint(scanner.source.codePointAt(scanner.at) ?? 0);
  scanner.at += character.length;
  let escaped = false;
  if (character === '\\' && ahead(scanner) !== '') {
    const shorthand = readShorthand(scanner);
    if (shorthand !== undefined) {
      if (reading.pending !== undefined) refuse('a range in [...] cannot end with a class such as \\d');
      reading.items.push(shorthand);
      return;
    }
    character = accept(scanner, '-') ? '-' : readCharacterEscape(scanner);
    escaped = true;
  }
  if (reading.pending !== undefined) finishRange(scanner, reading, character, escaped || first);
  else if (ahead(scanner) === '-' && ahead(scanner, 1) !== ']' && ahead(scanner, 1) !== '') {
    scanner.at++;
    reading.pending = character;
  } else if (character === '-' && !escaped && !first && ahead(scanner) === '[') {
    scanner.at++;
    subtract(scanner, reading);
  } else reading.items.push(range(character, character));
}

function finishRange(scanner: Scanner, reading: Reading, character: string, ordinary: boolean): void {
  const from = reading.pending ?? character;
  reading.pending = undefined;
  if (character === '[' && !ordinary) {
    reading.items.push(range(from, from));
    subtract(scanner, reading);
  } else if ((from.codePointAt(0) ?? 0) > (character.codePointAt(0) ?? 0))
    refuse(`the range ${from}-${character} in [...] is in reverse order`);
  else reading.items.push(range(from, character));
}

function subtract(scanner: Scanner, reading: Reading): void {
  reading.minus = readSet(scanner);
  if (ahead(scanner) !== '' && ahead(scanner) !== ']')
    refuse('what is taken away from a set must stand last in it');
}

function range(from: string, to: string): SetItem {
  return { type: 'range', from: from.codePointAt(0) ?? 0, to: to.codePointAt(0) ?? 0 };
}
