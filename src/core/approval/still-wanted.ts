import { findAttribute } from '../attributes/attributes.ts';
import { liveValue, sameValue } from '../attributes/value.ts';
import type { Desired, DesiredObject } from '../desired/desired.ts';
import type { Live } from '../live/live.ts';
import { findLive, indexLive } from '../match/live-index.ts';
import type { Change, ObjectKey } from '../plan/plan.ts';
import { wantedValue } from '../plan/wanted.ts';

/**
 * Whether the files still ask for what a change of an earlier plan was to bring. An interrupted apply goes on only with
 * what is still wanted: somebody may have stopped it because the plan was wrong.
 */
export function stillWanted(desired: Desired, live: Live): (change: Change) => boolean {
  const index = indexLive(live);
  const entries = new Map<ObjectKey, DesiredObject>();
  for (const entry of [...desired.users, ...desired.groups]) {
    const found = findLive(entry, index);
    if (found) entries.set(`${entry.kind}:${found.id}`, entry);
    // The plan that created the group knew it by its key in the repository.
    if (entry.kind === 'group' && entry.id === undefined) entries.set(`group:${entry.label}`, entry);
    // The plan that deleted it knew it by its id, which is no longer live.
    if (entry.delete && entry.id !== undefined) entries.set(`group:${entry.id}`, entry);
  }
  return (change) => {
    const entry = entries.get(change.object);
    if (change.attribute === 'exists')
      return entry !== undefined && (entry.delete === true) === !change.after;
    const declared = entry?.attributes[change.attribute];
    const row = findAttribute(change.kind, change.attribute);
    if (!entry || !declared || !row) return false;
    const found = findLive(entry, index);
    const wanted = wantedValue(row, declared, found ? liveValue(row, found) : null, entry, index);
    return wanted.clear && sameValue(row, wanted.value, change.after);
  };
}
