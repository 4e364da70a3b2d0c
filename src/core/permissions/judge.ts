import type { Identity } from '../doctor/observed.ts';
import { choose, isMet } from './choose.ts';
import { directoryRoleIds, exchangeReading, permissionKind, type PermissionName } from './permission.ts';
import type { Reason, Requirement } from './requirement.ts';
import { tooMuch } from './tasks.ts';

/** A permission that is missing, and what cannot be done without it. */
export interface Missing {
  readonly name: PermissionName;
  /** Whether plans or applies fail without. */
  readonly required: boolean;
  readonly reasons: readonly Reason[];
}

export interface Judgement {
  readonly missing: readonly Missing[];
  /** Permissions of Graph and roles that could be taken away without a loss for these files. */
  readonly excess: readonly PermissionName[];
}

/**
 * What an application holds, by the names of permissions. `exchangeAnswers`: Exchange let it read, which a role within
 * Exchange allows and no token tells.
 */
export function heldBy(
  graph: Identity | undefined,
  exchange: Identity | undefined,
  exchangeAnswers: boolean,
): ReadonlySet<PermissionName> {
  const roles = new Set([...(graph?.directoryRoles ?? []), ...(exchange?.directoryRoles ?? [])]);
  return new Set([
    ...(graph?.permissions ?? []),
    ...(exchange?.permissions ?? []),
    ...Object.entries(directoryRoleIds).flatMap(([name, id]) => (roles.has(id) ? [name] : [])),
    ...(exchangeAnswers ? [exchangeReading] : []),
  ]);
}

/** Holds the permissions of an application against what is required of it. */
export function judge(requirements: readonly Requirement[], held: ReadonlySet<PermissionName>): Judgement {
  const unmet = requirements.filter((each) => !isMet(each, held));
  const lacking = unmet.filter(({ level }) => level === 'required');
  const required = choose(lacking, held);
  const all = new Set([...required, ...choose(unmet, new Set([...held, ...required]))]);
  return {
    missing: [...all].map((name) => ({
      name,
      required: required.has(name),
      reasons: reasonsFor(name, unmet, new Set([...held, ...all])),
    })),
    excess: excessOf(requirements, held),
  };
}

/** What would still be unmet without one of the permissions that everything would be met with. */
function reasonsFor(
  name: PermissionName,
  unmet: readonly Requirement[],
  enough: ReadonlySet<PermissionName>,
): readonly Reason[] {
  const rest = new Set([...enough].filter((each) => each !== name));
  const reasons = unmet.filter((each) => !isMet(each, rest)).flatMap((each) => each.reasons);
  return [...new Map(reasons.map((reason) => [JSON.stringify(reason), reason])).values()];
}

/** The mightiest first, so that of two that do the same the lesser one stays. */
function excessOf(
  requirements: readonly Requirement[],
  held: ReadonlySet<PermissionName>,
): readonly PermissionName[] {
  const met = requirements.filter((each) => isMet(each, held));
  const left = new Set(held);
  const candidates = [...held]
    .filter((name) => name !== exchangeReading)
    .toSorted((a, b) => might(b) - might(a) || (a < b ? -1 : 1));
  for (const name of candidates) {
    left.delete(name);
    if (met.some((each) => !isMet(each, left))) left.add(name);
  }
  return [...held].filter((name) => !left.has(name) && name !== exchangeReading).toSorted();
}

const might = (name: PermissionName): number =>
  tooMuch.has(name)
    ? 3
    : /Write|Create|Delete|Manage/.test(name)
      ? 2
      : permissionKind(name) === 'directoryRole'
        ? 1
        : 0;
