import type { GroupImpact, ImpactBucket, ImpactDirection, ObjectKey } from '../plan/plan.ts';
import type { Applied, GroupApart, LeftOut } from './verification.ts';

/** What a plan says of one member of a group, once the service has evaluated everything. */
export interface Prediction {
  readonly member: ObjectKey;
  readonly expected: 'in' | 'out';
  readonly direction: ImpactDirection;
  readonly because: string;
}

/** What is to be expected of a group after what was really done. */
export interface PredictedGroup {
  readonly impact: GroupImpact;
  readonly predictions: readonly Prediction[];
  readonly leftOut: LeftOut;
}

/** Who is in a group at the end; of the others nothing is predicted. */
const expectations: Readonly<Partial<Record<ImpactDirection, 'in' | 'out'>>> = {
  enters: 'in',
  leavesMeanwhile: 'in',
  leaves: 'out',
  entersMeanwhile: 'out',
};

/** Changes of a group itself that decide about its members. */
const deciding = new Set(['exists', 'membershipRule', 'membershipRuleProcessingState', 'members']);

/** What is to be expected of the group of an impact, or why nothing is. */
export function predictedGroup(impact: GroupImpact, applied: Applied): PredictedGroup | GroupApart {
  const { group, processing } = impact;
  const outcomes = ownTrouble(group, applied);
  if (outcomes.length > 0) return { group, reason: 'notDone', outcomes };
  if (processing !== 'on') return { group, reason: processing, outcomes: [] };
  const predictions: Prediction[] = [];
  const leftOut = { undetermined: 0, disagreeing: 0, notWritten: 0 };
  const notWritten = unwritten(applied);
  for (const bucket of impact.buckets) {
    const expected = expectations[bucket.direction];
    for (const member of bucket.members)
      if (expected === undefined) leftOut[kindOf(bucket)] += 1;
      else if (bucket.changes.some((change) => change.startsWith(`${member}/`) && notWritten.has(change)))
        leftOut.notWritten += 1;
      else predictions.push({ member, expected, direction: bucket.direction, because: bucket.because });
  }
  return { impact, predictions, leftOut };
}

const kindOf = ({ direction }: ImpactBucket): 'undetermined' | 'disagreeing' =>
  direction === 'undeterminedMember' || direction === 'undeterminedOther' ? 'undetermined' : 'disagreeing';

/** How those operations of a group ended that were not done and decide about its members. */
function ownTrouble(group: ObjectKey, { plan, done, undone }: Applied): readonly string[] {
  const found = plan.operations.filter(
    ({ key, object, changes, passing }) =>
      object === group &&
      !done.has(key) &&
      (passing !== undefined || changes.some((change) => deciding.has(change.slice(group.length + 1)))),
  );
  return [...new Set(found.map(({ key }) => undone.get(key) ?? 'notAttempted'))].toSorted();
}

/** Keys of changes that were not made. */
function unwritten({ plan, done }: Applied): ReadonlySet<string> {
  return new Set(plan.operations.filter(({ key }) => !done.has(key)).flatMap(({ changes }) => changes));
}
