import type { Now, Value } from './ast.ts';
import { fail, peek, quoteToken, take, wordOf, type Cursor } from './cursor.ts';
import { readDuration } from './duration.ts';

/**
 * Reads `system.now`, with `-plus` or `-minus` and a duration or without, in parentheses or not. Only one step works
 * (tested in a tenant by the author of a public article on employeeHireDate, 2025-05-21).
 */
export function parseNow(cursor: Cursor): Value | undefined {
  const open = peek(cursor).type === '(' ? take(cursor) : undefined;
  const word = take(cursor);
  const offset = open?.offset ?? word.offset;
  const step = isStep(cursor) ? parseStep(cursor) : undefined;
  if (step === 'failed') return undefined;
  if (isStep(cursor))
    return fail(
      cursor,
      'now-steps',
      peek(cursor).offset,
      'Only one -plus or -minus can follow system.now. Add the durations up, such as P7DT3H.',
    );
  let { end } = cursor.tokens[cursor.index - 1] ?? word;
  if (open !== undefined) {
    const close = take(cursor);
    if (close.type !== ')')
      return fail(
        cursor,
        'unbalanced-parenthesis',
        open.offset,
        `This parenthesis is not closed after system.now; found ${quoteToken(cursor, close)}. Add ).`,
      );
    end = close.end;
  }
  return { type: 'now', ...(step === undefined ? {} : { step }), offset, end };
}

const isStep = (cursor: Cursor): boolean => ['plus', 'minus'].includes(wordOf(peek(cursor)));

function parseStep(cursor: Cursor): NonNullable<Now['step']> | 'failed' {
  const direction = wordOf(take(cursor)) === 'plus' ? 'plus' : 'minus';
  const token = take(cursor);
  const duration = token.type === 'word' ? readDuration(token.text) : undefined;
  if (token.type !== 'word' || duration === undefined) {
    fail(
      cursor,
      'invalid-duration',
      token.offset,
      `A duration is expected after -${direction}, such as P30D or PT12H, without quotes; found ${quoteToken(cursor, token)}.`,
    );
    return 'failed';
  }
  return { direction, duration: token.text.toUpperCase(), milliseconds: duration.milliseconds };
}
