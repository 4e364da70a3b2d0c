import type { Desired } from '../core/desired/desired.ts';
import type { LiveObject } from '../core/live/live.ts';
import { findLive, type LiveIndex } from '../core/match/live-index.ts';
import { nearest } from '../core/nearest.ts';
import { TenantryError } from '../core/problem.ts';

/**
 * The group that an argument means: by id, by its key in the files, by uniqueName, or by a display name that only one
 * group has. That last is for asking alone: a display name identifies nothing that is written.
 */
export function findGroup(name: string, head: Pick<Desired, 'groups'>, index: LiveIndex): LiveObject {
  const wanted = name.toLowerCase();
  const entry = head.groups.find(({ label }) => label.toLowerCase() === wanted);
  const exact =
    index.groups.get(wanted) ?? (entry && findLive(entry, index)) ?? index.groupsByUniqueName.get(wanted);
  if (exact) return exact;
  const all = [...index.groups.values()];
  const called = all.filter((group) => group.displayName?.toLowerCase() === wanted);
  const [only] = called;
  if (only && called.length === 1) return only;
  if (only)
    throw problem(
      `${called.length} groups are called ${name}`,
      `Name the one that is meant by id: ${called
        .map(({ id }) => id)
        .toSorted()
        .slice(0, 5)
        .join(', ')}.`,
    );
  if (entry)
    throw problem(
      `The files declare the group ${name}, but it is not in the tenant yet`,
      'Create it with `tenantry apply`, or give its entry the id of the group that is meant.',
    );
  throw problem(`There is no group ${name} in the tenant`, suggest(name, head, all));
}

function suggest(name: string, head: Pick<Desired, 'groups'>, groups: readonly LiveObject[]): string {
  const known = [
    ...head.groups.map(({ label }) => label),
    ...groups.flatMap(({ displayName, uniqueName }) =>
      [displayName, uniqueName].filter((each) => typeof each === 'string'),
    ),
  ];
  // What differs in capitals alone means the same here.
  const spellings = new Map(known.map((each) => [each.toLowerCase(), each]));
  const alike = nearest(name, spellings.values(), 3, 4);
  return alike.length === 0
    ? 'Name the group by its key in the files, by display name, by uniqueName or by id.'
    : `Did you mean ${alike.join(' or ')}?`;
}

const problem = (message: string, remedy: string): TenantryError =>
  new TenantryError({ id: 'unknown-group', message, remedy });
