import { findAttribute } from '../attributes/attributes.ts';
import type { LiveObject } from '../live/live.ts';
import type { LiveIndex } from '../match/live-index.ts';
import type { Change } from '../plan/plan.ts';

/** The users that changes touch, as they will be, by id. Whoever is not here stays as live. */
export function projectUsers(changes: readonly Change[], index: LiveIndex): ReadonlyMap<string, LiveObject> {
  const projected = new Map<string, LiveObject>();
  for (const change of changes) {
    const row = change.kind === 'user' ? findAttribute('user', change.attribute) : undefined;
    const id = change.object.slice('user:'.length);
    const before = projected.get(id) ?? index.users.get(id.toLowerCase());
    if (!row || !before) continue;
    const { property, member } = row.read;
    const whole = before[property];
    const value =
      member === undefined
        ? change.after
        : { ...(typeof whole === 'object' ? whole : {}), [member]: change.after };
    projected.set(id, { ...before, [property]: value });
  }
  return projected;
}
