import { invalidFilter } from './faults.ts';

export type TokenKind =
  | 'word'
  | 'text'
  | 'number'
  | 'guid'
  | 'dateTime'
  | 'open'
  | 'close'
  | 'comma'
  | 'slash'
  | 'colon'
  | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** As written; of a text literal, what is between the quotes, with doubled quotes made single. */
  readonly text: string;
  readonly offset: number;
}

/** In this order: a GUID and a date would otherwise start like a number or a word. */
const PATTERNS: readonly (readonly [TokenKind, RegExp])[] = [
  ['guid', /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![\w-])/iy],
  ['dateTime', /\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?(?![\w-])/iy],
  ['number', /-?\d+(?:\.\d+)?(?![\w-])/y],
  ['word', /[A-Za-z_$@][\w$.]*/y],
  ['open', /\(/y],
  ['close', /\)/y],
  ['comma', /,/y],
  ['slash', /\//y],
  ['colon', /:/y],
];
const SPACE = /\s*/y;
const TEXT = /'((?:[^']|'')*)'/y;

/**
 * The tokens of an OData filter (OData 4.01 URL conventions, section 5.1.1). Anything else, a typographic quote for
 * one, is the syntax error of the parser that Graph is built on.
 */
export function tokens(filter: string): Token[] {
  const found: Token[] = [];
  let offset = skipSpace(filter, 0);
  while (offset < filter.length) {
    const token = filter[offset] === "'" ? textAt(filter, offset) : tokenAt(filter, offset);
    found.push(token.token);
    offset = skipSpace(filter, token.next);
  }
  found.push({ kind: 'end', text: '', offset: filter.length });
  return found;
}

/** Text as an OData literal: quotes inside are doubled. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

interface Found {
  readonly token: Token;
  readonly next: number;
}

function tokenAt(filter: string, offset: number): Found {
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = offset;
    const match = pattern.exec(filter);
    if (match !== null) return { token: { kind, text: match[0], offset }, next: pattern.lastIndex };
  }
  throw invalidFilter(
    `Syntax error: character '${filter[offset] ?? ''}' is not valid at position ${offset} in '${filter}'.`,
  );
}

function textAt(filter: string, offset: number): Found {
  TEXT.lastIndex = offset;
  const match = TEXT.exec(filter);
  if (match === null) {
    throw invalidFilter(
      `There is an unterminated string literal at position ${filter.length} in '${filter}'.`,
    );
  }
  const text = (match[1] ?? '').replaceAll("''", "'");
  return { token: { kind: 'text', text, offset }, next: TEXT.lastIndex };
}

function skipSpace(filter: string, offset: number): number {
  SPACE.lastIndex = offset;
  SPACE.exec(filter);
  return SPACE.lastIndex;
}
