/**
 * Control, bidirectional and invisible characters, which could move the cursor, recolour a terminal or make text read
 * otherwise than it is: C0 and C1, line and paragraph separators, bidi marks and isolates, zero-width characters other
 * than the joiners of emoji and Persian, tags, and lone surrogates.
 */
const unsafe =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]|\p{Surrogate}/gu;

/** Text that came from outside, fit for one line of a terminal: what could do harm is shown as `\u{1b}`. */
export function safe(text: string): string {
  return text.replace(unsafe, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}
