import { fillPattern } from '../../core/import/pattern.ts';
import { groupKeys } from '../../core/import/group-keys.ts';
import { isGroupInScope, isSynced, isUserInScope } from '../../core/import/scope.ts';
import { unmanageable } from '../../core/import/unmanageable.ts';
import type { LiveObject } from '../../core/live/live.ts';
import { findLive } from '../../core/match/live-index.ts';
import type { Importing } from './importing.ts';
import { entryIn, newEntry, type NewEntry } from './new-entry.ts';
import type { LeftOut, ObjectEdit, Work } from './object-edit.ts';
import { twinSentence, twinsOf } from './unmatched.ts';

/** A file takes no more entries beyond this; more than ten megabytes are not read, and a megabyte is long enough. */
const mostBytes = 1_000_000;
const none: ReadonlyMap<string, string> = new Map();

/** Entries for what the files do not name yet, in an order that no answer of the service decides. */
export function addObjects(importing: Importing): Work {
  const { head, live, index, scope } = importing;
  const known = new Set([...head.users, ...head.groups].flatMap((entry) => findLive(entry, index)?.id ?? []));
  const left: LeftOut[] = [];
  const isNew = ({ id }: LiveObject): boolean => !known.has(id);
  const users = live.users.filter((user) => isNew(user) && isUserInScope(user, scope));
  const twins = twinsOf(importing);
  const groups = live.groups.filter((group) => {
    if (!isNew(group) || !isGroupInScope(group, scope)) return false;
    const twin = twins.get(group.id);
    const why = unmanageable(group) ?? (twin && twinSentence(twin));
    if (why !== undefined) left.push({ kind: 'group', name: group.displayName ?? group.id, why });
    return why === undefined;
  });
  const taken = new Set(head.groups.map(({ label }) => label.toLowerCase()));
  const keys = groupKeys(groups, taken);
  const entries = [
    ...users.map((user) => newEntry('user', user.userPrincipalName ?? user.id, user, importing)),
    ...groups.map((group) => newEntry('group', keys.get(group.id) ?? group.id, group, importing)),
  ].toSorted(byName);
  const edits = place(entries, importing, left);
  return { edits, left: [...left, ...entries.flatMap((each) => each.left)] };
}

function byName(a: NewEntry, b: NewEntry): number {
  const [first, second] = [a, b].map(({ name, live }) => `${name.toLowerCase()} ${live.id}`) as [
    string,
    string,
  ];
  return first < second ? -1 : first > second ? 1 : 0;
}

/** Finds a file for each. Synced users are marked, since most of what the entry says is changed on-premises alone. */
function place(entries: readonly NewEntry[], importing: Importing, left: LeftOut[]): readonly ObjectEdit[] {
  const { draft, refused } = importing;
  const sizes = new Map<string, number>();
  const sizeOf = (path: string): number => sizes.get(path) ?? draft.textOf(path)?.length ?? 0;
  return entries.flatMap((each): readonly ObjectEdit[] => {
    const { kind, name, live } = each;
    const object = `${kind}:${live.id}`;
    const why = (refused.get(object) ?? none).get('*');
    if (why !== undefined) {
      left.push({ kind, name, why });
      return [];
    }
    const wanted = fillPattern(importing.patterns[kind], live, name);
    for (let number = 1; ; number += 1) {
      const path = draft.spelled(number === 1 ? wanted : wanted.replace(/(\.ya?ml)$/, `-${number}$1`));
      if (importing.full.has(path) || (draft.isTaken(path) && draft.textOf(path) === undefined)) continue;
      const made = entryIn(each, draft.defaultsOf(kind, path), importing);
      const size = made === undefined ? 0 : 60 + JSON.stringify(made.entry).length * 1.3;
      if (made === undefined || (sizeOf(path) > 0 && sizeOf(path) + size > mostBytes)) continue;
      sizes.set(path, sizeOf(path) + size);
      const comment = kind === 'user' && isSynced(live) ? { comment: 'synced from on-premises' } : {};
      const list = kind === 'user' ? 'users' : 'groups';
      const edits = [{ edit: 'add', list, entry: made.entry, ...comment } as const];
      return [{ object, kind, name, path, edit: 'added', edits, attributes: made.attributes }];
    }
  });
}
