import { dateWords, referencePattern, referenceWords } from '../core/attributes/attribute-schema.ts';
import type { Attribute } from '../core/attributes/attribute.ts';
import type { DeclaredValue } from '../core/desired/desired.ts';
import { canonicalInstant } from './dates.ts';
import { note, type Flaws } from './flaw.ts';
import { readImmutableId } from './immutable-id.ts';
import { child, isNull, items, type Node } from './node.ts';
import { quote } from './quote.ts';
import { readRule } from './rule-text.ts';
import { readText, type TextRules } from './text.ts';

/** The value of an attribute as the plan needs it; undefined where it has a flaw. `null` clears. */
export function readValue(row: Attribute, node: Node, flaws: Flaws): DeclaredValue | undefined {
  if (flaws.has(node)) {
    return undefined;
  }
  if (isNull(node)) {
    return null;
  }
  const { shape } = row;
  const rules = textRules(row);
  switch (shape.type) {
    case 'text':
      return shape.form === 'immutableId'
        ? readImmutableId(node, rules, flaws)
        : readText(node, rules, flaws);
    case 'user':
      return readText(node, { ...rules, ...reference }, flaws);
    case 'choice':
    case 'processing':
      return node.type === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
    case 'extension':
    case 'structure':
      // What they look like is in their definitions: `extension-values.ts`.
      return undefined;
    case 'boolean':
      return node.type === 'scalar' && typeof node.value === 'boolean' ? node.value : undefined;
    case 'dateTime':
      return readInstant(node, rules, flaws);
    case 'rule':
      return readRule(node, flaws);
    case 'texts': {
      const texts = readTexts(node, rules, flaws);
      // An empty list is how the service clears it; here there is one word for that.
      return texts?.length === 0 ? null : texts;
    }
    case 'users': {
      const some = child(node, 'atLeast');
      const users = readTexts(some ?? node, { ...rules, ...reference }, flaws);
      return users === undefined ? undefined : { mode: some === undefined ? 'exact' : 'atLeast', users };
    }
  }
}

/** A mail address has at most 320 characters, and the other two are shorter. */
const reference = {
  maxLength: 320,
  pattern: {
    pattern: referencePattern,
    words: referenceWords,
    remedy: 'Write one of these; a display name never says for certain who is meant.',
  },
};

function textRules(row: Attribute): TextRules {
  const { shape } = row;
  return {
    name: row.name.slice(row.name.indexOf('.') + 1),
    datesQuoted: true,
    empty:
      row.clearing === 'never'
        ? 'Write a value, or leave the key out to leave the value alone.'
        : 'Write `null`, without quotation marks, to clear it, or leave the key out to leave the value alone.',
    ...('maxLength' in shape && shape.maxLength !== undefined ? { maxLength: shape.maxLength } : {}),
    ...('form' in shape && shape.form !== undefined ? { form: shape.form } : {}),
  };
}

/** A list of texts in the order in which it is written, without repetitions. */
export function readTexts(node: Node, rules: TextRules, flaws: Flaws): readonly string[] | undefined {
  if (node.type !== 'list') {
    return undefined;
  }
  const texts: string[] = [];
  const first = new Map<string, Node>();
  for (const item of items(node)) {
    const text = readText(item, { ...rules, empty: 'Write a value, or remove the entry.' }, flaws);
    if (text === undefined) {
      continue;
    }
    const before = first.get(text.toLowerCase());
    if (before === undefined) {
      first.set(text.toLowerCase(), item);
      texts.push(text);
    } else {
      note(flaws, item, {
        id: 'duplicate-item',
        message: `${quote(rules.name)} names ${quote(text)} twice.`,
        remedy: 'Remove one of the two.',
        also: [before.place],
      });
    }
  }
  return texts.length === node.items.length ? texts : undefined;
}

/** A date as Graph keeps it; undefined where it has a flaw. */
export function readInstant(node: Node, rules: TextRules, flaws: Flaws): string | undefined {
  const written = readText(node, { ...rules, datesQuoted: false }, flaws);
  const instant = written === undefined ? undefined : canonicalInstant(written);
  if (written !== undefined && instant === undefined) {
    note(flaws, node, {
      id: 'bad-date',
      message: `${quote(rules.name)} must be ${dateWords}, not ${quote(written)}.`,
      remedy: remedyForDate(written),
    });
  }
  return instant;
}

function remedyForDate(written: string): string {
  if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?$/.test(written)) {
    return `Say which time zone is meant: \`${written}Z\` for UTC, or \`${written}+01:00\`.`;
  }
  return /^\d{4}-\d{2}-\d{2}/.test(written)
    ? 'Check that this day and time exist and are written in this form.'
    : 'Write year, month and day in this order.';
}
