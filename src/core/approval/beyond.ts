import type { LiveIndex } from '../match/live-index.ts';
import type { Operation, Plan } from '../plan/plan.ts';
import { asOfNow } from './as-of-now.ts';
import { sameFor } from './cover.ts';

/**
 * Operations of an interrupted plan that no approved plan wants as well: one of their changes is in none, or
 * would become something else. The values before are not compared, since the interrupted run made some of the changes.
 */
export function beyondApproval(
  left: readonly Operation[],
  interrupted: Plan,
  approved: readonly Plan[],
  index: Pick<LiveIndex, 'groupsByUniqueName'>,
): readonly Operation[] {
  const now = asOfNow(interrupted, index);
  const wanted = Map.groupBy(
    approved.flatMap((each) => asOfNow(each, index).changes),
    ({ key }) => key,
  );
  const missed = new Set(
    now.changes
      .filter((change) => !wanted.get(change.key)?.some(({ after }) => sameFor(change, after, change.after)))
      .map(({ key }) => key),
  );
  const changesNow = new Map(
    interrupted.operations.map(({ key }, place) => [key, now.operations[place]?.changes ?? []]),
  );
  return left.filter(({ key }) => changesNow.get(key)?.some((change) => missed.has(change)));
}
