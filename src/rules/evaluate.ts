import type { Comparison, DirectReports, Expression, Rule } from './ast.ts';
import { fold } from './fold.ts';
import type { Instant } from './instant.ts';
import { isNegative } from './operators.ts';
import { invert, verdictOf, type Outcome, type Verdict } from './outcome.ts';
import { compileComparison, compileQuantified, type Predicate } from './predicate.ts';
import { testOptionalText, type TextTest } from './text-test.ts';
import { every, some } from './three-valued.ts';
import { managerName, notRead, reader, type RuleObject } from './value.ts';

/** How the predicates of a rule make up its result. */
export type Tree =
  | { readonly type: 'predicate'; readonly predicate: Predicate }
  | { readonly type: 'not'; readonly part: Tree }
  | { readonly type: 'and' | 'or'; readonly parts: readonly Tree[] };

/** A rule made ready for many objects. Call it with an object and the instant that `system.now` stands for. */
export interface CompiledRule {
  (object: RuleObject, at: Instant): Verdict;
  readonly rule: Rule;
  readonly tree: Tree;
}

/** Compiles a rule once: literals folded, patterns compiled, properties resolved. */
export function compileRule(rule: Rule): CompiledRule {
  const tree = compileTree(rule.body);
  const run = compileRun(tree);
  const evaluate = (object: RuleObject, at: Instant): Verdict => verdictOf(run(object, at));
  return Object.assign(evaluate, { rule, tree });
}

/** The predicates of a compiled rule, each once: each depends on the value of one property. */
export function predicatesOf(compiled: CompiledRule): Predicate[] {
  const found = new Map<string, Predicate>();
  const visit = (tree: Tree): void => {
    if (tree.type === 'predicate') found.set(tree.predicate.id, tree.predicate);
    else if (tree.type === 'not') visit(tree.part);
    else tree.parts.forEach(visit);
  };
  visit(compiled.tree);
  return [...found.values()];
}

/** What was compiled before: whoever explains a rule compiles its parts again. */
const comparisons = new WeakMap<Comparison, Predicate>();

function comparisonOf(comparison: Comparison): Predicate {
  let predicate = comparisons.get(comparison);
  if (!predicate) {
    predicate = compileComparison(comparison);
    comparisons.set(comparison, predicate);
  }
  return predicate;
}

/** Compiles an expression into a tree of predicates. */
export function compileTree(expression: Expression | DirectReports): Tree {
  switch (expression.type) {
    case 'comparison': {
      const leaf: Tree = { type: 'predicate', predicate: comparisonOf(expression) };
      return isNegative(expression.operator) ? { type: 'not', part: leaf } : leaf;
    }
    case 'quantified':
      return { type: 'predicate', predicate: compileQuantified(expression) };
    case 'not':
      return { type: 'not', part: compileTree(expression.part) };
    case 'and':
    case 'or':
      return { type: expression.type, parts: expression.parts.map(compileTree) };
    case 'directReports':
      return compileDirectReports(expression);
    default:
      return expression satisfies never;
  }
}

/** The reports, and since 2026 by the documentation the manager too. */
function compileDirectReports({ manager }: DirectReports): Tree {
  const text: TextTest = { test: 'equals', texts: new Set([fold(manager.value)]) };
  const leaf = (property: string): Tree => ({
    type: 'predicate',
    predicate: {
      id: `${property} -eq ${fold(manager.value)}`,
      property,
      text,
      test: (value) => (value === notRead ? 'not-read' : testOptionalText(text, value)),
    },
  });
  return { type: 'or', parts: [leaf(managerName), leaf('objectId')] };
}

/** Makes one function of a tree. */
export function compileRun(tree: Tree): (object: RuleObject, at: Instant) => Outcome {
  switch (tree.type) {
    case 'predicate': {
      const { property, test } = tree.predicate;
      const read = reader(property);
      return (object, at) => test(read(object), at);
    }
    case 'not': {
      const part = compileRun(tree.part);
      return (object, at) => invert(part(object, at));
    }
    case 'and':
    case 'or': {
      const parts = tree.parts.map(compileRun);
      const combine = tree.type === 'and' ? every : some;
      return (object, at) => combine(parts, (part) => part(object, at));
    }
    default:
      return tree satisfies never;
  }
}
