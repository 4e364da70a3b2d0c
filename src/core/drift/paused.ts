import { isDynamic } from '../attributes/value.ts';
import type { Desired } from '../desired/desired.ts';
import { findLive, type LiveIndex } from '../match/live-index.ts';
import type { ObjectKey } from '../plan/plan.ts';
import type { PastApply } from './past-apply.ts';

/** A group that Entra does not process, although it should: nobody enters or leaves, whatever the rule says. */
export interface LeftPaused {
  readonly group: ObjectKey;
  /**
   * `overdue`: the last day of the pause that the files declare has passed. `interrupted`: an apply paused it while it
   * wrote attributes, and did not come to ending the pause. `contrary`: the files say that it is processed.
   */
  readonly why: 'overdue' | 'interrupted' | 'contrary';
  /** For `overdue`: the last day, `2026-12-01`, and the reason that the files give. */
  readonly until?: string;
  readonly reason?: string;
  /** For `interrupted`: the journal of that apply. */
  readonly journal?: string;
}

/** Groups that are left paused, sorted by key. `now` decides which pauses are over. */
export function leftPaused(
  desired: Desired,
  index: LiveIndex,
  applies: readonly PastApply[],
  now: Date,
): readonly LeftPaused[] {
  const today = now.toISOString().slice(0, 10);
  const interrupted = pausedByApply(applies);
  const found = new Map<ObjectKey, LeftPaused>();
  for (const [group, journal] of interrupted) {
    const live = index.groups.get(group.slice(group.indexOf(':') + 1).toLowerCase());
    if (live && isPaused(live)) found.set(group, { group, why: 'interrupted', journal });
  }
  for (const entry of desired.groups) {
    const live = findLive(entry, index);
    const declared = entry.attributes['membershipRuleProcessingState'];
    if (!live || !declared || !isPaused(live)) continue;
    const group: ObjectKey = `group:${live.id}`;
    if (found.has(group)) continue;
    if (declared.value === 'On') found.set(group, { group, why: 'contrary' });
    else if (declared.pause && today > declared.pause.until)
      found.set(group, { group, why: 'overdue', ...declared.pause });
  }
  return [...found.values()].toSorted((a, b) => (a.group < b.group ? -1 : 1));
}

const isPaused = (group: Readonly<Record<string, unknown>>): boolean =>
  isDynamic(group) && group['membershipRuleProcessingState'] === 'Paused';

/** Groups whose last apply paused them in passing and did not end it, with its journal. */
function pausedByApply(applies: readonly PastApply[]): ReadonlyMap<ObjectKey, string> {
  const left = new Map<ObjectKey, string>();
  for (const { plan, done, journal } of inOrder(applies))
    for (const { key, object, passing } of plan.operations) {
      if (passing?.attribute !== 'membershipRuleProcessingState' || !done.has(key)) continue;
      if (passing.after === 'Paused') left.set(object, journal);
      else left.delete(object);
    }
  return left;
}

/** The oldest first; of the same instant as they are given. */
export const inOrder = (applies: readonly PastApply[]): readonly PastApply[] =>
  applies.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
