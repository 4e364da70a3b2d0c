import type { Comparison, Expression, Literal, Path, TextFunction } from './expression.ts';
import { invalidFilter } from './faults.ts';
import { tokens, type Token, type TokenKind } from './lexer.ts';

const COMPARISONS: ReadonlyMap<string, Comparison> = new Map(
  (['eq', 'ne', 'ge', 'le', 'gt', 'lt'] as const).map((word) => [word, word]),
);
const FUNCTIONS: ReadonlyMap<string, TextFunction> = new Map([
  ['startswith', 'startsWith'],
  ['endswith', 'endsWith'],
  ['contains', 'contains'],
]);

/** Where the parser stands: the tokens, and the index of the next one. */
interface Cursor {
  readonly filter: string;
  readonly tokens: readonly Token[];
  next: number;
  depth: number;
}

/** A filter nested deeper than this is refused, before it can exhaust the stack. */
const MAX_DEPTH = 100;

/**
 * An OData filter as a tree: recursive descent, one function a level of precedence (`not` binds tighter than `and`,
 * `and` tighter than `or`). Keywords and functions are read in any case, as Graph's own examples write `NOT(…)`,
 * `startswith` and `startsWith`.
 */
export function parseFilter(filter: string): Expression {
  const cursor: Cursor = { filter, tokens: tokens(filter), next: 0, depth: 0 };
  const expression = alternatives(cursor);
  expect(cursor, 'end');
  return expression;
}

function alternatives(cursor: Cursor): Expression {
  cursor.depth += 1;
  if (cursor.depth > MAX_DEPTH) throw invalidFilter('Recursion depth exceeded allowed limit.');
  const first = conjunction(cursor);
  const terms = [first];
  while (takeWord(cursor, 'or')) terms.push(conjunction(cursor));
  cursor.depth -= 1;
  return terms.length === 1 ? first : { kind: 'or', terms };
}

function conjunction(cursor: Cursor): Expression {
  const first = negation(cursor);
  const terms = [first];
  while (takeWord(cursor, 'and')) terms.push(negation(cursor));
  return terms.length === 1 ? first : { kind: 'and', terms };
}

function negation(cursor: Cursor): Expression {
  if (takeWord(cursor, 'not')) return { kind: 'not', term: negation(cursor) };
  if (take(cursor, 'open') === undefined) return predicate(cursor);
  const inner = alternatives(cursor);
  expect(cursor, 'close');
  return inner;
}

function predicate(cursor: Cursor): Expression {
  const start = expect(cursor, 'word');
  const called = FUNCTIONS.get(start.text.toLowerCase());
  if (called !== undefined && peek(cursor).kind === 'open') return call(cursor, called);
  const path = [start.text];
  while (take(cursor, 'slash') !== undefined) {
    const segment = expect(cursor, 'word').text;
    const quantifier = segment.toLowerCase();
    if ((quantifier === 'any' || quantifier === 'all') && peek(cursor).kind === 'open') {
      return lambda(cursor, quantifier, path);
    }
    path.push(segment);
  }
  return comparison(cursor, path);
}

/** `startsWith(path,'text')`; some clients write ` eq true` after it, which is the same. */
function call(cursor: Cursor, name: TextFunction): Expression {
  expect(cursor, 'open');
  const path = pathOf(cursor);
  expect(cursor, 'comma');
  const value = literal(cursor);
  expect(cursor, 'close');
  const expression: Expression = { kind: 'call', name, path, value };
  if (!takeWord(cursor, 'eq')) return expression;
  const wanted = literal(cursor);
  return wanted.value === false ? { kind: 'not', term: expression } : expression;
}

function lambda(cursor: Cursor, quantifier: 'any' | 'all', path: Path): Expression {
  expect(cursor, 'open');
  if (take(cursor, 'close') !== undefined) return { kind: 'lambda', quantifier, path };
  const variable = expect(cursor, 'word').text;
  expect(cursor, 'colon');
  const term = alternatives(cursor);
  expect(cursor, 'close');
  return { kind: 'lambda', quantifier, path, body: { variable, term } };
}

function comparison(cursor: Cursor, path: Path): Expression {
  const word = expect(cursor, 'word');
  if (word.text.toLowerCase() === 'in') return { kind: 'in', path, values: list(cursor) };
  const operator = COMPARISONS.get(word.text.toLowerCase());
  if (operator === undefined) throw syntaxError(cursor, word);
  return { kind: 'compare', operator, path, value: literal(cursor) };
}

function list(cursor: Cursor): Literal[] {
  expect(cursor, 'open');
  const values = [literal(cursor)];
  while (take(cursor, 'comma') !== undefined) values.push(literal(cursor));
  expect(cursor, 'close');
  return values;
}

function pathOf(cursor: Cursor): Path {
  const path = [expect(cursor, 'word').text];
  while (take(cursor, 'slash') !== undefined) path.push(expect(cursor, 'word').text);
  return path;
}

function literal(cursor: Cursor): Literal {
  const token = peek(cursor);
  cursor.next += 1;
  if (token.kind === 'text') return { type: 'string', value: token.text };
  if (token.kind === 'guid' || token.kind === 'dateTime') return { type: token.kind, value: token.text };
  if (token.kind === 'number') return { type: 'number', value: Number(token.text) };
  const word = token.kind === 'word' ? token.text.toLowerCase() : '';
  if (word === 'null') return { type: 'null', value: null };
  if (word === 'true' || word === 'false') return { type: 'boolean', value: word === 'true' };
  throw syntaxError(cursor, token);
}

function peek(cursor: Cursor): Token {
  return cursor.tokens[cursor.next] ?? { kind: 'end', text: '', offset: cursor.filter.length };
}

function take(cursor: Cursor, kind: TokenKind): Token | undefined {
  const token = peek(cursor);
  if (token.kind !== kind) return undefined;
  cursor.next += 1;
  return token;
}

function takeWord(cursor: Cursor, word: string): boolean {
  const token = peek(cursor);
  if (token.kind !== 'word' || token.text.toLowerCase() !== word) return false;
  cursor.next += 1;
  return true;
}

function expect(cursor: Cursor, kind: TokenKind): Token {
  const token = take(cursor, kind);
  if (token === undefined) throw syntaxError(cursor, peek(cursor));
  return token;
}

function syntaxError(cursor: Cursor, token: Token) {
  return invalidFilter(`Syntax error at position ${token.offset} in '${cursor.filter}'.`);
}
