import type { Identity } from '../doctor/observed.ts';
import { choose, isMet } from './choose.ts';
import { directoryRoleIds, exchangeReading, permissionKind, type PermissionName } from './permission.ts';
import type { Reason, Requirement } from './requirement.ts';
import { tasks, tooMuch } from './tasks.ts';

/** A permission that is missing, and what cannot be done without it. */
export interface Missing {
  readonly name: PermissionName;
  /** Whether plans or applies fail without. */
  readonly required: boolean;
  readonly reasons: readonly Reason[];
}

export interface Judgement {
  readonly missing: readonly Missing[];
  readonly excess: readonly Excess[];
}

/** A permission or role that could be taken away without a loss for these files. */
export interface Excess {
  readonly name: PermissionName;
  /** What would have to be granted in its place. */
  readonly instead: readonly PermissionName[];
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
  const named = Object.entries(directoryRoleIds).flatMap(([name, id]) => (roles.has(id) ? [name] : []));
  const seen = tasks.readRecipients.anyOf.some((set) => set.some((name) => named.includes(name)));
  return new Set([
    ...(graph?.permissions ?? []),
    ...(exchange?.permissions ?? []),
    ...named,
    ...(exchangeAnswers && !seen ? [exchangeReading] : []),
  ]);
}

/** Holds the permissions of an application against what is required of it. */
export function judge(requirements: readonly Requirement[], held: ReadonlySet<PermissionName>): Judgement {
  const unmet = requirements.filter((each) => !isMet(each, held));
  const all = lacking(requirements, unmet, held);
  const required = lacking(
    requirements,
    unmet.filter(({ level }) => level === 'required'),
    held,
  );
  return {
    missing: all
      .map((name) => ({
        name,
        required: required.includes(name),
        reasons: reasonsFor(name, unmet, new Set([...held, ...all])),
      }))
      .toSorted((a, b) => Number(b.required) - Number(a.required) || (a.name < b.name ? -1 : 1)),
    excess: excessOf(requirements, held, new Set([...held, ...all])),
  };
}

/** Of the least that everything takes, what has to be added so that these requirements are met. */
function lacking(
  requirements: readonly Requirement[],
  unmet: readonly Requirement[],
  held: ReadonlySet<PermissionName>,
): readonly PermissionName[] {
  const required = choose(requirements.filter(({ level }) => level === 'required'));
  const least = [...required, ...choose(requirements, required)].filter((name) => !held.has(name));
  const added = new Set(least);
  for (const name of least) {
    added.delete(name);
    if (unmet.some((each) => !isMet(each, new Set([...held, ...added])))) added.add(name);
  }
  return [...added];
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

/**
 * What is not among the least that does all of it. The mightiest is taken away first, so that of two that do the same the
 * lesser one stays.
 */
function excessOf(
  requirements: readonly Requirement[],
  held: ReadonlySet<PermissionName>,
  enough: ReadonlySet<PermissionName>,
): readonly Excess[] {
  const least = choose(requirements);
  const known = new Set(requirements.flatMap(({ anyOf }) => anyOf.flat()));
  const left = new Set(enough);
  return [...held]
    .filter((name) => !least.has(name) && !(known.has(name) && isModest(name)))
    .toSorted((a, b) => might(b) - might(a) || (a < b ? -1 : 1))
    .flatMap((name) => {
      left.delete(name);
      const instead = [...choose(requirements, left)];
      // A lesser one that merely reads what others read as well does no harm.
      if (instead.length === 0 && known.has(name) && might(name) === 0 && !name.startsWith('Directory.'))
        return [];
      for (const each of instead) left.add(each);
      return [{ name, instead: instead.toSorted() }];
    });
}

/** Stands in the place of something that may do as much: a role within Exchange, or a permission for all applications. */
const isModest = (name: PermissionName): boolean =>
  name === 'Application.ReadWrite.OwnedBy' ||
  name === exchangeReading ||
  (permissionKind(name) === 'directoryRole' && !tooMuch.has(name));

const might = (name: PermissionName): number => {
  if (tooMuch.has(name)) return 3;
  if (/Write|Create|Delete|Manage|Enable/.test(name)) return 2;
  return permissionKind(name) === 'directoryRole' ? 1 : 0;
};
