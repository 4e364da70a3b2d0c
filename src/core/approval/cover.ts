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
  readonly uncovered: readonly { readonly change: Change; readonly why: string }[];
}

/**
 * A change is covered when an approved plan of this tenant has the same key, attribute and after, and its before
 * equals the approved before or the after of another approved plan in the set. Used alike for approval, for resuming
 * and for rolling back.
 */
export function cover(approved: readonly Reviewable[], fresh: Reviewable): Cover {
  const ofTenant = approved.filter(
    (plan) => plan.tenant.id === fresh.tenant.id && plan.format === fresh.format,
  );
  const reviewed = Map.groupBy(
    ofTenant.flatMap((plan) => plan.changes),
    (change) => change.key,
  );
  const covered: Change[] = [];
  const uncovered: { change: Change; why: string }[] = [];
  for (const change of fresh.changes) {
    const why = notCovered(change, reviewed.get(change.key) ?? []);
    if (why === undefined) covered.push(change);
    else uncovered.push({ change, why });
  }
  return { covered, uncovered };
}

/** Whether every change of the fresh plan was reviewed. */
export function covers(approved: readonly Reviewable[], fresh: Reviewable): boolean {
  return cover(approved, fresh).uncovered.length === 0;
}

function notCovered(change: Change, reviewed: readonly Change[]): string | undefined {
  if (reviewed.length === 0) return 'it is not in the approved plan';
  const same = (a: Value, b: Value): boolean => {
    const row = findAttribute(change.kind, change.attribute);
    return row ? sameValue(row, a, b) : sameInDefinition(a, b);
  };
  const wanted = reviewed.filter((each) => same(each.after, change.after));
  if (wanted.length === 0) return 'the approved plan has another value for it';
  const known = [...wanted.map((each) => each.before), ...reviewed.map((each) => each.after)];
  return known.some((value) => same(value, change.before))
    ? undefined
    : 'the live value was changed by somebody since the approval';
}
