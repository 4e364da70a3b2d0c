import { findAttribute } from '../attributes/attributes.ts';
import type { Change } from '../plan/plan.ts';
import { rulesAbout, type RuledGroup } from './group-rules.ts';
import type { Fate } from './verdicts.ts';

/** The keys of the changes without which the person would fare otherwise: the group's own, the person's, or both. */
export function causesOf(fate: Fate, group: RuledGroup, ofPerson: readonly Change[]): readonly string[] {
  const own = group.changes.map((change) => change.key);
  if (group.membersAfter) return own;
  const theirs = ofPerson.filter((change) => feeds(change, group)).map((change) => change.key);
  const { before, meanwhile, byRuleAlone, after } = fate;
  const stays = before.member === after.member;
  if (stays) return meanwhile.member === before.member ? own : [...own, ...theirs];
  const byAttributes = meanwhile.member === after.member;
  const byRule = byRuleAlone.member === after.member;
  if (byAttributes === byRule) return [...own, ...theirs];
  return byRule ? own : theirs;
}

/** Whether a rule of the group reads what the change of a user writes. */
function feeds(change: Change, group: RuledGroup): boolean {
  const property = findAttribute('user', change.attribute)?.ruleProperty?.toLowerCase();
  return rulesAbout('user', group).some(
    ({ dependencies }) =>
      (change.attribute === 'manager' && dependencies.manager) ||
      (property !== undefined && dependencies.properties.includes(property)),
  );
}
