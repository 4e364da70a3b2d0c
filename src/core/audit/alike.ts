import { distance } from '../nearest.ts';

/** A value as words without case, accents, punctuation and white space; `+` and `#` make names: C++, C#. */
export function wordsOf(text: string): readonly string[] {
  return folded(text).match(/[\p{L}\p{N}+#]+/gu) ?? [];
}

const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ßæœøłđð]/g, (letter) => plain[letter] ?? letter);

/** Letters that decompose into nothing, as they are written without a key for them. */
const plain: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
};

/**
 * How far two values are from each other: 0 where case, accents, punctuation and white space are all the difference, 1 or
 * 2 letters changed, added, taken away or swapped with their neighbour; undefined where they are more, or may well be two
 * things. `meant` is the value that would be the right one: it has 5 letters or more for one letter, 10 for two. Values
 * that differ in digits are two things, as are those that differ in a short word: East and West, Level I and Level II.
 */
export function farApart(value: string, meant: string): 0 | 1 | 2 | undefined {
  const [words, others] = [wordsOf(value), wordsOf(meant)];
  const [whole, other] = [words.join(''), others.join('')];
  if (whole === '' || other === '' || numbers(value) !== numbers(meant)) return undefined;
  if (whole === other) return 0;
  const most = allowed(other);
  if (most === 0 || Math.abs(whole.length - other.length) > most) return undefined;
  const far = words.length === others.length ? byWord(words, others) : apart(words, others);
  return far !== undefined && far <= most ? (far as 1 | 2) : undefined;
}

const numbers = (text: string): string => (text.match(/\p{N}+/gu) ?? []).join();

/** How many letters of a word or value may be wrong. */
const allowed = (word: string): number => (word.length < 5 ? 0 : word.length < 10 ? 1 : 2);

/** The sum over the words, each of which must be long enough for what is wrong with it. */
function byWord(words: readonly string[], others: readonly string[]): number | undefined {
  let sum = 0;
  for (const [index, word] of words.entries()) {
    const other = others[index] ?? '';
    if (word === other) continue;
    const far = distance(word, other, 2);
    // Two letters of a short word that changed places are a slip: nobody calls one thing real and another rael.
    const slip = far === 1 && word.length === 4 && word.length === other.length && isSwap(word, other);
    if (far > allowedIn(word, other) && !slip) return undefined;
    sum += far;
  }
  return sum;
}

/** Of values with another number of words: a blank too many or too few, but not a word. */
function apart(words: readonly string[], others: readonly string[]): number | undefined {
  if (isWithin(words, others) || isWithin(others, words)) return undefined;
  return distance(words.join(''), others.join(''), 2);
}

/** Two letters of a middling word too where it begins as the other does: internal and external do not. */
const allowedIn = (word: string, other: string): number =>
  other.length >= 7 && word[0] === other[0] ? 2 : allowed(other);

const isWithin = (some: readonly string[], all: readonly string[]): boolean =>
  some.every((word) => all.includes(word));

const sorted = (text: string): string => text.split('').toSorted().join('');
const isSwap = (a: string, b: string): boolean => sorted(a) === sorted(b);
