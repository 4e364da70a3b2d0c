import type { GroupImpact, ImpactDirection, ObjectKey, Plan, WorseImpact } from '../plan/plan.ts';

/**
 * What would happen to groups beyond what the plans approved, taken together, although every change that runs was: somebody's attributes or a
 * rule are not as they were at the approval. People who joined meanwhile count for nothing: as many more may leave a
 * group as it has gained members since, and as many more may enter one as the tenant has gained users.
 */
export function worseThanApproved(
  approved: readonly Plan[],
  running: readonly GroupImpact[],
  liveUsers: number,
): readonly WorseImpact[] {
  const newcomers = Math.max(0, liveUsers - Math.max(...approved.map(({ counts }) => counts.live.users)));
  return running.flatMap((now) => {
    const then = approved.flatMap(({ impact }) => impact.filter(({ group }) => group === now.group));
    const joined =
      then.length === 0 ? 0 : Math.max(0, now.before - Math.max(...then.map(({ before }) => before)));
    const leaves = beyond(then, now, leaving, joined);
    const enters = beyond(then, now, entering, newcomers);
    return leaves.length + enters.length === 0 ? [] : [{ group: now.group, leaves, enters }];
  });
}

/** Whoever may leave counts as leaving, and whoever may enter as entering. */
const leaving: readonly ImpactDirection[] = ['leaves', 'leavesMeanwhile', 'undeterminedMember'];
const entering: readonly ImpactDirection[] = ['enters', 'entersMeanwhile', 'undeterminedOther'];

function beyond(
  then: readonly GroupImpact[],
  now: GroupImpact,
  directions: readonly ImpactDirection[],
  allowed: number,
): readonly ObjectKey[] {
  const known = new Set(then.flatMap((impact) => peopleIn(impact, directions)));
  const more = peopleIn(now, directions).filter((person) => !known.has(person));
  return more.length > allowed ? more.toSorted() : [];
}

function peopleIn(
  { buckets, processing }: GroupImpact,
  directions: readonly ImpactDirection[],
): readonly ObjectKey[] {
  if (processing !== 'on') return [];
  return buckets.filter(({ direction }) => directions.includes(direction)).flatMap(({ members }) => members);
}
