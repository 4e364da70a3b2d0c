import { findAttribute } from '../attributes/attributes.ts';
import type { Value } from '../attributes/attribute.ts';
import { sameValue } from '../attributes/value.ts';
import { sameInDefinition } from '../plan/definitions.ts';
import type { Change, Plan } from '../plan/plan.ts';

/** What cover looks at in a plan. */
export type Reviewable = Pick<Plan, 'format' | 'tenant' | 'changes'>;

/** Which changes of a fresh plan were reviewed, and why the others do not count as reviewed. */
export interface Cover {
  readonly covered: readonly Change[];
  readonly uncovered: readonly Uncovered[];
}

export interface Uncovered {
  readonly change: Change;
  /** What was approved for the same attribute, where anything was. */
  readonly approved?: Change;
  /** Whether the live value is none that the approval knew. */
  readonly moved: boolean;
  /** A clause. */
  readonly why: string;
}

/**
 * A change is covered when an approved plan of this tenant has the same key, attribute and after, and its before
 * equals the approved before or the after of another approved plan in the set. Used alike for approval, for resuming
 * and for rolling back.
 */
export function cover(approved: readonly Reviewable[], fresh: Reviewable): Cover {
  const tenant = fresh.tenant.id.toLowerCase();
  const ofTenant = approved.filter(
    (plan) => plan.tenant.id.toLowerCase() === tenant && plan.format === fresh.format,
  );
  const reviewed = Map.groupBy(
    ofTenant.flatMap((plan) => plan.changes),
    (change) => change.key,
  );
  const covered: Change[] = [];
  const uncovered: Uncovered[] = [];
  for (const change of fresh.changes) {
    const open = notCovered(change, reviewed.get(change.key) ?? []);
    if (open === undefined) covered.push(change);
    else uncovered.push(open);
  }
  return { covered, uncovered };
}

/** Whether every change of the fresh plan was reviewed. */
export function covers(approved: readonly Reviewable[], fresh: Reviewable): boolean {
  return cover(approved, fresh).uncovered.length === 0;
}

/** Whether two values are the same for what a change is about. */
export function sameFor(
  { kind, attribute }: Pick<Change, 'kind' | 'attribute'>,
  a: Value,
  b: Value,
): boolean {
  const row = findAttribute(kind, attribute);
  return row ? sameValue(row, a, b) : sameInDefinition(a, b);
}

function notCovered(change: Change, reviewed: readonly Change[]): Uncovered | undefined {
  const last = reviewed.at(-1);
  if (!last) return { change, moved: false, why: 'it is not in the approved plan' };
  const same = (a: Value, b: Value): boolean => sameFor(change, a, b);
  const isLive = (value: Value): boolean => same(value, change.before);
  const wanted = reviewed.filter((each) => same(each.after, change.after));
  const starts = (wanted.length > 0 ? wanted : reviewed).map((each) => each.before);
  const moved = ![...starts, ...reviewed.map((each) => each.after)].some(isLive);
  const approved = wanted.at(-1) ?? last;
  if (wanted.length > 0)
    return moved
      ? { change, approved, moved, why: 'the live value was changed by somebody since the approval' }
      : undefined;
  return {
    change,
    approved,
    moved,
    why: moved
      ? 'the live value was changed by somebody since the approval, and would become another than was approved'
      : 'the approved plan has another value for it',
  };
}
