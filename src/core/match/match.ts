import type { Desired, DesiredObject } from '../desired/desired.ts';
import type { Live, LiveObject } from '../live/live.ts';
import type { Unresolved } from '../plan/plan.ts';
import { formatPlace } from '../problem.ts';
import { findLive, type LiveIndex } from './live-index.ts';
import { suggestUsers } from './references.ts';

export interface Pair {
  readonly entry: DesiredObject;
  readonly live: LiveObject;
}

/** Entries beside the live objects that they mean. */
export interface Matched {
  readonly pairs: readonly Pair[];
  /** Groups that are not there yet. */
  readonly creations: readonly DesiredObject[];
  /** Deleted groups that are to be restored. */
  readonly restorations: readonly Pair[];
  readonly unresolved: readonly UnresolvedEntry[];
}

export type UnresolvedEntry = Omit<Unresolved, 'origin'>;

/** Pairs every entry with its live object. What is not found, or found by two entries, is unresolved. */
export function match(desired: Desired, live: Live, index: LiveIndex): Matched {
  const pairs: Pair[] = [];
  const creations: DesiredObject[] = [];
  const restorations: Pair[] = [];
  const unresolved: UnresolvedEntry[] = [];
  for (const entry of [...desired.users, ...desired.groups]) {
    const found = findLive(entry, index);
    if (found) pairs.push({ entry, live: found });
    else if (entry.delete) continue;
    else if (entry.restore && findDeleted(entry, live)) restorations.push(...restorable(entry, live));
    else if (entry.kind === 'group' && entry.id === undefined) creations.push(entry);
    else unresolved.push({ ...describe(entry), ...notFound(entry, live, index) });
  }
  const { once, twice } = splitTwice(pairs);
  return { pairs: once, creations, restorations, unresolved: [...unresolved, ...twice] };
}

function restorable(entry: DesiredObject, live: Live): readonly Pair[] {
  const deleted = findDeleted(entry, live);
  return deleted ? [{ entry, live: deleted }] : [];
}

const describe = (entry: DesiredObject): Pick<Unresolved, 'kind' | 'label' | 'place'> => ({
  kind: entry.kind,
  label: entry.label,
  place: entry.place,
});

type Explanation = Pick<Unresolved, 'message' | 'remedy'>;

function notFound(entry: DesiredObject, live: Live, index: LiveIndex): Explanation {
  const deleted = findDeleted(entry, live);
  const date =
    typeof deleted?.['deletedDateTime'] === 'string' ? deleted['deletedDateTime'].slice(0, 10) : '';
  const since = date === '' ? '' : ` on ${date}`;
  if (entry.kind === 'group')
    return deleted
      ? {
          message: `the group ${entry.label} (id ${entry.id}) was deleted${since}`,
          remedy:
            'Restore it in the Entra admin centre within 30 days, or take the entry out; without its id it would be created anew.',
        }
      : {
          message: `no group has the id ${entry.id}`,
          remedy: `Correct the id, or take it out to have ${entry.label} found by its uniqueName or created.`,
        };
  const namesake = index.usersByPrincipalName.get(entry.label.toLowerCase());
  const reborn =
    namesake && entry.id !== undefined
      ? `; the name ${entry.label} now belongs to another user (id ${namesake.id})`
      : '';
  if (deleted)
    return {
      message: `the user ${entry.label} (id ${deleted.id}) was deleted${since}${reborn}`,
      remedy: 'Restore the user within 30 days of the deletion, or take the entry out.',
    };
  if (entry.id !== undefined)
    return {
      message: `no user has the id ${entry.id}${reborn}`,
      remedy: namesake
        ? `Take the entry out, or pin the id ${namesake.id} if the new user is meant.`
        : 'Correct the id, or take the entry out.',
    };
  return {
    message: `there is no user ${entry.label} in the tenant`,
    remedy: suggestUsers(entry.label, index),
  };
}

function findDeleted(entry: DesiredObject, live: Live): LiveObject | undefined {
  const deleted = entry.kind === 'user' ? live.deletedUsers : live.deletedGroups;
  if (entry.id !== undefined) return deleted.find((object) => object.id.toLowerCase() === entry.id);
  // The service puts the id, without hyphens, in front of the user principal name of a deleted user.
  const name = entry.label.toLowerCase();
  return deleted.find((object) => {
    const known = object.userPrincipalName?.toLowerCase();
    return known === name || known === object.id.replaceAll('-', '').toLowerCase() + name;
  });
}

/** Two entries that mean one object would write over each other, so neither counts. */
function splitTwice(pairs: readonly Pair[]): { once: Pair[]; twice: UnresolvedEntry[] } {
  const byObject = Map.groupBy(pairs, (pair) => pair.live.id);
  const once: Pair[] = [];
  const twice: UnresolvedEntry[] = [];
  for (const pair of pairs) {
    const others = (byObject.get(pair.live.id) ?? []).filter((each) => each !== pair);
    if (others.length === 0) once.push(pair);
    else
      twice.push({
        ...describe(pair.entry),
        message: `${pair.entry.kind} ${pair.entry.label} is the same object (id ${pair.live.id}) as ${others
          .map((each) => `${each.entry.label} at ${formatPlace(each.entry.place)}`)
          .join(' and ')}`,
        remedy: 'Keep one of the entries and move what the other declares into it.',
      });
  }
  return { once, twice };
}
