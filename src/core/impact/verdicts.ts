import type { Instant } from '../../rules/instant.ts';
import type { Verdict } from '../../rules/outcome.ts';
import type { RuleObject } from '../../rules/value.ts';
import type { LiveObject } from '../live/live.ts';
import type { RuledGroup, UserRule } from './group-rules.ts';
import type { ToRuleObject } from './rule-object.ts';

/** One person in relation to one group. `null`: it cannot be determined. */
export interface Fate {
  readonly user: LiveObject;
  readonly projected: LiveObject;
  readonly isMember: boolean;
  /** The old rule on the present attributes. */
  readonly before: Verdict;
  /** The old rule on the future attributes: attributes are written before rules. */
  readonly meanwhile: Verdict;
  /** The new rule on the present attributes. */
  readonly byRuleAlone: Verdict;
  /** The new rule on the future attributes. */
  readonly after: Verdict;
}

const no: Verdict = { member: false };

/** What the rules of a group say of a person, now, in between and after the plan. */
export function fateOf(
  group: RuledGroup,
  user: LiveObject,
  projected: LiveObject,
  isMember: boolean,
  convert: ToRuleObject,
  at: Instant,
): Fate {
  const present = convert(user);
  const future = projected === user ? present : convert(projected);
  const evaluate = (rule: UserRule | undefined, object: RuleObject): Verdict =>
    rule ? rule.compiled(object, at) : no;
  // Without a rule the members are whoever was added.
  const assigned: Verdict = { member: isMember };
  const before = group.before ? evaluate(group.before, present) : assigned;
  const meanwhile = group.before ? evaluate(group.before, future) : assigned;
  const ruled = (object: RuleObject): Verdict =>
    group.deleted ? no : group.after ? evaluate(group.after, object) : assigned;
  return { user, projected, isMember, before, meanwhile, byRuleAlone: ruled(present), after: ruled(future) };
}
