import type { Change, Operation, Plan } from '../plan/plan.ts';
import { cover, type Reviewable, type Uncovered } from './cover.ts';
import { withDependants } from './held.ts';

/** An operation that may not run under an approval. */
export interface HeldBack {
  readonly operation: Operation;
  /** Its changes that were not approved; none where it is held because of another operation. */
  readonly uncovered: readonly Uncovered[];
  /** Its changes that were approved, but travel in the same write. */
  readonly together: readonly Change[];
  /** The operation that it depends on and that is held for a reason of its own. */
  readonly cause?: Operation;
}

/**
 * What of a plan the approved plans do not cover, operation by operation: a write is all or nothing, and what depends on
 * a held one is held with it. In the order of the plan.
 */
export function heldBack(
  approved: readonly Reviewable[],
  plan: Reviewable & Pick<Plan, 'operations'>,
): readonly HeldBack[] {
  const changes = new Map(plan.changes.map((change) => [change.key, change]));
  const open = new Map(cover(approved, plan).uncovered.map((each) => [each.change.key, each]));
  const operations = new Map(plan.operations.map((operation) => [operation.key, operation]));
  const causes = plan.operations.flatMap(({ key, changes: own }) => {
    const why = own.map((change) => open.get(change)).find((each) => each !== undefined)?.why;
    return why === undefined ? [] : [{ operation: key, why }];
  });
  return withDependants(plan.operations, causes).flatMap(({ operation: key, cause }) => {
    const operation = operations.get(key);
    if (!operation) return [];
    const reason = cause === undefined ? undefined : operations.get(cause);
    if (reason) return [{ operation, uncovered: [], together: [], cause: reason }];
    return [
      {
        operation,
        uncovered: operation.changes.flatMap((change) => open.get(change) ?? []),
        together: operation.changes.flatMap((change) =>
          open.has(change) ? [] : (changes.get(change) ?? []),
        ),
      },
    ];
  });
}
