import { diffWordsWithSpace } from 'diff';
import { span, type Span } from './lines.ts';

/** Words and gaps that may differ before two texts are shown one after the other; it bounds the time that it takes. */
const mostEdits = 300;
/** Texts that share less than this are easier to read one after the other. */
const leastShared = 0.4;

/** A piece of a text that was changed: of both the old and the new one, or of one of them. */
export interface Piece {
  readonly text: string;
  readonly of: 'both' | 'old' | 'new';
}

/** Old and new word by word, in order. Undefined where too little is left of the old text, or too much differs. */
export function diffWords(before: string, after: string): readonly Piece[] | undefined {
  const parts = diffWordsWithSpace(before, after, { maxEditLength: mostEdits });
  if (!parts) return undefined;
  const shared = parts.reduce((sum, part) => sum + (part.added || part.removed ? 0 : part.value.length), 0);
  if (shared < leastShared * Math.max(before.length, after.length)) return undefined;
  return parts.map(({ value, added, removed }) => ({
    text: value,
    of: added ? 'new' : removed ? 'old' : 'both',
  }));
}

/** The same as one text: `[-taken out-]` and `{+put in+}`, as Git marks words. */
export function wordDiff(before: string, after: string): readonly Span[] | undefined {
  return diffWords(before, after)?.map(({ text, of }) => {
    if (of === 'new') return span(`{+${text}+}`, 'added');
    return of === 'old' ? span(`[-${text}-]`, 'removed') : span(text);
  });
}
