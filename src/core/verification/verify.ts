import { findAttribute } from '../attributes/attributes.ts';
import type { LiveObject } from '../live/live.ts';
import { explainer } from '../impact/because.ts';
import { toRuleObject, type ToRuleObject } from '../impact/rule-object.ts';
import { standingOf } from '../impact/standing.ts';
import type { MemberRule } from '../impact/group-rules.ts';
import type { ImpactCause, ObjectKey } from '../plan/plan.ts';
import { finder, type FindPresent } from './find-present.ts';
import { predictedGroup, type PredictedGroup, type Prediction } from './predicted.ts';
import { readBack } from './read-back.ts';
import type {
  Applied,
  Difference,
  GroupApart,
  Present,
  ReadBack,
  Verification,
  VerifiedGroup,
} from './verification.ts';

/**
 * Holds the members of every group that a plan concerns against what the plan said of them, and the values that were
 * written against what is there. Pure.
 *
 * Counted is a person (or device) in a group:
 * - whom the plan names as entering or leaving for good: right where they are in or out now;
 * - whom it names as away or there only between two writes: right where they are what they were;
 * - of whom it says nothing, so that they should have stayed what they were, although the service looked at them again
 *   (the rule changes or comes, the group is created or resumed, or something was written of them that the rule reads),
 *   and who by the rule should be elsewhere: always wrong. Those of whom nothing was said and who are where the rule has
 *   them are not counted: they would only hide the others, since that nobody moves is easily predicted.
 *
 * Not counted, but named among the differences: people of whom the prediction no longer holds, because the rule and what
 * the tenant holds of them now agree with Entra, or a value that was written was changed, or they are gone.
 * Not counted at all: people of whom the plan could say nothing, or of whom Entra and the evaluation disagreed before;
 * people whose own attributes were not written; people created since the plan; everybody in a group that stands apart.
 */
export function verify(applied: Applied, present: Present): Verification {
  const find = finder(applied, present);
  const values = readBack(applied, present, find);
  const groups: VerifiedGroup[] = [];
  const apart: GroupApart[] = [];
  const judge = judging(applied, present, values, find);
  for (const impact of applied.plan.impact) {
    const predicted = predictedGroup(impact, applied);
    const result = 'reason' in predicted ? predicted : judge(predicted);
    if ('reason' in result) apart.push(result);
    else groups.push(result);
  }
  const sum = (of: (group: VerifiedGroup) => number): number =>
    groups.reduce((total, group) => total + of(group), 0);
  return {
    groups,
    apart,
    values,
    names: namesOf(groups, present),
    judged: sum(({ judged }) => judged),
    right: sum(({ right }) => right),
    asPredicted:
      values.differing.length === 0 &&
      groups.every(({ differences }) => differences.length === 0) &&
      !apart.some(({ reason }) => reason === 'gone' || reason === 'changed'),
  };
}

/** Names of the people whom no plan names. */
function namesOf(groups: readonly VerifiedGroup[], { users }: Present): Verification['names'] {
  const strays = new Set(
    groups.flatMap(({ differences }) =>
      differences.flatMap(({ direction, member }) => (direction === 'stays' ? [member] : [])),
    ),
  );
  const found = users.flatMap((user) => {
    const key: ObjectKey = `user:${user.id}`;
    return strays.has(key) ? [[key, user.userPrincipalName ?? user.displayName ?? user.id] as const] : [];
  });
  return Object.fromEntries(found);
}

/** Those of whom a prediction has not come true, by the members alone. */
export function missedBy<T extends Pick<Prediction, 'member' | 'expected'>>(
  predictions: readonly T[],
  members: Iterable<string>,
): readonly T[] {
  const inside = new Set([...members].map((id) => id.toLowerCase()));
  return predictions.filter(
    ({ member, expected }) => inside.has(idOf(member).toLowerCase()) !== (expected === 'in'),
  );
}

const idOf = (key: ObjectKey): string => key.slice(key.indexOf(':') + 1);
const toEverybody = new Set<ImpactCause>(['rule', 'conversion', 'created', 'resumed']);

