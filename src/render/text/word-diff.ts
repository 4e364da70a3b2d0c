import { diffWordsWithSpace } from 'diff';
import { span, type Span } from './lines.ts';

/** Milliseconds after which two long texts are shown one after the other instead of word by word. */
const patience = 200;
/** Texts that share less than this are easier to read one after the other. */
const leastShared = 0.4;

/**
 * Old and new in one text: `[-taken out-]` and `{+put in+}`, as Git marks words. Undefined where too little is left of
 * the old text, or where finding out takes too long.
 */
export function wordDiff(before: string, after: string): readonly Span[] | undefined {
  const parts = diffWordsWithSpace(before, after, { timeout: patience });
  if (!parts) return undefined;
  const shared = parts.reduce((sum, part) => sum + (part.added || part.removed ? 0 : part.value.length), 0);
  if (shared < leastShared * Math.max(before.length, after.length)) return undefined;
  return parts.map(({ value, added, removed }) => {
    if (added) return span(`{+${value}+}`, 'added');
    return removed ? span(`[-${value}-]`, 'removed') : span(value);
  });
}
