import { byText } from '../plan/order.ts';
import { impactDirections, type ImpactBucket, type ImpactDirection, type ObjectKey } from '../plan/plan.ts';

/** Collects people who fare alike for the same reason and the same kind of cause. */
export interface Buckets {
  add(direction: ImpactDirection, because: string, changes: readonly string[], member: ObjectKey): void;
  /** Sorted: by direction, then by reason. */
  all(): readonly ImpactBucket[];
}

interface Filling {
  readonly direction: ImpactDirection;
  readonly because: string;
  readonly changes: Set<string>;
  readonly members: ObjectKey[];
}

export function createBuckets(): Buckets {
  const found = new Map<string, Filling>();
  return {
    add(direction, because, changes, member) {
      const attributes = [...new Set(changes.map((key) => key.slice(key.lastIndexOf('/') + 1)))].toSorted(
        byText,
      );
      const key = JSON.stringify([because, attributes, direction]);
      let bucket = found.get(key);
      if (!bucket) {
        bucket = { direction, because, changes: new Set(), members: [] };
        found.set(key, bucket);
      }
      for (const change of changes) bucket.changes.add(change);
      bucket.members.push(member);
    },
    all: () =>
      [...found.entries()]
        .toSorted(([a, x], [b, y]) => rank(x) - rank(y) || byText(a, b))
        .map(([, bucket]) => finish(bucket)),
  };
}

const rank = ({ direction }: Filling): number => impactDirections.indexOf(direction);

const finish = ({ direction, because, changes, members }: Filling): ImpactBucket => ({
  direction,
  because,
  changes: [...changes].toSorted(byText),
  members: members.toSorted(byText),
});
