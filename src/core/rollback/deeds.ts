import type { Value } from '../attributes/attribute.ts';
import type { Change, ObjectKey, Operation, Plan } from '../plan/plan.ts';

/** What an apply did, as far as anybody knows. */
export interface Deeds {
  readonly plan: Plan;
  /** Operations that were done, or of which nobody knows whether they were. */
  readonly done: ReadonlySet<string>;
  /** Ids of what was created, by its key in the plan. */
  readonly created: ReadonlyMap<ObjectKey, string>;
}

/** A change that was made, with what it should have left behind. */
export interface Deed {
  readonly change: Change;
  /** What the tenant holds where nobody changed it since. */
  readonly left: Value;
}

/** The changes that were made, in whole or in part. */
export function deedsOf({ plan, done }: Deeds): readonly Deed[] {
  const changes = new Map(plan.changes.map((change) => [change.key, change]));
  const byChange = new Map<string, Operation[]>();
  for (const operation of plan.operations) {
    if (!done.has(operation.key) || operation.passing) continue;
    for (const key of operation.changes) {
      const known = byChange.get(key);
      if (known) known.push(operation);
      else byChange.set(key, [operation]);
    }
  }
  return [...byChange].flatMap(([key, operations]) => {
    const change = changes.get(key);
    return change ? [{ change, left: leftBy(change, operations) }] : [];
  });
}

/** A list of links is changed one by one, and maybe not all of them were. */
function leftBy(change: Change, operations: readonly Operation[]): Value {
  if (change.attribute !== 'owners' && change.attribute !== 'members') return change.after;
  const links = new Set(Array.isArray(change.before) ? change.before.map(String) : []);
  for (const { write } of operations)
    if (write.type === 'addOwner') links.add(write.owner);
    else if (write.type === 'removeOwner') links.delete(write.owner);
    else if (write.type === 'addMember') links.add(write.member);
    else if (write.type === 'removeMember') links.delete(write.member);
  return [...links].toSorted((a, b) => (a < b ? -1 : 1));
}
