import type { GroupImpact, ImpactBucket, ImpactDirection, Plan } from '../../core/plan/plan.ts';

/** Groups by what happens in them: where somebody loses access, where somebody only gains it, where nobody moves now. */
export interface Moves {
  readonly leaving: readonly GroupImpact[];
  readonly entering: readonly GroupImpact[];
  readonly others: readonly GroupImpact[];
  /** Distinct people and devices. */
  readonly whoLeaves: number;
  readonly whoEnters: number;
}

/** The largest losses first. */
export function movesOf({ impact, names }: Pick<Plan, 'impact' | 'names'>): Moves {
  const name = ({ group }: GroupImpact): string => names[group] ?? group;
  const sorted = impact.toSorted(
    (a, b) => b.leaves - a.leaves || b.enters - a.enters || (name(a) < name(b) ? -1 : 1),
  );
  const leaving = sorted.filter((group) => isMoving(group) && has(group, losses));
  const entering = sorted.filter((group) => isMoving(group) && !leaving.includes(group) && has(group, gains));
  return {
    leaving,
    entering,
    others: sorted.filter((group) => !leaving.includes(group) && !entering.includes(group)),
    whoLeaves: distinct(leaving, 'leaves'),
    whoEnters: distinct([...leaving, ...entering], 'enters'),
  };
}

/** Buckets of what somebody loses come first. */
export const lossesFirst = (buckets: readonly ImpactBucket[]): readonly ImpactBucket[] => [
  ...buckets.filter(({ direction }) => losses.has(direction)),
  ...buckets.filter(({ direction }) => !losses.has(direction)),
];

export const isLoss = (direction: ImpactDirection): boolean => losses.has(direction);

const losses: ReadonlySet<ImpactDirection> = new Set(['leaves', 'leavesMeanwhile', 'undeterminedMember']);
const gains: ReadonlySet<ImpactDirection> = new Set(['enters', 'entersMeanwhile', 'undeterminedOther']);

/** In a group that is paused or frozen nobody moves yet. */
const isMoving = ({ processing, leaves, enters }: GroupImpact): boolean =>
  processing === 'on' || leaves + enters > 0;

const has = ({ buckets }: GroupImpact, directions: ReadonlySet<ImpactDirection>): boolean =>
  buckets.some(({ direction }) => directions.has(direction));

const distinct = (groups: readonly GroupImpact[], wanted: ImpactDirection): number =>
  new Set(
    groups.flatMap(({ buckets }) =>
      buckets.flatMap(({ direction, members }) => (direction === wanted ? members : [])),
    ),
  ).size;
