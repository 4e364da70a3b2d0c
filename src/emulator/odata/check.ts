import type { Kind, Operator } from '../model/properties.ts';
import type { Comparison, Expression, Literal } from './expression.ts';
import {
  invalidFilter,
  tooManyClauses,
  unsupported,
  unsupportedClause,
  unsupportedOperator,
} from './faults.ts';
import { resolve, resourceName, type LeafType, type Resolved, type Scope } from './resolve.ts';

/** Alternatives that one filter may hold, and values of one `in` (facts, section 8; the second is unverified). */
export const MAX_CLAUSES = 15;

export interface CheckOptions {
  readonly kind: Kind;
  /** The request has `ConsistencyLevel: eventual` and `$count=true`. */
  readonly advanced: boolean;
  /** More alternatives than usual; the filter of a delta query takes 50 ids. */
  readonly maxClauses?: number;
}

/** Refuses a filter that the directory would not answer; what passes can be evaluated. */
export function checkFilter(expression: Expression, options: CheckOptions): void {
  checkClauses(expression, options.maxClauses ?? MAX_CLAUSES);
  check(expression, { kind: options.kind }, options, false);
}

function check(expression: Expression, scope: Scope, options: CheckOptions, negated: boolean): void {
  switch (expression.kind) {
    case 'and':
    case 'or':
      for (const term of expression.terms) check(term, scope, options, negated);
      return;
    case 'not':
      check(expression.term, scope, options, true);
      return;
    case 'lambda': {
      if (scope.lambda !== undefined) throw unsupported();
      const collection = resolve(expression.path, scope);
      if (expression.body === undefined) return allow(collection, 'count', options, negated);
      if (expression.quantifier === 'all' && !options.advanced) throw unsupported();
      const inner = { kind: scope.kind, lambda: { variable: expression.body.variable, collection } };
      return check(expression.body.term, inner, options, negated);
    }
    case 'compare': {
      const resolved = resolve(expression.path, scope);
      if (resolved.type === 'count') return checkCount(resolved, expression, options, negated);
      checkTypes(resolved.type, expression.operator, expression.value);
      const isNull = expression.value.type === 'null' && expression.operator === 'eq';
      return allow(resolved, isNull ? 'null' : expression.operator, options, negated);
    }
    case 'in': {
      const resolved = resolve(expression.path, scope);
      for (const value of expression.values) checkTypes(resolved.type, 'eq', value);
      return allow(resolved, 'in', options, negated);
    }
    case 'call': {
      const resolved = resolve(expression.path, scope);
      checkText(expression.name, resolved.type, expression.value);
      return allow(resolved, expression.name, options, negated);
    }
  }
}

/** Whether the property takes the operator in this query; each refusal has the text that was seen for its kind. */
function allow({ property }: Resolved, operator: Operator, options: CheckOptions, negated: boolean): void {
  const filter = property.filter ?? { default: [], advanced: [] };
  const known = filter.default.includes(operator) || filter.advanced.includes(operator);
  if (operator === 'contains' && !known) throw unsupportedOperator('Contains');
  if (!known) throw unsupportedClause(property.name, resourceName(options.kind));
  if (negated && !filter.default.includes('not')) {
    if (!filter.advanced.includes('not')) throw unsupportedClause(property.name, resourceName(options.kind));
    if (!options.advanced) throw unsupported();
  }
  if (options.advanced || filter.default.includes(operator)) return;
  if (operator === 'ne') throw unsupportedOperator('NotEqualsMatch');
  if (operator === 'endsWith') throw unsupported();
  throw unsupportedClause(property.name, resourceName(options.kind));
}

/** `/$count` is compared with zero, for equality or its contrary, and with nothing else. */
function checkCount(
  resolved: Resolved,
  { operator, value }: { operator: Comparison; value: Literal },
  options: CheckOptions,
  negated: boolean,
): void {
  const simple = (operator === 'eq' || operator === 'ne') && value.value === 0;
  if (!simple) throw unsupportedClause(resolved.property.name, resourceName(options.kind));
  allow(resolved, 'count', options, negated);
}

const EDM: Readonly<Record<Exclude<LeafType, 'any'> | Literal['type'], string>> = {
  string: 'Edm.String',
  boolean: 'Edm.Boolean',
  dateTime: 'Edm.DateTimeOffset',
  number: 'Edm.Int32',
  guid: 'Edm.Guid',
  count: 'Edm.Int32',
  strings: 'Collection(Edm.String)',
  object: 'Edm.ComplexType',
  objects: 'Collection(Edm.ComplexType)',
  null: 'Edm.Null',
};

const OPERATOR_KINDS: Readonly<Record<Comparison, string>> = {
  eq: 'Equal',
  ne: 'NotEqual',
  ge: 'GreaterThanOrEqual',
  le: 'LessThanOrEqual',
  gt: 'GreaterThan',
  lt: 'LessThan',
};

function checkTypes(left: LeafType, operator: Comparison, value: Literal): void {
  if (left === 'any' || left === value.type) return;
  if (value.type === 'null' && left !== 'strings' && left !== 'objects') return;
  throw invalidFilter(
    'A binary operator with incompatible types was detected. ' +
      `Found operand types '${EDM[left]}' and '${EDM[value.type]}' for operator kind '${OPERATOR_KINDS[operator]}'.`,
  );
}

function checkText(name: string, left: LeafType, value: Literal): void {
  if ((left === 'string' || left === 'any') && value.type === 'string') return;
  const text = 'Edm.String Nullable=true';
  const called = name.toLowerCase();
  throw invalidFilter(
    `No function signature for the function with name '${called}' matches the specified arguments. ` +
      `The function signatures considered are: ${called}(${text}, ${text}).`,
  );
}

function checkClauses(expression: Expression, limit: number): void {
  const count = clauses(expression);
  if (expression.kind === 'or' || expression.kind === 'in') {
    if (count > limit) throw tooManyClauses(count, limit);
    return;
  }
  if (expression.kind === 'and') for (const term of expression.terms) checkClauses(term, limit);
  if (expression.kind === 'not') checkClauses(expression.term, limit);
  if (expression.kind === 'lambda' && expression.body !== undefined) {
    checkClauses(expression.body.term, limit);
  }
}

function clauses(expression: Expression): number {
  if (expression.kind === 'and' || expression.kind === 'or') {
    return expression.terms.reduce((sum, term) => sum + clauses(term), 0);
  }
  if (expression.kind === 'not') return clauses(expression.term);
  if (expression.kind === 'in') return expression.values.length;
  return expression.kind === 'lambda' && expression.body !== undefined ? clauses(expression.body.term) : 1;
}
