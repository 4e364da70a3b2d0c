import { toRuleObject } from '../core/impact/rule-object.ts';
import type { LiveObject } from '../core/live/live.ts';
import { dependenciesOf } from '../rules/dependencies.ts';
import type { Rule } from '../rules/ast.ts';
import { notRead, type RuleObject } from '../rules/value.ts';

/** A live user as a rule sees it. The groups that somebody is a member of are not read. */
export function ruleView(rule: Rule, user: LiveObject): RuleObject {
  return { ...toRuleObject(dependenciesOf(rule).properties)(user), memberOf: notRead };
}
