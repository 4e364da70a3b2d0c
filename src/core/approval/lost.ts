import { findAttribute } from '../attributes/attributes.ts';
import { liveValue, sameValue } from '../attributes/value.ts';
import type { LiveIndex } from '../match/live-index.ts';
import { liveOf } from '../plan/diff.ts';
import type { Change, Plan, Unresolved } from '../plan/plan.ts';

/** An approved change that a fresh plan can no longer make, although nobody has made it yet. */
export interface Lost {
  readonly change: Change;
  /** A clause. */
  readonly why: string;
}

/**
 * What was approved and has since become impossible: its object was deleted or renamed, or the value cannot be written
 * any more. What became unnecessary is not among it, nor what the files no longer ask for.
 */
export function lostSince(
  approved: Pick<Plan, 'changes' | 'unresolved'>,
  fresh: Pick<Plan, 'changes' | 'blocked' | 'unresolved' | 'unsettled'>,
  index: LiveIndex,
): readonly Lost[] {
  const made = new Set(fresh.changes.map(({ key }) => key));
  const settled = new Set(fresh.unsettled.map(({ object, attribute }) => `${object}/${attribute}`));
  const blocked = new Map(fresh.blocked.map((each) => [each.key, each]));
  const known = new Set(approved.unresolved.map(nameOf));
  const gone = fresh.unresolved
    .filter((each) => !known.has(nameOf(each)))
    .toSorted((a, b) => b.place.line - a.place.line);
  return approved.changes.flatMap((change) => {
    if (made.has(change.key) || settled.has(change.key) || isSo(change, index)) return [];
    const obstacle = blocked.get(change.key) ?? gone.find((each) => isAbout(each, change));
    return obstacle ? [{ change, why: obstacle.message }] : [];
  });
}

const nameOf = ({ kind, label, attribute = '' }: Unresolved): string =>
  JSON.stringify([kind, label.toLowerCase(), attribute]);

function isSo(change: Change, index: LiveIndex): boolean {
  const name = change.object.slice(change.object.indexOf(':') + 1).toLowerCase();
  const live = liveOf(change.object, index) ?? index.groupsByUniqueName.get(name);
  if (change.attribute === 'exists') return (live !== undefined) === (change.after === true);
  const row = findAttribute(change.kind, change.attribute);
  return live !== undefined && row !== undefined && sameValue(row, liveValue(row, live), change.after);
}

/** An entry that is not found has no key any more, but its changes stood in the files below its beginning. */
function isAbout({ kind, attribute, place }: Unresolved, change: Change): boolean {
  if (kind !== change.kind || place.file !== change.place.file) return false;
  if (attribute !== undefined) return attribute === change.attribute && place.line === change.place.line;
  return place.line <= change.place.line;
}
