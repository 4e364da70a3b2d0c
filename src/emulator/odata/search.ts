import { properties, type Kind } from '../model/properties.ts';
import { unsupportedQuery } from '../errors.ts';
import { invalidQuery, unsupportedClause } from './faults.ts';
import { resourceName } from './resolve.ts';

export interface Search {
  readonly test: (object: object) => boolean;
}

/** These two are cut into words when they are indexed; of any other property the search is for a prefix. */
const TOKENISED: ReadonlySet<string> = new Set(['displayName', 'description']);

/**
 * `$search` of the directory: clauses `"property:text"` joined by AND and OR (AND binds tighter; parentheses group).
 * A clause matches when every word of it starts a word of the value. It needs the header and, alone among the
 * advanced queries, no `$count`; the refusal is the documented one (advanced queries page).
 */
export function compileSearch(text: string, kind: Kind, { eventual }: { eventual: boolean }): Search {
  if (!eventual) {
    throw unsupportedQuery(
      "Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'",
    );
  }
  const cursor = { tokens: searchTokens(text), next: 0, text, kind };
  const test = alternatives(cursor);
  if (cursor.next < cursor.tokens.length) throw syntaxError(text);
  return { test };
}

/** The words of a text as the search index cuts it: at spaces, symbols, digits and changes of case. */
export function searchWords(text: string): string[] {
  const words = text.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\p{Lo}+|\p{N}+/gu) ?? [];
  return words.map((word) => word.toLowerCase());
}

type Test = (object: object) => boolean;

interface Cursor {
  readonly tokens: readonly string[];
  readonly text: string;
  readonly kind: Kind;
  next: number;
}

/** A clause in double quotes (a backslash escapes one inside), a parenthesis, or a word. */
const TOKEN = /\s*("(?:[^"\\]|\\.)*"|[()]|[^\s"()]+)\s*/y;

/** More parentheses than this are refused, before they can exhaust the stack. */
const MAX_DEPTH = 100;

function searchTokens(text: string): string[] {
  const found: string[] = [];
  for (let offset = 0; offset < text.length; offset = TOKEN.lastIndex) {
    TOKEN.lastIndex = offset;
    const token = TOKEN.exec(text)?.[1];
    if (token === undefined) throw syntaxError(text);
    found.push(token);
  }
  if (found.filter((token) => token === '(').length > MAX_DEPTH) throw syntaxError(text);
  return found;
}

function alternatives(cursor: Cursor): Test {
  const terms = [conjunction(cursor)];
  while (takeWord(cursor, 'OR')) terms.push(conjunction(cursor));
  return (object) => terms.some((term) => term(object));
}

function conjunction(cursor: Cursor): Test {
  const terms = [clause(cursor)];
  while (takeWord(cursor, 'AND')) terms.push(clause(cursor));
  return (object) => terms.every((term) => term(object));
}

function clause(cursor: Cursor): Test {
  const token = cursor.tokens[cursor.next];
  cursor.next += 1;
  if (token === '(') {
    const inner = alternatives(cursor);
    if (cursor.tokens[cursor.next] !== ')') throw syntaxError(cursor.text);
    cursor.next += 1;
    return inner;
  }
  const parts = /^"([^:"]+):(.*)"$/s.exec(token ?? '');
  if (parts === null) throw syntaxError(cursor.text);
  const wanted = (parts[2] ?? '').replaceAll(/\\(.)/g, '$1');
  return propertyTest(parts[1] ?? '', wanted, cursor.kind);
}

function propertyTest(name: string, wanted: string, kind: Kind): Test {
  const property = properties[kind].get(name.trim().toLowerCase());
  if (property === undefined || property.type !== 'string' || property.filter === undefined) {
    throw unsupportedClause(name, resourceName(kind));
  }
  const value = (object: object) => textOf(object, property.name);
  if (!TOKENISED.has(property.name)) {
    return (object) => value(object).toLowerCase().startsWith(wanted.trim().toLowerCase());
  }
  const prefixes = searchWords(wanted);
  return (object) => {
    const words = searchWords(value(object));
    return prefixes.length > 0 && prefixes.every((prefix) => words.some((word) => word.startsWith(prefix)));
  };
}

function textOf(object: object, name: string): string {
  const value: unknown = Reflect.get(object, name);
  return typeof value === 'string' ? value : '';
}

function takeWord(cursor: Cursor, word: string): boolean {
  if (cursor.tokens[cursor.next]?.toUpperCase() !== word) return false;
  cursor.next += 1;
  return true;
}

function syntaxError(text: string) {
  return invalidQuery(
    `Syntax error in the search clause '${text}': each clause is "property:text", in double quotes.`,
  );
}
