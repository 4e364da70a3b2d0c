import type { Place } from './pattern.ts';

/**
 * RE2 knows word boundaries of ASCII only and has no "end or before a final newline". For the few texts where that
 * matters, every place between two characters gets a mark, a private character whose number says what holds there, and
 * the pattern looks at the marks.
 */
const first = 0x10fe00;
const facts: readonly Place[] = ['start', 'end', 'veryEnd', 'lineStart', 'lineEnd', 'boundary'];
const count = 1 << facts.length;

// .NET counts the joiners as parts of a word at boundaries only.
const wordCharacter = /[\p{L}\p{Mn}\p{Nd}\p{Pc}\u200c\u200d]/u;

/** The text with a mark before every character and at its end. */
export function markPlaces(text: string): string {
  const characters = Array.from(text);
  const length = characters.length;
  const isWord = characters.map((character) => wordCharacter.test(character));
  let marked = '';
  for (let at = 0; at <= length; at++) {
    const holds: Readonly<Record<Place, boolean>> = {
      start: at === 0,
      end: at === length || (at === length - 1 && characters[at] === '\n'),
      veryEnd: at === length,
      lineStart: at === 0 || characters[at - 1] === '\n',
      lineEnd: at === length || characters[at] === '\n',
      boundary: (isWord[at - 1] ?? false) !== (isWord[at] ?? false),
      noBoundary: false,
    };
    let bits = 0;
    facts.forEach((fact, bit) => {
      if (holds[fact]) bits |= 1 << bit;
    });
    marked += String.fromCodePoint(first + bits) + (characters[at] ?? '');
  }
  return marked;
}

const escaped = (code: number): string => `\\x{${code.toString(16)}}`;

/** All marks, for the inside of a set. */
export const anyMark = `${escaped(first)}-${escaped(first + count - 1)}`;

/** The marks of which a place holds, for the inside of a set. */
export function marksOf(place: Place): string {
  const bit = 1 << facts.indexOf(place === 'noBoundary' ? 'boundary' : place);
  let inside = '';
  for (let bits = 0; bits < count; bits++)
    if (((bits & bit) !== 0) === (place !== 'noBoundary')) inside += escaped(first + bits);
  return inside;
}
