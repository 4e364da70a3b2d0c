/** Where the translation stands in a pattern of .NET. */
export interface Reading {
  readonly source: string;
  at: number;
}

/** What .NET has and the translation has not: conditionals, balancing groups, options other than `i`. */
export class Untranslatable extends Error {}

/** A piece of a pattern in JavaScript; an anchor takes up no text. */
export interface Part {
  readonly text: string;
  readonly isAnchor: boolean;
}

/** The end of the text, or the place before a line break that ends it. */
export const endOfText = '(?=\\n?$)';

const word = '\\p{L}\\p{Mn}\\p{Nd}\\p{Pc}';
const blank = '\\f\\n\\r\\t\\v\\x85\\p{Z}';
const inWord = `[${word}]`;
const edge = `(?:(?<=${inWord})(?!${inWord})|(?<!${inWord})(?=${inWord}))`;
const noEdge = `(?:(?<=${inWord})(?=${inWord})|(?<!${inWord})(?!${inWord}))`;

const anchors: Readonly<Record<string, string>> = {
  A: '^',
  G: '^',
  z: '$',
  Z: endOfText,
  b: edge,
  B: noEdge,
};
const classes: Readonly<Record<string, string>> = {
  d: '\\p{Nd}',
  D: '\\P{Nd}',
  w: `[${word}]`,
  W: `[^${word}]`,
  s: `[${blank}]`,
  S: `[^${blank}]`,
};
/** A class inside a set cannot be a set itself; the opposites keep JavaScript's own extent. */
const classesInSets: Readonly<Record<string, string>> = { ...classes, w: word, W: '\\W', s: blank, S: '\\S' };

/** What a sticky expression finds here, which is then behind; undefined where it finds nothing. */
export function take(reading: Reading, expression: RegExp): string | undefined {
  expression.lastIndex = reading.at;
  const found = expression.exec(reading.source)?.[0];
  if (found !== undefined) reading.at += found.length;
  return found;
}

/** Reads an escape outside a set. */
export function escaped(reading: Reading): Part {
  const letter = reading.source[reading.at + 1] ?? '';
  const anchor = anchors[letter];
  const text = anchor ?? classes[letter];
  if (text === undefined) return { text: literal(reading), isAnchor: false };
  reading.at += 2;
  return { text, isAnchor: anchor !== undefined };
}

/** Escapes that mean the same inside and outside a set. */
function literal(reading: Reading): string {
  const same = take(reading, /\\(?:[tnrfv]|x[0-9a-f]{2}|u[0-9a-f]{4}|c[a-z]|[1-9]\d*|[pP]\{(?!Is)\w+\})/iy);
  if (same !== undefined) return same;
  const name = take(reading, /\\k(?:<\w+>|'\w+')/y);
  if (name !== undefined) return `\\k<${name.slice(3, -1)}>`;
  const character = String.fromCodePoint(reading.source.codePointAt(reading.at + 1) ?? 0x5c);
  reading.at += 1 + character.length;
  if (character === 'e') return '\\x1b';
  if (character === 'a') return '\\x07';
  // .NET knows no other letters, and neither digits here nor a backslash at the end.
  if (/\w/.test(character) || reading.at > reading.source.length) throw new Untranslatable();
  return /[\^$\\.*+?()[\]{}|/]/.test(character) ? `\\${character}` : character;
}

/** Reads a set in brackets, with what `-[…]` takes out of it again. */
export function setOf(reading: Reading): string {
  let set = take(reading, /\[\^?/y) ?? '';
  let without = '';
  // A bracket that closes nothing yet is a member.
  if (take(reading, /\]/y) !== undefined) set += '\\]';
  for (;;) {
    if (reading.at >= reading.source.length) throw new Untranslatable();
    if (take(reading, /\]/y) !== undefined) break;
    if (take(reading, /-(?=\[)/y) !== undefined) without = setOf(reading);
    else set += memberOfSet(reading);
  }
  return without === '' ? `${set}]` : `(?:(?!${without})${set}])`;
}

function memberOfSet(reading: Reading): string {
  const { source, at } = reading;
  const letter = source[at] === '\\' ? (source[at + 1] ?? '') : '';
  const known = letter === 'b' ? '\\b' : classesInSets[letter];
  if (known !== undefined) {
    reading.at += 2;
    // Behind a class a hyphen cannot make a range.
    return letter !== 'b' && take(reading, /-(?!\[)/y) !== undefined ? `${known}\\-` : known;
  }
  if (letter !== '') return letter === '-' ? hyphen(reading) : literal(reading);
  const character = String.fromCodePoint(source.codePointAt(at) ?? 0);
  reading.at += character.length;
  return character === '[' ? '\\[' : character;
}

function hyphen(reading: Reading): string {
  reading.at += 2;
  return '\\-';
}
