import type { Pattern } from './pattern.ts';

/** A pattern that is a plain text, and where it must stand. */
export interface LiteralPattern {
  readonly text: string;
  readonly atStart: boolean;
  /** At the end, or before a final newline. */
  readonly atEnd: boolean;
}

/**
 * The text that a pattern looks for, where it looks for nothing else: `^abc`, `.*@contoso`. What may match nothing at
 * either end of a search (`.*`, `^*`) changes no answer.
 */
export function literalOf(pattern: Pattern): LiteralPattern | undefined {
  let parts = pattern.type === 'sequence' ? [...pattern.parts] : [pattern];
  parts = parts.filter((part) => !(part.type === 'empty' || (isPlaceRepeated(part) && part.min === 0)));
  const atStart = isPlace(parts[0], 'start');
  if (atStart) parts = parts.slice(1);
  const atEnd = isPlace(parts[parts.length - 1], 'end');
  if (atEnd) parts = parts.slice(0, -1);
  if (!atStart) while (isFiller(parts[0])) parts = parts.slice(1);
  if (!atEnd) while (isFiller(parts[parts.length - 1])) parts = parts.slice(0, -1);
  let text = '';
  for (const part of parts) {
    if (part.type !== 'character' || !part.caseless) return undefined;
    text += part.character;
  }
  return { text, atStart, atEnd };
}

function isPlace(pattern: Pattern | undefined, place: 'start' | 'end'): boolean {
  return pattern?.type === 'place' && pattern.place === place;
}

function isPlaceRepeated(pattern: Pattern): pattern is Pattern & { readonly type: 'repeat' } {
  return pattern.type === 'repeat' && pattern.part.type === 'place';
}

/** Something that matches the empty text, whatever it is. */
function isFiller(pattern: Pattern | undefined): boolean {
  return pattern?.type === 'repeat' && pattern.min === 0;
}

/** A text that everything that matches must contain; the longest run of characters in a row. Empty where there is none. */
export function requiredText(pattern: Pattern): string {
  if (pattern.type === 'repeat') return pattern.min > 0 ? requiredText(pattern.part) : '';
  const parts = pattern.type === 'sequence' ? pattern.parts : [pattern];
  let [longest, run] = ['', ''];
  for (const part of parts) {
    run = part.type === 'character' && part.caseless ? run + part.character : '';
    for (const candidate of [run, part.type === 'repeat' ? requiredText(part) : ''])
      if (candidate.length > longest.length) longest = candidate;
  }
  return longest;
}
