import type { Comparison, Literal } from './expression.ts';

/**
 * One comparison of a value with a literal, as the directory makes it: text without regard to case, instants as
 * instants. Nothing is less or greater than an absent value, and an absent value differs from every literal.
 */
export function compare(operator: Comparison, value: unknown, literal: Literal): boolean {
  if (operator === 'eq') return equal(value, literal);
  if (operator === 'ne') return !equal(value, literal);
  const order = ordered(value, literal);
  if (order === undefined) return false;
  if (operator === 'ge') return order >= 0;
  if (operator === 'le') return order <= 0;
  return operator === 'gt' ? order > 0 : order < 0;
}

/** Text as it is compared: the directory ignores case, not accents. */
export function fold(text: string): string {
  return text.toLowerCase();
}

function equal(value: unknown, literal: Literal): boolean {
  if (literal.type === 'null') return value === null || value === undefined;
  if (literal.type === 'boolean') return value === literal.value;
  return ordered(value, literal) === 0;
}

/** Negative, zero or positive; undefined where the two cannot be compared. */
function ordered(value: unknown, literal: Literal): number | undefined {
  if (literal.type === 'number') return typeof value === 'number' ? value - literal.value : undefined;
  if (typeof value !== 'string') return undefined;
  if (literal.type === 'dateTime') {
    const difference = Date.parse(value) - Date.parse(literal.value);
    return Number.isNaN(difference) ? undefined : difference;
  }
  if (literal.type !== 'string' && literal.type !== 'guid') return undefined;
  const [left, right] = [fold(value), fold(literal.value)];
  return left === right ? 0 : left < right ? -1 : 1;
}
