import type { Comparison, Expression, Quantified } from './ast.ts';
import { fold } from './fold.ts';
import { formatExpression } from './format.ts';
import { readInstant, type Instant } from './instant.ts';
import { positiveOf } from './operators.ts';
import { invert, type Outcome } from './outcome.ts';
import { compileItemTest, compileTextTest, testOptionalText, type TextTest } from './text-test.ts';
import { every, some } from './three-valued.ts';
import { notRead, type RuleItem, type RuleValue } from './value.ts';

/** A condition that depends on the value of one property, compiled. It is never a negation of another one. */
export interface Predicate {
  /** Equal for predicates that always say the same. */
  readonly id: string;
  /** The property as the reference spells it, without prefix. */
  readonly property: string;
  readonly test: (value: RuleValue, at: Instant) => Outcome;
  /** Where the property is one text: what is asked of it, for those who evaluate many texts at once. */
  readonly text?: TextTest;
}

/** Compiles a comparison of a property without its negation: the caller inverts for negative operators. */
export function compileComparison(comparison: Comparison): Predicate {
  const { subject } = comparison;
  if (subject.type === 'item') return undetermined(comparison, subject.of);
  switch (subject.kind) {
    case 'text':
      return compileText(comparison, subject.name);
    case 'labels':
      return compileLabels(comparison, subject.name);
    case 'boolean':
      return compileBoolean(comparison, subject.name);
    case 'date':
      return compileDate(comparison, subject.name);
    case 'texts':
      return { ...undetermined(comparison, subject.name), test: guarded(() => 'whole-collection') };
    case 'plans':
    case 'groups':
    case undefined:
      return undetermined(comparison, subject.name);
    default:
      return subject.kind satisfies never;
  }
}

/** What was not read leaves everything open. */
function guarded(test: (value: Exclude<RuleValue, symbol>, at: Instant) => Outcome): Predicate['test'] {
  return (value, at) => (value === notRead ? 'not-read' : test(value, at));
}

function undetermined(comparison: Comparison, property: string): Predicate {
  return { id: idOf(comparison), property, test: () => 'not-in-language' };
}

/** Negative operators share the predicate of the positive one. */
function idOf(comparison: Comparison): string {
  return formatExpression({ ...comparison, operator: positiveOf(comparison.operator) });
}

function compileText(comparison: Comparison, property: string): Predicate {
  const text = compileTextTest(comparison);
  return { id: idOf(comparison), property, text, test: guarded((value) => testOptionalText(text, value)) };
}

/** A collection in Graph, text in the reference: some label must match. */
function compileLabels(comparison: Comparison, property: string): Predicate {
  const text = compileTextTest(comparison);
  return {
    id: idOf(comparison),
    property,
    test: guarded((value) => {
      if (!Array.isArray(value)) return testOptionalText(text, value);
      return value.length === 0
        ? testOptionalText(text, null)
        : some(value as readonly unknown[], (label) => testOptionalText(text, label));
    }),
  };
}

function compileBoolean(comparison: Comparison, property: string): Predicate {
  const { operator, value: literal } = comparison;
  if (positiveOf(operator) !== 'eq' || (literal.type !== 'boolean' && literal.type !== 'null'))
    return undetermined(comparison, property);
  return {
    id: idOf(comparison),
    property,
    test: guarded((value) => {
      if (value === null || value === undefined) return literal.type === 'null';
      if (typeof value !== 'boolean') return 'unreadable-value';
      return literal.type === 'boolean' && literal.value === value;
    }),
  };
}

/** Dates are compared as instants to the full precision, in UTC (tenant tests of employeeHireDate, 2025-05-21). */
function compileDate(comparison: Comparison, property: string): Predicate {
  const { operator, value: literal } = comparison;
  const positive = positiveOf(operator);
  if (positive !== 'eq' && positive !== 'ge' && positive !== 'le') return undetermined(comparison, property);
  const bound = boundOf(comparison);
  if (bound === undefined && literal.type !== 'null') return undetermined(comparison, property);
  return {
    id: idOf(comparison),
    property,
    test: guarded((value, at) => {
      if (value === null || value === undefined) return literal.type === 'null' && positive === 'eq';
      const instant = typeof value === 'string' ? readInstant(value) : undefined;
      if (instant === undefined) return 'unreadable-value';
      if (bound === undefined) return positive === 'eq' ? false : 'not-in-language';
      const limit = bound(at);
      if (limit === undefined) return 'calendar';
      if (positive === 'eq') return instant === limit;
      return positive === 'ge' ? instant >= limit : instant <= limit;
    }),
  };
}

/** The instant that a date is compared with; undefined where its duration has no known length. */
export function boundOf({ value }: Comparison): ((at: Instant) => Instant | undefined) | undefined {
  if (value.type === 'date') return () => value.instant;
  if (value.type !== 'now') return undefined;
  const { step } = value;
  if (step === undefined) return (at) => at;
  const { milliseconds } = step;
  if (milliseconds === undefined) return () => undefined;
  return step.direction === 'plus' ? (at) => at + milliseconds : (at) => at - milliseconds;
}

/** Compiles a collection with -any or -all. What is absent is an empty collection, of which -all is true. */
export function compileQuantified(quantified: Quantified): Predicate {
  const { quantifier, subject, condition } = quantified;
  const property = subject.name;
  const id = formatExpression(quantified);
  const { kind } = subject;
  if (kind !== 'texts' && kind !== 'labels' && kind !== 'plans' && kind !== 'groups')
    return { id, property, test: () => 'not-in-language' };
  const asked = compileCondition(condition, kind === 'plans');
  // Folded once for all comparisons of the condition.
  const item = (value: unknown): Outcome => asked(value, typeof value === 'string' ? fold(value) : '');
  const combine = quantifier === 'any' ? some : every;
  return {
    id,
    property,
    test: guarded((value) => {
      if (value === null || value === undefined) return combine([], item);
      if (Array.isArray(value)) return combine(value as readonly unknown[], item);
      return kind === 'labels' ? combine([value], item) : 'unreadable-value';
    }),
  };
}

/** A condition on one item: the text itself, or the properties of a plan. */
function compileCondition(
  condition: Expression,
  ofPlans: boolean,
): (item: unknown, folded: string) => Outcome {
  switch (condition.type) {
    case 'comparison': {
      const { subject } = condition;
      if (subject.type === 'property' || (subject.of === 'assignedPlan') !== ofPlans)
        return () => 'not-in-language';
      const test = compileItemTest(condition);
      if (!ofPlans) return test;
      const { name } = subject;
      return (item) => {
        if (typeof item !== 'object' || item === null) return 'unreadable-value';
        const value = (item as RuleItem)[name];
        return test(value, typeof value === 'string' ? fold(value) : '');
      };
    }
    case 'not': {
      const part = compileCondition(condition.part, ofPlans);
      return (item, folded) => invert(part(item, folded));
    }
    case 'and':
    case 'or': {
      const parts = condition.parts.map((part) => compileCondition(part, ofPlans));
      const combine = condition.type === 'and' ? every : some;
      return (item, folded) => combine(parts, (part) => part(item, folded));
    }
    case 'quantified':
      return () => 'not-in-language';
    default:
      return condition satisfies never;
  }
}
