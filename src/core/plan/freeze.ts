import type { Desired } from '../desired/desired.ts';
import type { Freeze } from '../desired/settings.ts';
import type { LiveObject } from '../live/live.ts';
import { findLive, type LiveIndex } from '../match/live-index.ts';
import type { Shut } from '../route/cell.ts';
import type { ObjectKey } from './plan.ts';

/** The freezes that hold at an instant: through the whole of their last day, in UTC. */
export function inForce(freeze: readonly Freeze[], now: Date): readonly Freeze[] {
  const today = now.toISOString().slice(0, 10);
  return freeze.filter(({ until }) => today <= until);
}

/**
 * The declared objects that are frozen, each with the freeze that lasts longest: by their key in a plan, their id, their
 * sign-in name or unique name in the tenant, or the label of their entry. A group that does not exist yet can be frozen
 * too, so that nothing creates again what a rollback took away.
 */
export function frozenObjects(
  desired: Pick<Desired, 'users' | 'groups'>,
  index: LiveIndex,
  freeze: readonly Freeze[],
): ReadonlyMap<ObjectKey, Freeze> {
  const byName = new Map<string, Freeze>();
  for (const each of freeze)
    for (const name of each.objects.map((object) => object.toLowerCase()))
      if ((byName.get(name)?.until ?? '') < each.until) byName.set(name, each);
  const found = new Map<ObjectKey, Freeze>();
  if (byName.size === 0) return found;
  for (const entry of [...desired.users, ...desired.groups]) {
    const live = findLive(entry, index);
    const object: ObjectKey = `${entry.kind}:${live?.id ?? entry.id ?? entry.label}`;
    const names = [object, entry.id, entry.label, ...namesOf(live)];
    const [longest] = names
      .flatMap((name) => (name === undefined ? [] : (byName.get(name.toLowerCase()) ?? [])))
      .toSorted((a, b) => Number(a.until < b.until) - Number(a.until > b.until));
    if (longest) found.set(object, longest);
  }
  return found;
}

function namesOf(live: LiveObject | undefined): readonly string[] {
  const names = [live?.id, live?.userPrincipalName, live?.['uniqueName']];
  return names.flatMap((name) => (typeof name === 'string' ? [name] : []));
}

/** Why nothing of a frozen object is written. */
export function frozen({ reason, until }: Pick<Freeze, 'reason' | 'until'>): Shut {
  return {
    reason: 'frozen',
    message: `the object is frozen through ${until} (${reason})`,
    remedy: `Take it out of \`freeze\` in tenant.yaml once main declares what the tenant is to keep.`,
  };
}
