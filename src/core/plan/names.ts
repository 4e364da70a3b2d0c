import type { Value } from '../attributes/attribute.ts';
import { shownName } from '../attributes/extension-value.ts';
import type { LiveObject } from '../live/live.ts';
import type { LiveIndex } from '../match/live-index.ts';
import { byText } from './order.ts';
import type { Blocked, Change, ObjectKey, Operation, Released } from './plan.ts';

/** The names of all objects that the parts of a plan mention, by key, sorted by key. */
export function nameObjects(
  parts: {
    readonly changes: readonly Change[];
    readonly blocked: readonly Blocked[];
    readonly released: readonly Released[];
    readonly operations: readonly Operation[];
    readonly others: readonly ObjectKey[];
  },
  index: LiveIndex,
  deletedGroups: readonly LiveObject[] = [],
): Readonly<Record<ObjectKey, string>> {
  const keys = new Set<ObjectKey>(parts.others);
  for (const part of [...parts.changes, ...parts.blocked, ...parts.released]) keys.add(part.object);
  for (const change of [...parts.changes, ...parts.blocked]) {
    if (change.attribute === 'members')
      for (const id of [...idsIn(change.before), ...idsIn(change.after)]) keys.add(memberKey(id, index));
    if (change.attribute !== 'manager' && change.attribute !== 'owners') continue;
    for (const id of [...idsIn(change.before), ...idsIn(change.after)]) keys.add(`user:${id}`);
  }
  const created = new Map(
    parts.changes
      .filter((change) => change.kind === 'group' && change.attribute === 'displayName')
      .map((change) => [change.object, typeof change.after === 'string' ? change.after : change.object]),
  );
  const deleted = new Map(deletedGroups.map(({ id, displayName }) => [`group:${id}`, displayName]));
  return Object.fromEntries(
    [...keys]
      .toSorted(byText)
      .map((key) => [key, nameOf(key, index) ?? created.get(key) ?? deleted.get(key) ?? key]),
  );
}

const memberKey = (id: string, { users, devices }: LiveIndex): ObjectKey =>
  `${users.has(id.toLowerCase()) ? 'user' : devices.has(id.toLowerCase()) ? 'device' : 'object'}:${id}`;

const idsIn = (value: Value): readonly string[] =>
  typeof value === 'string' ? [value] : Array.isArray(value) ? value.map(String) : [];

function nameOf(key: ObjectKey, index: LiveIndex): string | undefined {
  const id = key.slice(key.indexOf(':') + 1).toLowerCase();
  if (key.startsWith('group:')) return index.groups.get(id)?.displayName ?? undefined;
  if (key.startsWith('device:')) return index.devices.get(id)?.displayName ?? undefined;
  if (key.startsWith('object:')) return undefined;
  if (key.startsWith('schemaExtension:')) return `schemaExtensions.${key.slice(key.indexOf(':') + 1)}`;
  if (key.startsWith('directoryExtension:')) return shownName(key.slice(key.indexOf(':') + 1));
  const user = index.users.get(id);
  return user?.userPrincipalName ?? user?.displayName ?? undefined;
}
