import type { Kind } from '../model/properties.ts';
import { checkFilter } from './check.ts';
import { compare, fold } from './compare.ts';
import type { Expression, TextFunction } from './expression.ts';
import { parseFilter } from './parser.ts';
import { resolve, type Scope } from './resolve.ts';

export interface Filter {
  readonly test: (object: object) => boolean;
  /**
   * A condition that every object which passes fulfils, for a look-up in an index: the property (as the table spells
   * it) has this value, in whatever case. Absent where the filter implies no such condition.
   */
  readonly equals?: { readonly property: string; readonly value: string };
}

export interface FilterOptions {
  /** The request has `ConsistencyLevel: eventual` and `$count=true`. */
  readonly advanced: boolean;
  /** Alternatives allowed, where they are not the usual 15. */
  readonly maxClauses?: number;
}

type Lambda = Extract<Expression, { kind: 'lambda' }>;
type Test = Extract<Expression, { kind: 'compare' | 'in' | 'call' }>;
type Predicate = (object: unknown, element: unknown) => boolean;

/**
 * An OData `$filter` as a predicate over objects of a kind; throws the GraphFault that the directory would answer.
 * Facts, section 8; operators per property from the emulator's own tables.
 */
export function compileFilter(text: string, kind: Kind, options: FilterOptions): Filter {
  const expression = parseFilter(text);
  checkFilter(expression, { kind, ...options });
  const predicate = compile(expression, { kind });
  const equals = equality(expression, kind);
  return {
    test: (object) => predicate(object, undefined),
    ...(equals === undefined ? {} : { equals }),
  };
}

function compile(expression: Expression, scope: Scope): Predicate {
  if (expression.kind === 'and' || expression.kind === 'or') {
    const terms = expression.terms.map((term) => compile(term, scope));
    return expression.kind === 'and'
      ? (object, element) => terms.every((term) => term(object, element))
      : (object, element) => terms.some((term) => term(object, element));
  }
  if (expression.kind === 'not') {
    const term = compile(expression.term, scope);
    return (object, element) => !term(object, element);
  }
  if (expression.kind === 'lambda') return quantified(expression, scope);
  const { read } = resolve(expression.path, scope);
  const test = valueTest(expression);
  return (object, element) => test(read(object, element));
}

/** `any` of an empty collection is false, and `all` of it true, as everywhere in OData. */
function quantified(expression: Lambda, scope: Scope): Predicate {
  const collection = resolve(expression.path, scope);
  const elements = (object: unknown): unknown[] => {
    const value = collection.read(object, undefined);
    return Array.isArray(value) ? value : [];
  };
  const { body, quantifier } = expression;
  if (body === undefined) return (object) => elements(object).length > 0;
  const term = compile(body.term, { kind: scope.kind, lambda: { variable: body.variable, collection } });
  return quantifier === 'any'
    ? (object) => elements(object).some((element) => term(object, element))
    : (object) => elements(object).every((element) => term(object, element));
}

function valueTest(expression: Test): (value: unknown) => boolean {
  if (expression.kind === 'compare') {
    return (value) => compare(expression.operator, value, expression.value);
  }
  if (expression.kind === 'in') {
    return (value) => expression.values.some((wanted) => compare('eq', value, wanted));
  }
  const matches = TEXT_TESTS[expression.name];
  const wanted = fold(String(expression.value.value));
  return (value) => typeof value === 'string' && matches(fold(value), wanted);
}

const TEXT_TESTS: Readonly<Record<TextFunction, (value: string, wanted: string) => boolean>> = {
  startsWith: (value, wanted) => value.startsWith(wanted),
  endsWith: (value, wanted) => value.endsWith(wanted),
  contains: (value, wanted) => value.includes(wanted),
};

/** The first `property eq 'text'` that the filter as a whole cannot do without. */
function equality(expression: Expression, kind: Kind): Filter['equals'] {
  if (expression.kind === 'and') {
    for (const term of expression.terms) {
      const found = equality(term, kind);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (expression.kind !== 'compare' || expression.operator !== 'eq') return undefined;
  if (expression.value.type !== 'string' || expression.path.length !== 1) return undefined;
  const { property, type } = resolve(expression.path, { kind });
  return type === 'string' ? { property: property.name, value: expression.value.value } : undefined;
}
