import type { Comparison } from './ast.ts';
import { fold } from './fold.ts';
import { isNegative, positiveOf } from './operators.ts';
import type { Outcome, UndeterminedReason } from './outcome.ts';
import { invert } from './outcome.ts';
import { compileRegex } from './regex/regex.ts';

/** What a comparison asks of a text, its literals folded and its pattern compiled; without negation. */
export type TextTest =
  | { readonly test: 'equals'; readonly texts: ReadonlySet<string> }
  | { readonly test: 'starts'; readonly text: string }
  | { readonly test: 'ends'; readonly texts: readonly string[] }
  | { readonly test: 'contains'; readonly text: string }
  | { readonly test: 'pattern'; readonly matches: (text: string, folded: string) => boolean }
  | { readonly test: 'missing' }
  | { readonly test: 'undetermined'; readonly reason: UndeterminedReason };

/** Compiles a comparison of text. A negative operator asks the same as its positive one. */
export function compileTextTest({ operator, value }: Comparison): TextTest {
  const positive = positiveOf(operator);
  if (value.type === 'null' && positive === 'eq') return { test: 'missing' };
  if (value.type === 'list' && positive === 'in')
    return { test: 'equals', texts: new Set(value.items.map((item) => fold(item.value))) };
  if (value.type !== 'text') return { test: 'undetermined', reason: 'not-in-language' };
  const text = fold(value.value);
  switch (positive) {
    case 'eq':
      return { test: 'equals', texts: new Set([text]) };
    case 'startsWith':
      return { test: 'starts', text };
    case 'endsWith':
      return { test: 'ends', texts: [text] };
    case 'contains':
      return { test: 'contains', text };
    case 'match':
      return compilePattern(value.value);
    case 'ge':
    case 'le':
      return { test: 'undetermined', reason: 'ordering' };
    case 'in':
      return { test: 'undetermined', reason: 'not-in-language' };
    default:
      return positive satisfies never;
  }
}

function compilePattern(source: string): TextTest {
  const regex = compileRegex(source);
  switch (regex.type) {
    case 'literal': {
      const { atStart, atEnd, text: written } = regex.literal;
      const text = fold(written);
      // `$` is also before a final newline.
      if (atEnd) {
        const texts = [text, `${text}\n`];
        return atStart ? { test: 'equals', texts: new Set(texts) } : { test: 'ends', texts };
      }
      return atStart ? { test: 'starts', text } : { test: 'contains', text };
    }
    case 'regex':
      return { test: 'pattern', matches: regex.test };
    case 'invalid':
      return { test: 'undetermined', reason: 'not-in-language' };
    case 'unsupported':
      return { test: 'undetermined', reason: 'pattern' };
    default:
      return regex satisfies never;
  }
}

/** Asks a text that is there, given as it is and folded. */
export function testText(test: TextTest, text: string, folded: string): Outcome {
  switch (test.test) {
    case 'equals':
      return test.texts.has(folded);
    case 'starts':
      return folded.startsWith(test.text);
    case 'ends':
      return test.texts.some((end) => folded.endsWith(end));
    case 'contains':
      return folded.includes(test.text);
    case 'pattern':
      return test.matches(text, folded);
    case 'missing':
      return false;
    case 'undetermined':
      return test.reason;
    default:
      return test satisfies never;
  }
}

/** Asks a text that may be missing: what is not there meets no positive comparison but the one with null. */
export function testOptionalText(test: TextTest, value: unknown): Outcome {
  return testFolded(test, value, typeof value === 'string' ? fold(value) : '');
}

function testFolded(test: TextTest, value: unknown, folded: string): Outcome {
  if (test.test === 'undetermined') return test.reason;
  if (value === null || value === undefined) return test.test === 'missing';
  return typeof value === 'string' ? testText(test, value, folded) : 'unreadable-value';
}

/** Compiles a comparison of an item, negation included; the item is given as it is and folded. */
export function compileItemTest(comparison: Comparison): (value: unknown, folded: string) => Outcome {
  const test = compileTextTest(comparison);
  if (isNegative(comparison.operator)) return (value, folded) => invert(testFolded(test, value, folded));
  return (value, folded) => testFolded(test, value, folded);
}
