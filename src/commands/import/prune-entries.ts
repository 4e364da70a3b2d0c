import type { Declared, DesiredObject, References } from '../../core/desired/desired.ts';
import type { Live, LiveObject } from '../../core/live/live.ts';
import { findLive } from '../../core/match/live-index.ts';
import type { Importing } from './importing.ts';
import type { LeftOut, ObjectEdit, Work } from './object-edit.ts';

/** An entry whose object is gone. */
export interface Gone {
  readonly edit: ObjectEdit;
  /** The deleted object, while it can be restored. */
  readonly deleted?: { readonly on: string; readonly until: string };
}

/**
 * Entries whose object is gone: those with an id that nothing has, and users who were deleted. An entry without an id that
 * matches nobody may be misspelt or for a group that is to be created, so it stays.
 */
export function goneEntries(importing: Importing): Work & { readonly gone: readonly Gone[] } {
  const { head, live, index, scope, draft } = importing;
  const left: LeftOut[] = [];
  const gone = [...(scope.users ? head.users : []), ...(scope.groups ? head.groups : [])].flatMap(
    (entry): readonly Gone[] => {
      if (findLive(entry, index)) return [];
      const { kind, label, id } = entry;
      const deleted = findDeleted(entry, live);
      if (id === undefined && !deleted) {
        if (kind === 'user')
          left.push({
            kind,
            name: label,
            why: 'Nobody signs in with this name, and without an id nobody knows who was meant. Correct it, or remove it by hand.',
          });
        return [];
      }
      const edit: ObjectEdit = {
        object: `${kind}:${deleted?.id ?? id ?? label}`,
        kind,
        name: label,
        path: draft.pathOf(entry.place.file),
        edit: 'removed',
        edits: [{ edit: 'remove', list: kind === 'user' ? 'users' : 'groups', entry: id ?? label }],
        attributes: [],
      };
      const day = deleted?.['deletedDateTime'];
      return [{ edit, ...(typeof day === 'string' ? { deleted: days(day) } : {}) }];
    },
  );
  return { edits: gone.map(({ edit }) => edit), left: [...left, ...stillNaming(importing, gone)], gone };
}

/** Entries that stay and name somebody who goes: pruning is about entries, so it leaves them as they are. */
function stillNaming({ head }: Importing, gone: readonly Gone[]): readonly LeftOut[] {
  const removed = new Map(
    gone.flatMap(({ edit: { kind, name, object } }) =>
      kind === 'user'
        ? [
            [name.toLowerCase(), name],
            [object.slice('user:'.length), name],
          ]
        : [],
    ),
  );
  const goes = new Set(gone.map(({ edit }) => edit.object));
  return [...head.users, ...head.groups]
    .filter(({ kind, label, id }) => !goes.has(`${kind}:${id ?? label}`))
    .flatMap(({ kind, label, attributes }) =>
      Object.entries(attributes).flatMap(([attribute, { value }]): readonly LeftOut[] => {
        const who = peopleIn(attribute, value).flatMap((name) => removed.get(name.toLowerCase()) ?? []);
        const why = `It still names ${who.join(' and ')}. Take that out by hand, or let \`tenantry import\` write what the tenant holds.`;
        return who.length === 0 ? [] : [{ kind, name: label, attribute, why }];
      }),
    );
}

function peopleIn(attribute: string, value: Declared['value']): readonly string[] {
  if (attribute === 'manager' && typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null && 'mode' in value && 'users' in value
    ? (value as References).users
    : [];
}

const month = 30 * 86_400_000;

/** Deleted users and groups can be restored for 30 days: https://learn.microsoft.com/graph/api/directory-deleteditems-restore */
const days = (instant: string): { readonly on: string; readonly until: string } => ({
  on: instant.slice(0, 10),
  until: new Date(Date.parse(instant) + month).toISOString().slice(0, 10),
});

function findDeleted({ kind, id, label }: DesiredObject, live: Live): LiveObject | undefined {
  const deleted = kind === 'user' ? live.deletedUsers : live.deletedGroups;
  if (id !== undefined) return deleted.find((object) => object.id.toLowerCase() === id);
  if (kind === 'group') return undefined;
  const name = label.toLowerCase();
  return deleted.find((object) => {
    const known = object.userPrincipalName?.toLowerCase();
    // The service puts the id, without hyphens, in front of the name of a deleted user.
    return known === name || known === object.id.replaceAll('-', '').toLowerCase() + name;
  });
}
