import { groupTypesOf } from '../attributes/value.ts';
import type { LiveObject } from '../live/live.ts';
import { nameOf, someOf, type Found } from './subject.ts';

/** Whether owners and description of a group are kept in the cloud, and by Graph. */
export const isManageable = (group: LiveObject): boolean =>
  group['onPremisesSyncEnabled'] !== true &&
  (group['mailEnabled'] !== true || groupTypesOf(group).includes('Unified'));

/** Groups that nobody looks after, or only one, or somebody who is gone. */
export function findOwners(groups: readonly LiveObject[], users: readonly LiveObject[]): readonly Found[] {
  const disabled = new Map(
    users.filter((user) => user['accountEnabled'] === false).map((user) => [user.id.toLowerCase(), user]),
  );
  return groups.filter(isManageable).flatMap((group): Found[] => {
    // Owners that were not read are unknown, and not none.
    if (!group.owners) return [];
    const common = {
      object: `group:${group.id}`,
      name: group.displayName ?? group.id,
      attribute: 'owners',
    } as const;
    const gone = group.owners.flatMap((id) => disabled.get(id.toLowerCase()) ?? []);
    return [
      ...(group.owners.length === 0 ? [{ ...common, ...none }] : []),
      ...(group.owners.length === 1 ? [{ ...common, ...one }] : []),
      ...(gone.length > 0 ? [{ ...common, ...disabledOwners(gone, group.owners.length) }] : []),
    ];
  });
}

const none = {
  id: 'no-owners',
  message: 'The group has no owner.',
  remedy: 'Name two owners, so that somebody looks after it.',
} as const;

const one = {
  id: 'few-owners',
  message: 'The group has one owner only.',
  remedy: 'Name a second owner, so that the group is looked after when one leaves.',
} as const;

function disabledOwners(gone: readonly LiveObject[], all: number): Pick<Found, 'id' | 'message' | 'remedy'> {
  const names = someOf(gone.map(nameOf).toSorted());
  return {
    id: 'disabled-owners',
    message:
      gone.length === 1
        ? `The account of its owner ${names} is disabled.`
        : `The accounts of its owners ${names} are disabled.`,
    remedy:
      gone.length === all
        ? 'Name other owners: nobody looks after the group.'
        : 'Take them out of the owners, and name somebody else where one is left alone.',
  };
}
