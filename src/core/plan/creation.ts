import type { DesiredObject } from '../desired/desired.ts';
import type { Live, LiveObject } from '../live/live.ts';
import type { UnresolvedEntry } from '../match/match.ts';

const needed = ['displayName', 'mailNickname', 'type'];

/** Why a group that is not there cannot be created from its entry; undefined where it can. */
export function creationProblem(entry: DesiredObject): UnresolvedEntry | undefined {
  const missing = needed.filter((name) => entry.attributes[name] === undefined);
  if (missing.length > 0)
    return {
      kind: 'group',
      label: entry.label,
      message: `no group has the uniqueName ${entry.label}, and the entry lacks ${list(missing)}, which a new group needs`,
      remedy: `Add ${list(missing)} to have it created, or pin the id of the group that is meant.`,
      place: entry.place,
    };
  const type = entry.attributes['type']?.value;
  const visibility = entry.attributes['visibility'];
  if (visibility?.value === 'HiddenMembership' && type !== 'microsoft365')
    return {
      kind: 'group',
      label: entry.label,
      attribute: 'visibility',
      message: 'HiddenMembership is only for Microsoft 365 groups',
      remedy: 'Choose Private, or make it a group of type microsoft365.',
      place: visibility.place,
    };
  return undefined;
}

/** A live or deleted group that has the display name or the mail nickname of a group to be created. */
export interface Twin {
  readonly entry: DesiredObject;
  readonly live: LiveObject;
  readonly deleted: boolean;
  readonly same: 'displayName' | 'mailNickname';
}

/** All twins of the groups to be created, in the order of the entries. */
export function findTwins(creations: readonly DesiredObject[], live: Live): readonly Twin[] {
  if (creations.length === 0) return [];
  const candidates = [
    ...live.groups.map((group) => ({ group, deleted: false })),
    ...live.deletedGroups.map((group) => ({ group, deleted: true })),
  ];
  return creations.flatMap((entry) =>
    candidates.flatMap(({ group, deleted }): Twin[] => {
      const same = (['displayName', 'mailNickname'] as const).find((name) => alike(entry, group, name));
      return same ? [{ entry, live: group, deleted, same }] : [];
    }),
  );
}

function alike(entry: DesiredObject, group: LiveObject, name: string): boolean {
  const wanted = entry.attributes[name]?.value;
  const found = group[name];
  return (
    typeof wanted === 'string' && typeof found === 'string' && wanted.toLowerCase() === found.toLowerCase()
  );
}

const list = (names: readonly string[]): string => names.join(names.length > 2 ? ', ' : ' and ');
