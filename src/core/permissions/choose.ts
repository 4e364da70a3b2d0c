import type { PermissionName } from './permission.ts';
import type { Requirement } from './requirement.ts';

/** Whether somebody who holds these permissions may do what is required. */
export function isMet(requirement: Pick<Requirement, 'anyOf'>, held: ReadonlySet<PermissionName>): boolean {
  return requirement.anyOf.some((set) => set.every((name) => held.has(name)));
}

/**
 * The least set that meets all requirements beside what is held already: of each the least alternative, unless a
 * permission that another one takes anyway includes it. None of the set can be taken away.
 */
export function choose(
  requirements: readonly Requirement[],
  held: ReadonlySet<PermissionName> = new Set(),
): ReadonlySet<PermissionName> {
  const chosen = new Set(held);
  // What has no alternative is settled first, since it may include what others take.
  const inOrder = requirements.toSorted((a, b) => a.anyOf.length - b.anyOf.length);
  for (const each of inOrder)
    if (!isMet(each, chosen)) for (const name of each.anyOf[0] ?? []) chosen.add(name);
  for (const name of [...chosen].filter((each) => !held.has(each))) {
    chosen.delete(name);
    if (requirements.some((each) => !isMet(each, chosen))) chosen.add(name);
  }
  for (const name of held) chosen.delete(name);
  return chosen;
}
