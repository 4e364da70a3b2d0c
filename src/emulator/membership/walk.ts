import type { Comparison, DirectReports, Expression, Property } from '../../rules/ast.ts';
import { isObject } from '../json.ts';
import type { Json } from '../state.ts';
import { isEmpty, isSo } from './comparison.ts';

/** Whom a rule is asked about. */
export interface Subject {
  readonly id: string;
  readonly manager: string | null;
  /** Null where the property is not set. */
  read(property: Property): Json;
}

/**
 * Whether a rule takes somebody in at an instant: a plain walk over the tree of the rule, with two-valued logic. No
 * code is shared with the product's evaluator, so that a mistake of either shows as a difference between them.
 */
export function takesIn(body: Expression | DirectReports, subject: Subject, now: number): boolean {
  if (body.type !== 'directReports') return holds(body, { subject, now, item: null });
  // Since 2026-08 the reference says that the manager is added too.
  const manager = body.manager.value.toLowerCase();
  return subject.id.toLowerCase() === manager || subject.manager?.toLowerCase() === manager;
}

interface Place {
  readonly subject: Subject;
  readonly now: number;
  /** What a condition of `-any` or `-all` looks at. */
  readonly item: Json;
}

function holds(expression: Expression, place: Place): boolean {
  switch (expression.type) {
    case 'and':
      return expression.parts.every((part) => holds(part, place));
    case 'or':
      return expression.parts.some((part) => holds(part, place));
    case 'not':
      return !holds(expression.part, place);
    case 'comparison':
      return isSo(expression, valueOf(expression, place), place.now);
    case 'quantified': {
      const items = itemsOf(place.subject.read(expression.subject));
      const isTrue = (item: Json): boolean => holds(expression.condition, { ...place, item });
      // Of nothing, -any is false and -all is true.
      return expression.quantifier === 'any' ? items.some(isTrue) : items.every(isTrue);
    }
    default:
      return expression satisfies never;
  }
}

function valueOf({ subject }: Comparison, { subject: person, item }: Place): Json {
  if (subject.type === 'property') return person.read(subject);
  if (subject.of !== 'assignedPlan' || !isObject(item)) return item;
  return item[subject.name] ?? null;
}

function itemsOf(value: Json): readonly Json[] {
  if (isEmpty(value)) return [];
  return Array.isArray(value) ? value : [value];
}
