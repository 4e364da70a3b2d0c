import type { Item, Property, Text, Value } from './ast.ts';
import { fail, peek, quoteToken, take, wordOf, type Cursor } from './cursor.ts';
import { readInstant } from './instant.ts';
import type { Operator } from './operators.ts';
import { parseNow } from './parse-now.ts';
import type { Token } from './token.ts';

/** Reads the value of a comparison. */
export function parseValue(cursor: Cursor, subject: Property | Item, operator: Operator): Value | undefined {
  const token = peek(cursor);
  const { offset, end } = token;
  const isDate = subject.type === 'property' && subject.kind === 'date';
  switch (token.type) {
    case 'text': {
      take(cursor);
      const instant = isDate ? readInstant(token.value) : undefined;
      if (instant === undefined) return textValue(token);
      return { type: 'date', text: token.value.toUpperCase(), instant, offset, end };
    }
    case '[':
      return parseList(cursor);
    case 'digits':
      return parseDigits(cursor, token);
    case 'word':
      return parseWord(cursor, token);
    case '(':
      if (wordOf(peek(cursor, 1)) === 'system.now') return parseNow(cursor);
      return missing(cursor, operator);
    case 'dashed':
    case ')':
    case ']':
    case ',':
    case 'end':
      return missing(cursor, operator);
    case 'odd':
      return token.text.startsWith('{') ? missing(cursor, operator) : unquoted(cursor, offset);
    default:
      return token satisfies never;
  }
}

/** Text in quotes as the tree holds it. */
export function textValue(token: Token & { readonly type: 'text' }): Text {
  const { value, quote, offset, end, written } = token;
  return { type: 'text', value, quote, ...(token.loneApostrophe ? { written } : {}), offset, end };
}

function missing(cursor: Cursor, operator: Operator): undefined {
  const token = peek(cursor);
  if (cursor.problems.some(({ code }) => code === 'unterminated-text')) return undefined;
  const list = operator === 'in' || operator === 'notIn';
  const written = quoteToken(cursor, token);
  if (list && (written === '(' || written.startsWith('{')))
    return fail(cursor, 'list-syntax', token.offset, 'A list stands in square brackets. Write ["…", "…"].');
  const mend = list ? '["…", "…"]' : '"…" or null';
  return fail(
    cursor,
    'missing-value',
    token.offset,
    `A value is missing after -${operator}: ${mend} is expected, found ${written}.`,
  );
}

function parseWord(cursor: Cursor, token: Token & { readonly type: 'word' }): Value | undefined {
  const { offset, end } = token;
  switch (token.text.toLowerCase()) {
    case 'null':
    case '$null':
      take(cursor);
      return { type: 'null', offset, end };
    case 'true':
    case '$true':
    case 'false':
    case '$false':
      take(cursor);
      return { type: 'boolean', value: /true$/i.test(token.text), offset, end };
    case 'system.now':
      return parseNow(cursor);
    default:
      if (!/^(?:user|device)\../i.test(token.text)) return unquoted(cursor, offset);
      return fail(
        cursor,
        'property-as-value',
        offset,
        `${token.text} is a property. Rules compare a property with a fixed value, not with another property.`,
      );
  }
}

function parseDigits(cursor: Cursor, token: Token & { readonly type: 'digits' }): Value | undefined {
  const { text, offset, end } = token;
  const instant = readInstant(text);
  const number = /^[+-]?\d+(?:\.\d+)?$/.test(text);
  if (instant === undefined && !number) return unquoted(cursor, offset);
  take(cursor);
  return instant === undefined
    ? { type: 'number', text, offset, end }
    : { type: 'date', text: text.toUpperCase(), instant, offset, end };
}

/**
 * Text without quotes is refused by the service (Azure/azure-powershell#20360). It is read up to the next operator, so
 * that the rest of the rule can be looked at too.
 */
function unquoted(cursor: Cursor, offset: number): Text | undefined {
  let end = offset;
  while (isUnquoted(peek(cursor), end, offset)) end = take(cursor).end;
  if (end === offset) end = take(cursor).end;
  const value = cursor.source.slice(offset, end);
  fail(
    cursor,
    /^\d{4}-\d\d/.test(value) ? 'invalid-date' : 'unquoted-text',
    offset,
    /^\d{4}-\d\d/.test(value)
      ? `${value} is no date. Write a date such as 2026-03-01 or 2026-03-01T08:00:00Z.`
      : `Text must stand in quotes. Write "${value.replaceAll('"', '`"')}".`,
  );
  return { type: 'text', value, quote: '"', offset, end };
}

function isUnquoted(token: Token, end: number, start: number): boolean {
  if (token.type === 'end' || token.type === '(' || token.type === ')' || token.type === ']') return false;
  if (token.type === 'text' || token.type === ',') return false;
  const adjoining = token.offset === end;
  const word = wordOf(token);
  if (word === 'and' || word === 'or') return false;
  return adjoining || end === start || token.type === 'word' || token.type === 'odd';
}

function parseList(cursor: Cursor): Value | undefined {
  const { offset } = take(cursor);
  const items: Text[] = [];
  if (peek(cursor).type === ']') return { type: 'list', items, offset, end: take(cursor).end };
  for (;;) {
    const token = peek(cursor);
    if (token.type === ',' || token.type === ']')
      return fail(
        cursor,
        'list-syntax',
        token.offset,
        `A text in quotes is missing in the list before this ${token.type}. Delete the comma or add the text.`,
      );
    if (token.type === 'end') return listUnclosed(cursor, offset);
    const item = parseListItem(cursor, token);
    if (item === undefined) return undefined;
    items.push(item);
    const next = take(cursor);
    if (next.type === ']') return { type: 'list', items, offset, end: next.end };
    if (next.type === 'end') return listUnclosed(cursor, offset);
    if (next.type !== ',')
      return fail(
        cursor,
        'list-syntax',
        next.offset,
        `A comma or the end of the list is expected before ${quoteToken(cursor, next)}. Separate the texts by commas.`,
      );
  }
}

function parseListItem(cursor: Cursor, token: Token): Text | undefined {
  if (token.type === 'text') {
    take(cursor);
    return textValue(token);
  }
  if (token.type === '[' || token.type === '(')
    return fail(
      cursor,
      'list-syntax',
      token.offset,
      'A list holds only texts in quotes. Delete this bracket.',
    );
  return unquoted(cursor, token.offset);
}

function listUnclosed(cursor: Cursor, offset: number): undefined {
  if (cursor.problems.some(({ code }) => code === 'unterminated-text')) return undefined;
  return fail(cursor, 'list-syntax', offset, 'This list is never closed. Add ] after its last text.');
}
