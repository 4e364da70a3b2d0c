import type { LiveObject } from '../live/live.ts';
import { indexLive } from '../match/live-index.ts';
import type { ObjectKey } from '../plan/plan.ts';
import type { Applied, Present } from './verification.ts';

/** The object behind a key of the plan; groups with their members where these were read. */
export type FindPresent = (object: ObjectKey) => LiveObject | undefined;

/** A group that the apply created is found by the id that it got, or where that is unknown by its uniqueName. */
export function finder(
  { created }: Pick<Applied, 'created'>,
  { users, groups, members }: Pick<Present, 'users' | 'groups' | 'members'>,
): FindPresent {
  const index = indexLive({ users, groups });
  return (object) => {
    const name = object.slice(object.indexOf(':') + 1).toLowerCase();
    if (object.startsWith('user:')) return index.users.get(name);
    const id = created.get(object)?.toLowerCase();
    const group =
      index.groups.get(id ?? name) ?? (id === undefined ? index.groupsByUniqueName.get(name) : undefined);
    const inside = group && members.get(group.id);
    return group && inside ? { ...group, members: inside } : group;
  };
}
