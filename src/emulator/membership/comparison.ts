import type { Comparison } from '../../rules/ast.ts';
import type { Json } from '../state.ts';
import { distance } from './duration.ts';
import { readPattern } from './pattern.ts';

/** Whether a value, or an item of a collection, is as the comparison says, at an instant. */
export function isSo(comparison: Comparison, actual: Json, now: number): boolean {
  const { operator, value } = comparison;
  const isNegative = operator === 'ne' || operator.startsWith('not');
  switch (value.type) {
    case 'null':
      return isEmpty(actual) !== isNegative;
    case 'boolean':
      return (actual === value.value) !== isNegative;
    case 'date':
      return isDated(comparison, actual, value.instant);
    case 'now':
      return isDated(comparison, actual, now + distance(value));
    case 'text':
    case 'list': {
      // Negative operators are true for a blank: they say no more than that the positive one is false.
      const test = (tests.get(comparison) ?? remembered(comparison)).test;
      const texts = Array.isArray(actual) ? actual : [actual];
      return texts.some((text) => typeof text === 'string' && test(text)) !== isNegative;
    }
    case 'number':
      // Refused where rules are written, and no property is a number.
      return isNegative;
    default:
      return value satisfies never;
  }
}

/** Null, absent, or a collection with nothing in it. */
export function isEmpty(value: Json): boolean {
  return value === null || (Array.isArray(value) && value.length === 0);
}

function isDated({ operator }: Comparison, actual: Json, instant: number): boolean {
  if (typeof actual !== 'string') return operator === 'ne';
  const own = Date.parse(actual);
  if (operator === 'ge') return own >= instant;
  if (operator === 'le') return own <= instant;
  return (own === instant) === (operator === 'eq');
}

/**
 * Every operator on text is a regular expression: with the flags `iu` JavaScript compares by Unicode's simple case
 * folding and leaves accents alone, which is how equality is read here too.
 */
const tests = new WeakMap<Comparison, { test: (text: string) => boolean }>();

function remembered(comparison: Comparison): { test: (text: string) => boolean } {
  const expression = expressionOf(comparison);
  const made = { test: (text: string) => expression?.test(text) === true };
  tests.set(comparison, made);
  return made;
}

function expressionOf({ operator, value }: Comparison): RegExp | null {
  const wanted = value.type === 'list' ? value.items : value.type === 'text' ? [value] : [];
  const [pattern = ''] = wanted.map((text) => text.value);
  const literal = `(?:${wanted.map((text) => quoted(text.value)).join('|')})`;
  switch (operator) {
    case 'eq':
    case 'ne':
      return new RegExp(`^${literal}$`, 'iu');
    case 'in':
    case 'notIn':
      // An empty list has nobody in it, where an empty alternative would have the empty text.
      return wanted.length === 0 ? null : new RegExp(`^${literal}$`, 'iu');
    case 'startsWith':
    case 'notStartsWith':
      return new RegExp(`^${literal}`, 'iu');
    case 'endsWith':
    case 'notEndsWith':
      return new RegExp(`${literal}$`, 'iu');
    case 'contains':
    case 'notContains':
      return new RegExp(literal, 'iu');
    case 'match':
    case 'notMatch':
      return readPattern(pattern);
    case 'ge':
    case 'le':
      return null;
    default:
      return operator satisfies never;
  }
}

function quoted(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
}
