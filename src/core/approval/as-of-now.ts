import { findAttribute } from '../attributes/attributes.ts';
import { liveValue, sameValue } from '../attributes/value.ts';
import type { LiveObject } from '../live/live.ts';
import type { LiveIndex } from '../match/live-index.ts';
import type { Change, GroupImpact, ObjectKey, Operation, Plan } from '../plan/plan.ts';

/**
 * An approved plan with the groups that it creates under the ids that they have by now: the approval knew them by their
 * key in the repository, which is the uniqueName that a creation gives them and that nothing changes afterwards. A plan
 * that creates nothing, or nothing that is there yet, is returned as it is.
 */
export function asOfNow(approved: Plan, { groupsByUniqueName }: Pick<LiveIndex, 'groupsByUniqueName'>): Plan {
  const there = new Map<ObjectKey, LiveObject>();
  for (const { object, write } of approved.operations) {
    const live =
      write.type === 'createGroup' ? groupsByUniqueName.get(write.uniqueName.toLowerCase()) : undefined;
    if (live) there.set(object, live);
  }
  if (there.size === 0) return approved;
  const now = (object: ObjectKey): ObjectKey => {
    const live = there.get(object);
    return live ? `group:${live.id}` : object;
  };
  /** Keys of changes and operations begin with the key of their object. */
  const keyNow = (key: string, object: ObjectKey): string => now(object) + key.slice(object.length);
  const changeKeys = new Map(approved.changes.map(({ key, object }) => [key, keyNow(key, object)]));
  const operationKeys = new Map(approved.operations.map(({ key, object }) => [key, keyNow(key, object)]));
  const changeKey = (key: string): string => changeKeys.get(key) ?? key;
  return {
    ...approved,
    changes: approved.changes.map((change) => {
      const live = there.get(change.object);
      return live
        ? { ...asFarAsMade(change, live), object: now(change.object), key: changeKey(change.key) }
        : change;
    }),
    operations: approved.operations.map((operation): Operation => ({
      ...operation,
      key: keyNow(operation.key, operation.object),
      object: now(operation.object),
      changes: operation.changes.map(changeKey),
      dependsOn: operation.dependsOn.map((key) => operationKeys.get(key) ?? key),
    })),
    impact: approved.impact.map((impact): GroupImpact => ({
      ...impact,
      group: now(impact.group),
      secondOrder: impact.secondOrder.map(now),
      buckets: impact.buckets.map((bucket) => ({ ...bucket, changes: bucket.changes.map(changeKey) })),
    })),
    names: {
      ...approved.names,
      ...Object.fromEntries([...there.keys()].map((key) => [now(key), approved.names[key] ?? key])),
    },
  };
}

/** Owners come one by one after the creation: those who are there already are where the rest begins. */
function asFarAsMade(change: Change, live: LiveObject): Change {
  const row = findAttribute(change.kind, change.attribute);
  if (row?.update !== 'references' || !Array.isArray(change.after)) return change;
  const wanted = new Set(change.after.map(String));
  const found = liveValue(row, live);
  const isPart = Array.isArray(found) && found.every((each) => wanted.has(String(each)));
  return isPart && !sameValue(row, found, change.after) ? { ...change, before: found } : change;
}
