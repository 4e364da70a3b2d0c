import { isDynamic } from '../attributes/value.ts';
import type { LiveObject } from '../live/live.ts';
import type { GroupSizes } from './audit.ts';

const starts = [0, 1, 2, 10, 100, 1000, 10_000] as const;
const most = 10;

/** How many groups there are of each size, by direct members. */
export function groupSizesOf(groups: readonly LiveObject[], counts: ReadonlyMap<string, number>): GroupSizes {
  const sized = groups.flatMap((group) => {
    const members = counts.get(group.id);
    return members === undefined
      ? []
      : [
          {
            object: `group:${group.id}` as const,
            name: group.displayName ?? group.id,
            members,
            dynamic: isDynamic(group),
          },
        ];
  });
  return {
    buckets: starts.map((from, index) => {
      const next = starts[index + 1];
      const inside = sized.filter(({ members }) => members >= from && (next === undefined || members < next));
      const dynamic = inside.filter((each) => each.dynamic).length;
      return {
        from,
        ...(next === undefined ? {} : { to: next - 1 }),
        assigned: inside.length - dynamic,
        dynamic,
      };
    }),
    largest: sized.toSorted((a, b) => b.members - a.members || (a.name < b.name ? -1 : 1)).slice(0, most),
    unknown: groups.length - sized.length,
  };
}
