import { accept, acceptMatch, ahead, cannot, refuse, type Scanner } from './scanner.ts';
import type { CharacterSet, Place, SetItem } from './pattern.ts';

const wordCategories = ['L', 'Mn', 'Nd', 'Pc'];
const generalCategories = new Set(
  'L Ll Lm Lo Lt Lu M Mc Me Mn N Nd Nl No P Pc Pd Pe Pf Pi Po Ps S Sc Sk Sm So Z Zl Zp Zs C Cc Cf Cn Co Cs'.split(
    ' ',
  ),
);
const places: Readonly<Record<string, Place>> = {
  A: 'start',
  // Where the search begins, which for a test of a whole text is its start.
  G: 'start',
  Z: 'end',
  z: 'veryEnd',
  b: 'boundary',
  B: 'noBoundary',
};
const controls: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** The place that the letter after a backslash names. */
export function placeOf(letter: string): Place | undefined {
  return Object.hasOwn(places, letter) ? places[letter] : undefined;
}

/**
 * The set that an escape at the scanner names, behind the backslash: `d`, `W`, `p{Lu}`. In .NET `\w` is letters,
 * non-spacing marks, decimal digits and connectors of all scripts
 * (https://learn.microsoft.com/dotnet/standard/base-types/character-classes-in-regular-expressions).
 */
export function readShorthand(scanner: Scanner): SetItem | undefined {
  const letter = ahead(scanner);
  const negated = letter === letter.toUpperCase();
  switch (letter.toLowerCase()) {
    case 'd':
      scanner.at++;
      return { type: 'categories', names: ['Nd'], negated };
    case 'w':
      scanner.at++;
      return { type: 'categories', names: wordCategories, negated };
    case 's':
      scanner.at++;
      return { type: 'space', negated };
    case 'p':
      scanner.at++;
      return readCategory(scanner, negated);
    default:
      return undefined;
  }
}

function readCategory(scanner: Scanner, negated: boolean): SetItem {
  const name = acceptMatch(scanner, /\{[\w-]+\}/y)?.slice(1, -1);
  if (name === undefined) refuse('\\p needs a category in braces, such as \\p{L}');
  if (generalCategories.has(name)) {
    // Without case .NET takes the letters of all cases where one of them is named.
    const cased = scanner.options.i && ['Lu', 'Ll', 'Lt'].includes(name);
    return { type: 'categories', names: cased ? ['Ll', 'Lt', 'Lu'] : [name], negated };
  }
  if (!name.startsWith('Is')) refuse(`\\p{${name}} names no category of characters`);
  cannot(scanner, `the Unicode block ${name}`);
  return { type: 'categories', names: ['L'], negated };
}

/** A set by itself, from a shorthand. */
export function setOf(item: SetItem): CharacterSet {
  return { negated: false, items: [item] };
}

/** The character that an escape at the scanner names, behind the backslash; as .NET's `ScanCharEscape` reads it. */
export function readCharacterEscape(scanner: Scanner): string {
  const octal = acceptMatch(scanner, /[0-7]{1,3}/y);
  if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 0xff);
  const letter = ahead(scanner);
  if (letter === '') refuse('it ends with a backslash');
  scanner.at++;
  if (letter === 'x') return hexadecimal(scanner, /[0-9a-f]{2}/iy);
  if (letter === 'u') return hexadecimal(scanner, /[0-9a-f]{4}/iy);
  if (letter === 'c') return control(scanner);
  if (Object.hasOwn(controls, letter)) return controls[letter] ?? '';
  if (/[\p{L}\p{Mn}\p{Nd}\p{Pc}]/u.test(letter)) refuse(`\\${letter} has no meaning`);
  return letter;
}

function hexadecimal(scanner: Scanner, digits: RegExp): string {
  const found = acceptMatch(scanner, digits);
  if (found === undefined) refuse('hexadecimal digits are missing after \\x or \\u');
  return String.fromCharCode(Number.parseInt(found, 16));
}

function control(scanner: Scanner): string {
  const letter = ahead(scanner).toUpperCase();
  if (letter < '@' || letter > '_' || letter === '') refuse('a letter is missing after \\c');
  scanner.at++;
  return String.fromCharCode(letter.charCodeAt(0) - 64);
}

/** A reference to a group at the scanner, behind the backslash; undefined where it is none. */
export function readReference(scanner: Scanner): string | undefined {
  if (ahead(scanner) === 'k') {
    const named = acceptMatch(scanner, /k(?:<\w+>|'\w+')/y);
    return named === undefined
      ? refuse('\\k needs the name of a group, such as \\k<name>')
      : named.slice(2, -1);
  }
  const angled = acceptMatch(scanner, /<\w+>|'\w+'/y);
  if (angled !== undefined) return angled.slice(1, -1);
  const digits = /[1-9]\d*/y;
  digits.lastIndex = scanner.at;
  const [number] = digits.exec(scanner.source) ?? [];
  if (number === undefined) return undefined;
  // Two digits and more are an octal character where there are fewer groups.
  if (number.length > 1 && Number(number) > (scanner.knownGroups ?? 0)) return undefined;
  accept(scanner, number);
  return number;
}
