import type { DirectReports, Expression, Rule } from './ast.ts';
import { compileRun, compileTree } from './evaluate.ts';
import { formatExpression } from './format.ts';
import type { Instant } from './instant.ts';
import { isNegative } from './operators.ts';
import type { Outcome, UndeterminedReason } from './outcome.ts';
import { managerName, reader, type RuleObject, type RuleValue } from './value.ts';

/** Why an object is a member or not: one node for each part of the rule. */
export interface Explanation {
  readonly type: (Expression | DirectReports)['type'];
  /** The part in canonical form. */
  readonly text: string;
  readonly offset: number;
  readonly result: boolean | null;
  readonly reason?: UndeterminedReason;
  /** The result of the whole rest on this part: it and all that encloses it could not be otherwise without it. */
  readonly decides: boolean;
  /** The properties that were looked at and their values; for comparisons and collections. */
  readonly values?: readonly { readonly property: string; readonly value: RuleValue }[];
  /** True only because the property has no value and the operator is a negative one. */
  readonly blank?: true;
  readonly parts: readonly Explanation[];
}

/** Explains the result of a rule for one object. */
export function explainRule(rule: Rule, object: RuleObject, at: Instant): Explanation {
  return explain(rule.body, object, at, true);
}

/** The smallest parts that decide, in the order of the rule. */
export function decidingParts(explanation: Explanation): Explanation[] {
  if (!explanation.decides) return [];
  return explanation.parts.length === 0 ? [explanation] : explanation.parts.flatMap(decidingParts);
}

function explain(
  expression: Expression | DirectReports,
  object: RuleObject,
  at: Instant,
  decides: boolean,
): Explanation {
  const outcome = outcomeOf(expression, object, at);
  const parts = partsOf(expression).map((part) => ({ part, outcome: outcomeOf(part, object, at) }));
  const first = parts.find((each) => each.outcome === deciding(expression));
  const values = valuesOf(expression, object);
  return {
    type: expression.type,
    text: formatExpression(expression),
    offset: expression.offset,
    result: typeof outcome === 'string' ? null : outcome,
    ...(typeof outcome === 'string' ? { reason: outcome } : {}),
    decides,
    ...(values.length > 0 ? { values } : {}),
    ...(outcome === true && isBlank(expression, values) ? { blank: true } : {}),
    parts: parts.map((each) =>
      explain(
        each.part,
        object,
        at,
        decides && partDecides(outcome, each.outcome, first === undefined || first === each),
      ),
    ),
  };
}

/** The first part that settles an -and or -or decides alone; where none settles it, all that have its result do. */
function partDecides(whole: Outcome, part: Outcome, chosen: boolean): boolean {
  return typeof whole === 'string' ? typeof part === 'string' : chosen;
}

/** The outcome of one part that settles the whole. */
function deciding(expression: Expression | DirectReports): boolean | undefined {
  if (expression.type === 'and') return false;
  return expression.type === 'or' ? true : undefined;
}

function partsOf(expression: Expression | DirectReports): readonly Expression[] {
  switch (expression.type) {
    case 'and':
    case 'or':
      return expression.parts;
    case 'not':
      return [expression.part];
    case 'comparison':
    case 'quantified':
    case 'directReports':
      return [];
    default:
      return expression satisfies never;
  }
}

type Run = ReturnType<typeof compileRun>;

/** Parts of rules that were explained before: many people are explained by the same rule. */
const runs = new WeakMap<Expression | DirectReports, Run>();

function outcomeOf(expression: Expression | DirectReports, object: RuleObject, at: Instant): Outcome {
  let run = runs.get(expression);
  if (!run) {
    run = compileRun(compileTree(expression));
    runs.set(expression, run);
  }
  return run(object, at);
}

function valuesOf(
  expression: Expression | DirectReports,
  object: RuleObject,
): { readonly property: string; readonly value: RuleValue }[] {
  const value = (property: string): { readonly property: string; readonly value: RuleValue } => ({
    property,
    value: reader(property)(object) ?? null,
  });
  if (expression.type === 'directReports') return [value(managerName), value('objectId')];
  if (expression.type !== 'comparison' && expression.type !== 'quantified') return [];
  const { subject } = expression;
  return subject.type === 'property' ? [value(subject.name)] : [];
}

function isBlank(
  expression: Expression | DirectReports,
  values: readonly { readonly value: RuleValue }[],
): boolean {
  const [only] = values;
  return expression.type === 'comparison' && isNegative(expression.operator) && only?.value === null;
}