function judging(
  applied: Applied,
  present: Present,
  values: ReadBack,
  find: FindPresent,
): (predicted: PredictedGroup) => VerifiedGroup | GroupApart {
  const changed = new Set(
    values.differing.flatMap(({ object, state }) => (state === 'changed' ? [object] : [])),
  );
  const rulesChanged = new Set(
    values.differing.flatMap(({ object, attribute, state }) =>
      state === 'changed' && attribute.startsWith('membershipRule') ? [object] : [],
    ),
  );
  return (predicted) => {
    const { impact, predictions, leftOut } = predicted;
    const { group, causes, before, after } = impact;
    const live = find(group);
    if (!live && !causes.includes('deleted')) return { group, reason: 'gone', outcomes: [] };
    if (rulesChanged.has(group)) return { group, reason: 'changed', outcomes: [] };
    const members = live?.members ?? [];
    const rule = live && !causes.includes('deleted') ? ruleOf(live, present) : undefined;
    const differences = missedBy(predictions, members).map((prediction): Difference => {
      const { member, expected, direction, because } = prediction;
      const since = sinceOf(prediction, rule, changed, find);
      return { member, expected, direction, because, ...(since ? { since } : {}) };
    });
    const strays = rule ? straysOf(predicted, applied, rule, members, present) : [];
    const voided = differences.filter(({ since }) => since).length;
    const judged = predictions.length - voided + strays.length;
    return {
      group,
      ...(live ? { id: live.id } : {}),
      before,
      predicted: after,
      actual: members.length,
      judged,
      right: predictions.length - differences.length,
      differences: [...differences, ...strays],
      leftOut,
    };
  };
}

/** The rule of a group as it is processed now. */
interface Ready {
  readonly rule: MemberRule;
  readonly says: (user: LiveObject) => boolean | null;
  readonly because: (user: LiveObject) => string;
}

function ruleOf(group: LiveObject, { at }: Present): Ready | undefined {
  const standing = standingOf(group);
  const rule = standing?.apart === undefined ? standing?.rule : undefined;
  if (!rule) return undefined;
  const convert: ToRuleObject = toRuleObject(rule.dependencies.properties);
  const explain = explainer(rule, at.getTime());
  return {
    rule,
    says: (user) => rule.compiled(convert(user), at.getTime()).member,
    because: (user) => explain(convert(user)),
  };
}

/** Why a prediction that has not come true is not held against anybody. */
function sinceOf(
  { member, expected }: Prediction,
  rule: Ready | undefined,
  changed: ReadonlySet<ObjectKey>,
  find: FindPresent,
): Difference['since'] {
  if (!member.startsWith('user:')) return undefined;
  const user = find(member);
  if (!user) return 'gone';
  if (changed.has(member)) return 'changed';
  return rule && rule.says(user) === (expected === 'out') ? 'changed' : undefined;
}

/** People of whom the plan said nothing, who should have stayed what they were, and by the rule are not where they should be. */
function straysOf(
  { impact }: PredictedGroup,
  applied: Applied,
  ready: Ready,
  members: readonly string[],
  { users }: Present,
): readonly Difference[] {
  const { causes, buckets } = impact;
  const named = new Set(buckets.flatMap((bucket) => bucket.members.map((key) => key.toLowerCase())));
  const inside = new Set(members);
  const planned = Date.parse(applied.plan.evaluatedAt);
  const asked = causes.some((cause) => toEverybody.has(cause)) ? undefined : askedOf(ready.rule, applied);
  return users.flatMap((user): readonly Difference[] => {
    const member: ObjectKey = `user:${user.id}`;
    const should = ready.says(user);
    if (should === null || should === inside.has(user.id) || named.has(member.toLowerCase())) return [];
    if (asked && !asked.has(member)) return [];
    const { createdDateTime } = user;
    if (typeof createdDateTime === 'string' && Date.parse(createdDateTime) >= planned) return [];
    return [{ member, expected: should ? 'in' : 'out', direction: 'stays', because: ready.because(user) }];
  });
}

/** People of whom something was written that the rule reads, so that the service looked at them again. */
function askedOf({ dependencies }: MemberRule, { plan, done }: Applied): ReadonlySet<ObjectKey> {
  const written = new Set(
    plan.operations.filter(({ key }) => done.has(key)).flatMap(({ changes }) => changes),
  );
  return new Set(
    plan.changes.flatMap(({ key, kind, object, attribute }) => {
      if (kind !== 'user' || !written.has(key)) return [];
      const property = findAttribute('user', attribute)?.ruleProperty?.toLowerCase();
      const isRead =
        (attribute === 'manager' && dependencies.manager) ||
        (property !== undefined && dependencies.properties.includes(property));
      return isRead ? [object] : [];
    }),
  );
}
