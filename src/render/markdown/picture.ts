import type { GroupImpact, ImpactDirection, ObjectKey } from '../../core/plan/plan.ts';
import { count } from '../text/summary.ts';
import { mermaid, type Picture } from './mermaid.ts';
import type { Moves } from './moves.ts';
import { shortened } from '../text/shortened.ts';
import { isNumbered, type Shown } from './shown.ts';

const mostGroups = 5;
const mostArrows = 12;
const longestLabel = 32;

/** A picture of who moves between groups; undefined where there would be too much or too little in it. */
export function pictureOf({ leaving, entering }: Moves, { plan, redaction }: Shown): string | undefined {
  const groups = [...leaving, ...entering].filter(({ leaves, enters }) => leaves + enters > 0);
  if (groups.length < 2 || groups.length > mostGroups) return undefined;
  const arrows = [...flows(groups)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, people]) => {
      const [from = '', to = ''] = key.split(' ');
      return {
        from,
        to,
        label: people.size === 1 && redaction === 'full' ? nameOf([...people]) : count(people.size, 'member'),
      };
    });
  if (arrows.length > mostArrows) return undefined;
  const used = new Set(arrows.flatMap(({ from, to }) => [from, to]));
  const nodes: Picture['nodes'] = [
    ...groups.map(({ group }, index) => ({ id: `g${index}`, label: label(group) })),
    ...(used.has('in') ? [{ id: 'in', label: 'enters', quiet: true }] : []),
    ...(used.has('out') ? [{ id: 'out', label: 'leaves', quiet: true }] : []),
  ];
  return mermaid({ nodes, arrows });

  function label(key: ObjectKey): string {
    const name = plan.names[key] ?? key;
    return redaction === 'ids' && !isNumbered(name) ? `group ${name}` : shortened(name, longestLabel);
  }
  function nameOf([person = '']: readonly ObjectKey[]): string {
    return shortened(plan.names[person] ?? person, longestLabel);
  }
}

/** Who goes from which group to which: pairs of ids of nodes, divided by a space. */
function flows(groups: readonly GroupImpact[]): ReadonlyMap<string, ReadonlySet<ObjectKey>> {
  const [left, entered] = [byPerson(groups, 'leaves'), byPerson(groups, 'enters')];
  const found = new Map<string, Set<ObjectKey>>();
  for (const person of new Set([...left.keys(), ...entered.keys()]))
    for (const from of left.get(person) ?? ['in'])
      for (const to of entered.get(person) ?? ['out']) {
        const key = `${from} ${to}`;
        const people = found.get(key) ?? new Set();
        people.add(person);
        found.set(key, people);
      }
  return found;
}

function byPerson(
  groups: readonly GroupImpact[],
  wanted: ImpactDirection,
): ReadonlyMap<ObjectKey, readonly string[]> {
  const found = new Map<ObjectKey, string[]>();
  for (const [index, { buckets }] of groups.entries())
    for (const { direction, members } of buckets)
      if (direction === wanted)
        for (const member of members) found.set(member, [...(found.get(member) ?? []), `g${index}`]);
  return found;
}
