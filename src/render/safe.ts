/**
 * What could move the cursor, recolour a terminal, or make text read otherwise than it is: control characters (C0 and
 * C1), line and paragraph separators, lone surrogates, code points that are none, and characters that are not seen, bidirectional marks and tags
 * among them. What emoji, Persian, Indic scripts and Japanese names need stays where they need it: joiners between
 * letters that are not Latin, variation selectors after a character that can have one. Of marks above and below a letter
 * six stay; more of them run into other lines.
 * https://www.unicode.org/reports/tr44/#Default_Ignorable_Code_Point
 */
const unsafe = new RegExp(
  [
    String.raw`[\p{Cc}\p{Zl}\p{Zp}\p{Surrogate}\p{Noncharacter_Code_Point}\ufff9-\ufffb]`,
    String.raw`(?![\u200c\u200d\ufe00-\ufe0f\u{e0100}-\u{e01ef}])\p{Default_Ignorable_Code_Point}`,
    String.raw`(?<![^\p{ASCII}\p{Script=Latin}\u200c\u200d])[\u200c\u200d]`,
    String.raw`[\u200c\u200d](?![^\p{ASCII}\p{Script=Latin}])`,
    String.raw`(?<![^\p{Script=Latin}\s\u200c\u200d\ufe00-\ufe0f\u{e0100}-\u{e01ef}])[\ufe00-\ufe0f]`,
    String.raw`(?<!\p{Script=Han})[\u{e0100}-\u{e01ef}]`,
    String.raw`(?<=\p{Mark}{6})\p{Mark}`,
  ].join('|'),
  'gu',
);

/** Text that came from outside, fit for one line of a terminal: what could do harm is shown as `\u{1b}`. */
export function safe(text: string): string {
  if (/^[ -~]*$/.test(text)) return text;
  const shown = text.replace(unsafe, shownAsCode);
  // A joiner whose neighbour is shown as a code has nothing left to join.
  return shown === text ? text : safe(shown);
}

/** `\u{1b}` */
export const shownAsCode = (character: string): string =>
  `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
