import type { ImpactDirection } from '../plan/plan.ts';
import type { RuledGroup } from './group-rules.ts';
import type { Fate } from './verdicts.ts';

/**
 * What happens to a person, undefined where nothing does. What Entra and our evaluation of the present disagree about
 * is kept apart: it is no effect of the plan.
 */
export function directionOf(
  fate: Fate,
  group: RuledGroup,
  pausedMeanwhile: boolean,
): ImpactDirection | undefined {
  const { isMember, before, after } = fate;
  // Whoever is added or removed by name enters or leaves, whatever a rule said.
  if (group.membersAfter && !group.deleted)
    return after.member === isMember ? undefined : after.member ? 'enters' : 'leaves';
  if (after.member === null) return isMember ? 'undeterminedMember' : 'undeterminedOther';
  if (after.member === isMember) return agreement(fate, group, pausedMeanwhile);
  // While a group is paused its members say nothing about its rule; once processed it catches up with all of that.
  const missed = group.pausedBefore;
  if (after.member) return before.member === true && !missed ? 'missingMember' : 'enters';
  return before.member === false && !missed && !group.deleted ? 'unexpectedMember' : 'leaves';
}

/** The person stays what they are; what may show is the time between, or that they should not be what they are. */
function agreement(
  { isMember, before, meanwhile }: Fate,
  group: RuledGroup,
  pausedMeanwhile: boolean,
): ImpactDirection | undefined {
  if (group.deleted) return undefined;
  if (before.member !== null && before.member !== isMember && !group.pausedBefore)
    return isMember ? 'unexpectedMember' : 'missingMember';
  // What cannot be said of the time between counts at its worst, unless it cannot be said of the present either.
  const stays = meanwhile.member === null ? before.member === null : meanwhile.member === isMember;
  if (stays || pausedMeanwhile || !isProcessedMeanwhile(group)) return undefined;
  return isMember ? 'leavesMeanwhile' : 'entersMeanwhile';
}

/**
 * Attributes are written before rules, and between them the old rule decides, unless the group is paused or its rule
 * was put out of force before.
 */
function isProcessedMeanwhile({ before, after, changes, pausedBefore, pausedAfter }: RuledGroup): boolean {
  const ruleChanges = changes.some((change) => change.attribute === 'membershipRule');
  return before !== undefined && after !== undefined && ruleChanges && !pausedBefore && !pausedAfter;
}
