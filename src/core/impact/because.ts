import { decidingParts, explainRule, type Explanation } from '../../rules/explain.ts';
import { predicatesOf } from '../../rules/evaluate.ts';
import { formatExpression } from '../../rules/format.ts';
import type { Instant } from '../../rules/instant.ts';
import { oppositeOf } from '../../rules/operators.ts';
import { reader, type RuleObject } from '../../rules/value.ts';
import { comparisonsIn } from '../../rules/walk.ts';
import type { MemberRule } from './group-rules.ts';

/**
 * Says what decides about an object, as conditions that hold of it: where `-eq` is false, `-ne` is what holds. Those of
 * whom all parts of the rule say the same get the same answer, which is worked out once.
 */
export function explainer(rule: MemberRule, at: Instant): (object: RuleObject) => string {
  const known = new Map<string, string>();
  const predicates = predicatesOf(rule.compiled).map(({ property, test }) => ({
    read: reader(property),
    test,
  }));
  const opposites = oppositeTexts(rule);
  return (object) => {
    const key = predicates.map(({ read, test }) => String(test(read(object), at))).join();
    let text = known.get(key);
    if (text === undefined) {
      const parts = decidingParts(explainRule(rule.compiled.rule, object, at));
      text = [...new Set(parts.map((part) => whatHolds(part, opposites)))].join(' and ');
      known.set(key, text);
    }
    return text;
  };
}

function whatHolds({ result, text, offset }: Explanation, opposites: ReadonlyMap<number, string>): string {
  if (result !== false) return text;
  return opposites.get(offset) ?? `not (${text})`;
}

/** The opposite of every comparison of the rule that has one, by its place. */
function oppositeTexts({ compiled }: MemberRule): ReadonlyMap<number, string> {
  const { body } = compiled.rule;
  if (body.type === 'directReports') return new Map();
  return new Map(
    comparisonsIn(body).flatMap((comparison) => {
      const operator = oppositeOf(comparison.operator);
      return operator ? [[comparison.offset, formatExpression({ ...comparison, operator })] as const] : [];
    }),
  );
}
