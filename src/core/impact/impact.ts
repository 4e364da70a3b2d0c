import type { LiveObject } from '../live/live.ts';
import type { LiveIndex } from '../match/live-index.ts';
import { byText } from '../plan/order.ts';
import type { Change, GroupImpact, ImpactBucket, ImpactDirection, ObjectKey } from '../plan/plan.ts';
import { explainer } from './because.ts';
import { createBuckets, type Buckets } from './buckets.ts';
import { carriesOf } from './carries.ts';
import { causesOf } from './causes.ts';
import { concernedGroups, type Concerned, type ImpactScope } from './concerned.ts';
import { directionOf } from './direct.ts';
import { isFrozen, rulesAbout, sideOf, type RuledGroup } from './group-rules.ts';
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
  const all = group.live?.members ?? [];
  const members = people === 'everybody' ? new Set(all) : membersAmong(people, all);
  const rule = group.after ?? group.before;
  const side = sideOf(group);
  const everything = side === 'user' ? context.users : [...context.index.devices.values()];
  const convert = toRuleObject(
    rulesAbout(side, group).flatMap((each) => each.dependencies.properties),
    side,
  );
  const explain = rule && explainer(rule, at);
  const explainOld = group.before && explainer(group.before, at);
  const buckets = createBuckets();
  let matching = 0;
  const asked = isFrozen(group.after) && !group.deleted ? [] : people === 'everybody' ? everything : people;
  for (const live of asked) {
    const key = `${side}:${live.id}`;
    const future = projected.get(live.id) ?? live;
    const fate = fateOf(group, live, future, members.has(live.id), convert, at);
    if (fate.after.member !== false) matching += 1;
    const direction = directionOf(fate, group, context.transitions?.has(group.key) === true);
    if (direction === undefined) continue;
    const { after } = fate;
    // Between the writing of attributes and rule the old rule decides.
    const between = direction === 'leavesMeanwhile' || direction === 'entersMeanwhile';
    // What Entra and the rule of today disagree about is no effect of the plan, and its reason is one of today.
    const disagreeing = direction === 'unexpectedMember' || direction === 'missingMember';
    const because = disagreeing
      ? (explainOld?.(convert(live)) ?? '')
      : (setByHand(group) ?? (between ? explainOld : explain)?.(convert(future)) ?? '');
    const changes = disagreeing ? [] : causesOf(fate, group, byObject.get(key) ?? []);
    buckets.add(direction, after.member === null ? after.reason : because, changes, key);
  }
  if (group.deleted || group.membersAfter || (group.after && group.before?.side !== side))
    moveOthers(members, context, buckets, group);
  const everybody =
    people === 'everybody' && group.after !== undefined && matching > 0 && matching === asked.length;
  return summarise(group, causes, all.length, buckets.all(), everybody, context);
}

/** Which of a few people are members: a large group would take longer to index than to look through. */
function membersAmong(people: readonly LiveObject[], members: readonly string[]): ReadonlySet<string> {
  const ids = new Set(people.map((person) => person.id));
  return new Set(members.filter((id) => ids.has(id)));
}

/** Why anybody enters or leaves whom no rule moves. */
function setByHand({ deleted, membersAfter }: RuledGroup): string | undefined {
  if (deleted) return 'the group is deleted';
  return membersAfter ? 'the members are set one by one' : undefined;
}

/**
 * What a rule is not about leaves the group when the rule comes, and so does whatever is in a deleted group. Members that
 * are set one by one come and go whatever they are.
 */
function moveOthers(
  members: ReadonlySet<string>,
  { index }: Context,
  buckets: Buckets,
  group: RuledGroup,
): void {
  const side = sideOf(group);
  const because = setByHand(group) ?? `it is no ${side}`;
  const changes = group.changes.map((change) => change.key);
  const after = (group.deleted ? undefined : group.membersAfter) ?? new Set<string>();
  for (const id of new Set([...members, ...after])) {
    const key = memberKey(id, index);
    if (key.startsWith(`${side}:`) || members.has(id) === after.has(id)) continue;
    buckets.add(after.has(id) ? 'enters' : 'leaves', because, changes, key);
  }
}

/** Devices are known only where they were read. */
function memberKey(id: string, { users, devices }: LiveIndex): ObjectKey {
  const key = id.toLowerCase();
  return `${users.has(key) ? 'user' : devices.has(key) ? 'device' : 'object'}:${id}`;
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
