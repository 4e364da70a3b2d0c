import { endOfText, escaped, setOf, take, Untranslatable, type Part, type Reading } from './pattern-parts.ts';

/**
 * The pattern of `-match` as JavaScript has it: a search without regard to letter case, `$` also before a final line
 * break. Null where it is no pattern, or one that the practice tenant cannot translate. Nothing guards against
 * patterns that run away: the rules here are the user's own.
 */
export function readPattern(source: string): RegExp | null {
  try {
    return new RegExp(translated(source), 'iu');
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof Untranslatable) return null;
    throw error;
  }
}

function translated(source: string): string {
  const reading: Reading = { source, at: 0 };
  let result = '';
  while (reading.at < source.length) result += next(reading);
  return result;
}

function next(reading: Reading): string {
  const { source, at } = reading;
  const character = String.fromCodePoint(source.codePointAt(at) ?? 0);
  switch (character) {
    case '\\':
      return anchored(reading, escaped(reading));
    case '[':
      return setOf(reading);
    case '(':
      return opening(reading);
    default:
      reading.at += character.length;
  }
  if (character === '^') return anchored(reading, { text: '^', isAnchor: true });
  if (character === '$') return anchored(reading, { text: endOfText, isAnchor: true });
  if (character === '.') return '[^\\n]';
  if (character === '}' || character === ']') return `\\${character}`;
  // Braces that are no quantifier are ordinary characters to .NET.
  if (character === '{')
    return take(reading, /\d+(?:,\d*)?\}/y) === undefined ? '\\{' : source.slice(at, reading.at);
  return character;
}

/**
 * A quantifier behind an anchor, as in `^*-1`, is allowed by .NET and not by JavaScript. Nought times an anchor is
 * nothing, and once is as good as often.
 */
function anchored(reading: Reading, part: Part): string {
  if (!part.isAnchor) return part.text;
  const quantifier = take(reading, /(?:[*+?]|\{\d+(?:,\d*)?\})\??/y);
  if (quantifier === undefined) return part.text;
  return /^(?:[*?]|\{0)/.test(quantifier) ? '' : part.text;
}

function opening(reading: Reading): string {
  if (take(reading, /\(\?#[^)]*\)/y) !== undefined) return '';
  // Letter case is ignored anyway.
  if (take(reading, /\(\?i\)/y) !== undefined) return '';
  if (take(reading, /\(\?(?:i:|>|:)/y) !== undefined) return '(?:';
  const look = take(reading, /\(\?<?[=!]/y);
  if (look !== undefined) return look;
  const named = /\(\?(?:<(\w+)>|'(\w+)')/y;
  named.lastIndex = reading.at;
  const match = named.exec(reading.source);
  if (match) {
    reading.at += match[0].length;
    return `(?<${match[1] ?? match[2] ?? ''}>`;
  }
  if (reading.source.startsWith('(?', reading.at)) throw new Untranslatable();
  reading.at++;
  return '(';
}
