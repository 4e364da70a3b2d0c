import type { Token } from './token.ts';
import { error, type RuleProblem } from './problem.ts';
import type { ExtraProperties } from './properties.ts';

/** Where the parser stands. The one mutable thing of a parse. */
export interface Cursor {
  readonly source: string;
  readonly tokens: readonly Token[];
  readonly extra: ExtraProperties | undefined;
  readonly problems: RuleProblem[];
  index: number;
}

/** The token that comes next, or one further on. */
export function peek(cursor: Cursor, ahead = 0): Token {
  const last = cursor.tokens[cursor.tokens.length - 1];
  return cursor.tokens[cursor.index + ahead] ?? last ?? { type: 'end', offset: 0, end: 0 };
}

/** Takes the next token. */
export function take(cursor: Cursor): Token {
  const token = peek(cursor);
  cursor.index++;
  return token;
}

/** Reports a problem and gives undefined, so that a parsing function can return it. */
export function fail(cursor: Cursor, code: string, offset: number, message: string): undefined {
  cursor.problems.push(error(code, offset, message));
  return undefined;
}

/** The word of a token, with or without hyphen, in lower case; empty for other tokens. */
export function wordOf(token: Token): string {
  return token.type === 'word' || token.type === 'dashed' ? token.text.toLowerCase() : '';
}

/** A token as it stands in the rule, shortened, for messages. */
export function quoteToken(cursor: Cursor, token: Token): string {
  if (token.type === 'end') return 'the end of the rule';
  const text = cursor.source.slice(token.offset, token.end);
  return text.length > 40 ? `${text.slice(0, 37)}…` : text;
}
