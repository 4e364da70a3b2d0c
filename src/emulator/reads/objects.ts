import type { Entry } from '../directory/entry.ts';
import type { Item, Kind } from '../directory/item.ts';
import { badRequest, GraphFault, notFound } from '../errors.ts';
import type { Key } from '../http/segments.ts';
import type { Tenant } from '../tenant.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The version of an object that reads see; null while it is not there, deleted, or of another kind. */
export function visible(entry: Entry | undefined, kind?: Kind): Item | null {
  const item = entry?.seen ?? null;
  if (!item || item.deleted !== null || (kind !== undefined && item.kind !== kind)) return null;
  return item;
}

/** An object in all its versions; ids are found in any letter case. */
export function entryById(tenant: Tenant, id: string): Entry | undefined {
  return tenant.directory.entries.get(id.toLowerCase());
}

/** The user that a path names by id, by user principal name, or by `userPrincipalName='x'`. */
export function findUser(tenant: Tenant, key: Key): Item {
  if (key.by !== 'id' && key.by !== 'userprincipalname') throw unknownKey(key, 'user');
  const byId = key.by === 'id' && uuid.test(key.value);
  const { directory } = tenant;
  const entry = byId
    ? entryById(tenant, key.value)
    : directory.indexes.equal(directory.lists.user, 'user', 'userPrincipalName', key.value)[0];
  const item = visible(entry, 'user');
  if (!item) throw notFound(key.value);
  return item;
}

/** The group that a path names by id or by `uniqueName='x'`. */
export function findGroup(tenant: Tenant, key: Key): Item {
  const item = key.by === 'uniquename' ? groupByUniqueName(tenant, key.value) : byGroupId(tenant, key);
  if (!item) throw notFound(key.value);
  return item;
}

/** The group with this unique name, if reads see one. */
export function groupByUniqueName(tenant: Tenant, name: string): Item | null {
  const { directory } = tenant;
  return visible(directory.indexes.equal(directory.lists.group, 'group', 'uniqueName', name)[0], 'group');
}

/** The device that a path names by id or by `deviceId='x'`. */
export function findDevice(tenant: Tenant, key: Key): Item {
  if (key.by !== 'id' && key.by !== 'deviceid') throw unknownKey(key, 'device');
  if (key.by === 'id' && !uuid.test(key.value)) throw invalidId(key.value);
  const { indexes, lists } = tenant.directory;
  const entry =
    key.by === 'id'
      ? entryById(tenant, key.value)
      : indexes.equal(lists.device, 'device', 'deviceId', key.value)[0];
  const item = visible(entry, 'device');
  if (!item) throw notFound(key.value);
  return item;
}

/** Any object by its id, as `/directoryObjects/{id}` finds it. */
export function findObject(tenant: Tenant, key: Key): Item {
  if (!uuid.test(key.value)) throw invalidId(key.value);
  const item = visible(entryById(tenant, key.value));
  if (!item) throw notFound(key.value);
  return item;
}

/** The newest accepted version of something that reads see: a write builds on it. */
export function newest(tenant: Tenant, item: Item): Item {
  const written = tenant.directory.entries.get(item.id)?.written ?? null;
  if (!written || written.deleted !== null) throw notFound(item.id);
  return written;
}

/** Whether a text has the form of an object id. */
export function isUuid(text: string): boolean {
  return uuid.test(text);
}

function byGroupId(tenant: Tenant, key: Key): Item | null {
  if (key.by !== 'id') throw unknownKey(key, 'group');
  if (!uuid.test(key.value)) throw invalidId(key.value);
  return visible(entryById(tenant, key.value), 'group');
}

function invalidId(value: string): GraphFault {
  return badRequest(`Invalid object identifier '${value}'.`);
}

function unknownKey(key: Key, type: string): GraphFault {
  return new GraphFault(
    400,
    'BadRequest',
    `The key '${key.by}' is not an alternate key of type 'microsoft.graph.${type}'.`,
  );
}
