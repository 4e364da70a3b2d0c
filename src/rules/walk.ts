import type {
  Comparison,
  DirectReports,
  Expression,
  Item,
  Logical,
  Property,
  Quantified,
  Rule,
} from './ast.ts';
import type { Side } from './property-kind.ts';

/** An expression and all that stand inside it, outermost first. */
export function* expressionsIn(expression: Expression | DirectReports): Generator<Expression> {
  switch (expression.type) {
    case 'directReports':
      return;
    case 'comparison':
      yield expression;
      return;
    case 'quantified':
      yield expression;
      yield* expressionsIn(expression.condition);
      return;
    case 'not':
      yield expression;
      yield* expressionsIn(expression.part);
      return;
    case 'and':
    case 'or':
      yield expression;
      for (const part of expression.parts) yield* expressionsIn(part);
      return;
    default:
      expression satisfies never;
  }
}

/** The comparisons inside an expression, those of conditions on items included. */
export function comparisonsIn(expression: Expression | DirectReports): Comparison[] {
  return [...expressionsIn(expression)].filter((each) => each.type === 'comparison');
}

/** The collections inside an expression that -any and -all ask about. */
export function quantifiedIn(expression: Expression | DirectReports): Quantified[] {
  return [...expressionsIn(expression)].filter((each) => each.type === 'quantified');
}

/** The groups of -and and -or inside an expression. */
export function logicalsIn(expression: Expression | DirectReports): Logical[] {
  return [...expressionsIn(expression)].filter(
    (each): each is Logical => each.type === 'and' || each.type === 'or',
  );
}

/** All properties with a prefix that an expression names, in the order of the text. */
export function propertiesIn(expression: Expression | DirectReports): Property[] {
  const found: Property[] = [];
  for (const each of expressionsIn(expression)) {
    const subject: Property | Item | undefined =
      each.type === 'comparison' || each.type === 'quantified' ? each.subject : undefined;
    if (subject?.type === 'property') found.push(subject);
  }
  return found;
}

/** Whether a rule is about users or about devices; undefined where it mixes them or names neither. */
export function kindOf(rule: Rule): Side | undefined {
  if (rule.body.type === 'directReports') return 'user';
  const sides = new Set(propertiesIn(rule.body).map((property) => property.side));
  const [side] = sides;
  return sides.size === 1 ? side : undefined;
}
