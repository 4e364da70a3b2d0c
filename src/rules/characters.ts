/**
 * Characters that word processors and web pages put in place of those of the language. The service refuses them; an
 * early revision of Microsoft's own reference printed some.
 */
const doubleQuotes = '“”„‟«»″＂';
const singleQuotes = '‘’‚‛′＇';
const dashes = '‐‑‒–—―−﹘﹣－';

/** The straight quote that a typographic one stands for. */
export function straightQuote(character: string): '"' | "'" | undefined {
  if (doubleQuotes.includes(character)) return '"';
  return singleQuotes.includes(character) ? "'" : undefined;
}

/** Whether a character is a dash that stands for the hyphen of an operator. */
export function isTypographicDash(character: string): boolean {
  return dashes.includes(character);
}

/** Whether a character cannot be seen and takes no room: zero width space, joiners, marks of direction, byte order. */
export function isInvisible(character: string): boolean {
  return /[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad]/.test(character);
}

/** A character and its number, for messages. */
export function nameCharacter(character: string): string {
  const number = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return isInvisible(character) || /\s|\p{C}/u.test(character) ? `U+${number}` : `${character} (U+${number})`;
}
