import type { Instant } from '../../rules/instant.ts';
import type { Verdict } from '../../rules/outcome.ts';
import type { RuleObject } from '../../rules/value.ts';
import type { LiveObject } from '../live/live.ts';
import { isFrozen, sideOf, type MemberRule, type RuledGroup } from './group-rules.ts';
import type { ToRuleObject } from './rule-object.ts';

/** One person or device in relation to one group. `null`: it cannot be determined. */
export interface Fate {
  readonly live: LiveObject;
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

/** What the rules of a group say of a person or device, now, in between and after the plan. */
export function fateOf(
  group: RuledGroup,
  live: LiveObject,
  projected: LiveObject,
  isMember: boolean,
  convert: ToRuleObject,
  at: Instant,
): Fate {
  const present = convert(live);
  // A rule about users says nothing of devices, and the other way round.
  const side = sideOf(group);
  const future = projected === live ? present : convert(projected);
  const evaluate = (rule: MemberRule | undefined, object: RuleObject): Verdict =>
    rule?.side === side ? rule.compiled(object, at) : no;
  // Without a rule that is processed the members are whoever was added.
  const assigned: Verdict = { member: isMember };
  const old = isFrozen(group.before) ? undefined : group.before;
  const before = old ? evaluate(old, present) : assigned;
  const meanwhile = old ? evaluate(old, future) : assigned;
  if (old && old === group.after && !group.deleted)
    return { live, projected, isMember, before, meanwhile, byRuleAlone: before, after: meanwhile };
  const { membersAfter } = group;
  const set: Verdict = membersAfter ? { member: membersAfter.has(live.id) } : assigned;
  const ruled = (object: RuleObject): Verdict =>
    group.deleted ? no : group.after ? evaluate(group.after, object) : set;
  return { live, projected, isMember, before, meanwhile, byRuleAlone: ruled(present), after: ruled(future) };
}
