import type { LiveObject } from '../live/live.ts';
import { byText } from '../plan/order.ts';
import type { Change, GroupImpact, ImpactBucket, ImpactDirection, ObjectKey } from '../plan/plan.ts';
import { explainer } from './because.ts';
import { createBuckets, type Buckets } from './buckets.ts';
import { carriesOf } from './carries.ts';
import { causesOf } from './causes.ts';
import { concernedGroups, type Concerned, type ImpactScope } from './concerned.ts';
import { directionOf } from './direct.ts';
import { isFrozen, type RuledGroup } from './group-rules.ts';
import { projectUsers } from './projection.ts';
import { toRuleObject } from './rule-object.ts';
import { fateOf } from './verdicts.ts';

/** What all groups of one plan are judged by. */
interface Context extends ImpactScope {
  readonly projected: ReadonlyMap<string, LiveObject>;
  readonly byObject: ReadonlyMap<ObjectKey, readonly Change[]>;
  /** Groups whose rules read the licences of people. */
  readonly ruledByPlans: readonly ObjectKey[];
}

/**
 * Who enters and who leaves each group because of the changes, in the order of the group keys. Groups are read with
 * their members where `concernedGroups` names them.
 */
export function impactOf(scope: ImpactScope): readonly GroupImpact[] {
  const context: Context = {
    ...scope,
    projected: projectUsers(scope.changes, scope.index),
    byObject: Map.groupBy(scope.changes, (change) => change.object),
    ruledByPlans: ruledByPlans(scope),
  };
  return concernedGroups(scope)
    .map((concerned) => groupImpact(concerned, context))
    .toSorted((a, b) => byText(a.group, b.group));
}

function groupImpact({ group, causes, people }: Concerned, context: Context): GroupImpact {
  const { projected, byObject, at } = context;
  const members = new Set(group.live?.members ?? []);
  const rule = group.after ?? group.before;
  const rules = [group.before, group.after].filter((each) => each !== undefined);
  const convert = toRuleObject(rules.flatMap((each) => each.dependencies.properties));
  const explain = rule && explainer(rule, at);
  const buckets = createBuckets();
  let matching = 0;
  const asked =
    isFrozen(group.after) && !group.deleted ? [] : people === 'everybody' ? context.users : people;
  for (const user of asked) {
    const future = projected.get(user.id) ?? user;
    const fate = fateOf(group, user, future, members.has(user.id), convert, at);
    if (fate.after.member !== false) matching += 1;
    const direction = directionOf(fate, group, context.transitions?.has(group.key) === true);
    if (direction === undefined) continue;
    const { after } = fate;
    const because = group.deleted ? 'the group is deleted' : (explain?.(convert(future)) ?? '');
    const changes = causesOf(fate, group, byObject.get(`user:${user.id}`) ?? []);
    buckets.add(direction, after.member === null ? after.reason : because, changes, `user:${user.id}`);
  }
  if (causes.includes('conversion') && group.after) leaveOthers(members, context, buckets, group);
  const everybody =
    people === 'everybody' && group.after !== undefined && matching > 0 && matching === asked.length;
  return summarise(group, causes, members.size, buckets.all(), everybody, context);
}

/** A rule about users takes devices, groups and applications out of a group whose members were assigned. */
function leaveOthers(
  members: ReadonlySet<string>,
  { index }: Context,
  buckets: Buckets,
  group: RuledGroup,
): void {
  for (const id of members)
    if (!index.users.has(id.toLowerCase()))
      buckets.add(
        'leaves',
        'it is no user',
        group.changes.map((change) => change.key),
        `object:${id}`,
      );
}

function summarise(
  group: RuledGroup,
  causes: GroupImpact['causes'],
  before: number,
  buckets: readonly ImpactBucket[],
  everybody: boolean,
  { ruledByPlans: readers }: Context,
): GroupImpact {
  const frozen = isFrozen(group.after) && !group.deleted;
  const paused = group.pausedAfter && !group.deleted;
  const count = (direction: ImpactDirection): number =>
    frozen || paused
      ? 0
      : buckets
          .filter((bucket) => bucket.direction === direction)
          .reduce((sum, bucket) => sum + bucket.members.length, 0);
  const settled = before + count('enters') - count('leaves');
  const carries = carriesOf(group.live);
  return {
    group: group.key,
    causes,
    processing: frozen ? 'frozen' : paused ? 'paused' : 'on',
    before,
    after: { min: settled - count('undeterminedMember'), max: settled + count('undeterminedOther') },
    enters: count('enters'),
    leaves: count('leaves'),
    everybody,
    buckets: frozen ? [] : buckets,
    carries,
    secondOrder: carries.licences.length > 0 ? readers.filter((key) => key !== group.key) : [],
  };
}

function ruledByPlans({ groups }: ImpactScope): readonly string[] {
  return groups
    .filter(({ membershipRule: rule }) => typeof rule === 'string' && /assignedplans/i.test(rule))
    .map((group) => `group:${group.id}`)
    .toSorted(byText);
}
