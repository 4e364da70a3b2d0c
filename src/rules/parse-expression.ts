import type { Expression } from './ast.ts';
import { fail, peek, quoteToken, take, wordOf, type Cursor } from './cursor.ts';
import { parsePredicate } from './parse-predicate.ts';
import type { Place } from './place.ts';

/** Deeper nesting than this is refused: no rule within the length limit needs it, and it would cost the stack. */
export const maxDepth = 400;

/**
 * Reads `-or` over `-and` over `-not`, the precedence of
 * https://learn.microsoft.com/entra/identity/users/groups-dynamic-membership. One function and one loop for the first
 * two, so that a level of parentheses costs few frames.
 */
export function parseExpression(cursor: Cursor, place: Place): Expression | undefined {
  const alternatives: Expression[] = [];
  let together: Expression[] = [];
  for (;;) {
    const part = parseOperand(cursor, place);
    if (part === undefined) return undefined;
    together.push(part);
    const joint = wordOf(peek(cursor));
    if (joint !== 'and' && joint !== 'or') break;
    take(cursor);
    if (joint === 'or') {
      alternatives.push(join('and', together));
      together = [];
    }
  }
  return join('or', [...alternatives, join('and', together)]);
}

/** Parts of the same kind are merged: `a -and (b -and c)` is `a -and b -and c`. */
function join(type: 'and' | 'or', parts: readonly Expression[]): Expression {
  const [first] = parts;
  const last = parts[parts.length - 1];
  if (first === undefined || last === undefined) throw new RangeError('nothing to join');
  if (parts.length === 1) return first;
  const merged = parts.flatMap((part) => (part.type === type ? part.parts : [part]));
  return { type, parts: merged, enclosed: false, offset: first.offset, end: last.end };
}

function parseOperand(cursor: Cursor, place: Place): Expression | undefined {
  const token = peek(cursor);
  if (place.depth > maxDepth)
    return fail(
      cursor,
      'too-deep',
      token.offset,
      `More than ${maxDepth} parentheses and -not stand inside each other. Leave away those that change nothing.`,
    );
  if (wordOf(token) === 'not') {
    take(cursor);
    const part = parseOperand(cursor, { ...place, depth: place.depth + 1 });
    return part === undefined ? undefined : { type: 'not', part, offset: token.offset, end: part.end };
  }
  return token.type === '(' ? parseGroup(cursor, place) : parsePredicate(cursor, place, parseGroup);
}

/** What stands in parentheses. */
function parseGroup(cursor: Cursor, place: Place): Expression | undefined {
  const open = take(cursor);
  if (peek(cursor).type === ')')
    return fail(
      cursor,
      'missing-comparison',
      open.offset,
      'These parentheses are empty. Write a condition inside, or delete them.',
    );
  const inner = parseExpression(cursor, { ...place, depth: place.depth + 1 });
  if (inner === undefined) return undefined;
  const close = peek(cursor);
  if (close.type === ')') {
    take(cursor);
    return inner.type === 'and' || inner.type === 'or' ? { ...inner, enclosed: true } : inner;
  }
  if (close.type === 'end')
    return cursor.problems.some(({ code }) => code === 'unterminated-text')
      ? undefined
      : fail(
          cursor,
          'unbalanced-parenthesis',
          open.offset,
          'This parenthesis is never closed. Add ) where the group ends.',
        );
  if (isOperandStart(cursor))
    return fail(
      cursor,
      'missing-operator',
      close.offset,
      'Two conditions stand side by side. Write -and or -or between them.',
    );
  return fail(
    cursor,
    'unexpected',
    close.offset,
    `Expected -and, -or or a closing parenthesis; found ${quoteToken(cursor, close)}.`,
  );
}

/** Whether a condition begins at the cursor. */
export function isOperandStart(cursor: Cursor): boolean {
  const token = peek(cursor);
  if (token.type === '(' || wordOf(token) === 'not') return true;
  return token.type === 'word' && (token.text === '_' || token.text.includes('.'));
}
