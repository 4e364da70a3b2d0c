import type { Comparison, Value } from './ast.ts';
import { fold } from './fold.ts';
import { isNegative, positiveOf } from './operators.ts';

/** The values of which a comparison is true, where they can be listed: texts without case, null, booleans. */
export type Candidate = string | boolean | null;

/** The values that a positive -eq or -in names, or that a negative -ne or -notIn excludes; undefined for others. */
export function namedValues({ operator, value }: Comparison): readonly Candidate[] | undefined {
  const positive = positiveOf(operator);
  switch (positive) {
    case 'eq': {
      const candidate = candidateOf(value);
      return candidate === undefined ? undefined : [candidate];
    }
    case 'in':
      return value.type === 'list' ? value.items.map((item) => fold(item.value)) : undefined;
    case 'startsWith':
    case 'endsWith':
    case 'contains':
    case 'match':
    case 'ge':
    case 'le':
      return undefined;
    default:
      return positive satisfies never;
  }
}

function candidateOf(value: Value): Candidate | undefined {
  switch (value.type) {
    case 'text':
      return fold(value.value);
    case 'null':
      return null;
    case 'boolean':
      return value.value;
    case 'number':
    case 'date':
    case 'now':
    case 'list':
      return undefined;
    default:
      return value satisfies never;
  }
}

/** What a comparison says of a value in folded form; undefined where that takes more than looking at text. */
export function holdsFor(comparison: Comparison, candidate: Candidate): boolean | undefined {
  const positive = positivelyHolds(comparison, candidate);
  return positive === undefined ? undefined : positive !== isNegative(comparison.operator);
}

function positivelyHolds(comparison: Comparison, candidate: Candidate): boolean | undefined {
  const named = namedValues(comparison);
  if (named !== undefined) return named.includes(candidate);
  const { operator, value } = comparison;
  if (value.type !== 'text') return undefined;
  if (candidate === null) return false;
  if (typeof candidate !== 'string') return undefined;
  const text = fold(value.value);
  const positive = positiveOf(operator);
  switch (positive) {
    case 'startsWith':
      return candidate.startsWith(text);
    case 'endsWith':
      return candidate.endsWith(text);
    case 'contains':
      return candidate.includes(text);
    case 'eq':
    case 'in':
    case 'match':
    case 'ge':
    case 'le':
      return undefined;
    default:
      return positive satisfies never;
  }
}
