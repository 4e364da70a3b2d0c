import type { Comparison, DirectReports, Expression, Quantified } from '../../rules/ast.ts';

/** One condition of a rule, and the collection whose items it is about, if it stands inside `-any` or `-all`. */
export interface Placed {
  readonly part: Comparison | Quantified;
  readonly within: Quantified | null;
}

/** The conditions of a rule in the order of its text: comparisons, and the collections that hold some. */
export function placedParts(body: Expression | DirectReports, within: Quantified | null = null): Placed[] {
  switch (body.type) {
    case 'directReports':
      return [];
    case 'comparison':
      return [{ part: body, within }];
    case 'quantified':
      return [{ part: body, within }, ...placedParts(body.condition, body)];
    case 'not':
      return placedParts(body.part, within);
    case 'and':
    case 'or':
      return body.parts.flatMap((part) => placedParts(part, within));
    default:
      return body satisfies never;
  }
}
