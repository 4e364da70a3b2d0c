import { texts, type Item } from '../directory/item.ts';
import { badRequest } from '../errors.ts';
import { isObject, textsOf } from '../json.ts';
import { memberOf, directReports, ownerOf } from '../reads/links.ts';
import type { Json, JsonObject } from '../state.ts';
import type { Tenant } from '../tenant.ts';
import { checkUnique } from './conflicts.ts';
import { store, type Origin } from './store.ts';

/**
 * Moves an object to the deleted items. Its links end, silently for the audit log; where they led is remembered, since
 * a restored object has them again.
 */
export function softDelete(tenant: Tenant, item: Item, origin: Origin): void {
  const memberships = memberOf(tenant, item.id).map((entry) => entry.id);
  const ownerships = ownerOf(tenant, item.id).map((entry) => entry.id);
  const reports = directReports(tenant, item.id).map((entry) => entry.id);
  const silent: Origin = { ...origin, silent: true };
  for (const id of memberships) relink(tenant, id, 'members', item.id, false, silent);
  for (const id of ownerships) relink(tenant, id, 'owners', item.id, false, silent);
  for (const id of reports) setManager(tenant, id, null, silent);
  const links: JsonObject = { memberships, ownerships, reports };
  const deleted: Item = { ...item, deleted: tenant.clock.iso(), service: { ...item.service, links } };
  store(tenant, item.id, deleted, origin);
}

/** The version of a deleted object that a restore would bring back, after its checks. */
export function restored(tenant: Tenant, item: Item, body: Json | undefined): Item {
  const { links: _, ...service } = item.service;
  const options = isObject(body) ? body : {};
  const name = options['newUserPrincipalName'];
  if (name !== undefined && name !== null && typeof name !== 'string')
    throw badRequest("Invalid value specified for property 'newUserPrincipalName' of resource 'User'.");
  const renamed = typeof name === 'string' ? { userPrincipalName: name } : {};
  const next: Item = { ...item, deleted: null, service, properties: { ...item.properties, ...renamed } };
  const reconciled =
    options['autoReconcileProxyConflict'] === true ? withoutTakenAddresses(tenant, next) : next;
  checkUnique(tenant, reconciled);
  return reconciled;
}

/** Stores a restored object and links it again to what is still there. */
export function restore(tenant: Tenant, before: Item, after: Item, origin: Origin): void {
  store(tenant, after.id, after, origin);
  const links = before.service['links'];
  if (!isObject(links)) return;
  const silent: Origin = { ...origin, silent: true };
  for (const id of textsOf(links['memberships'])) relink(tenant, id, 'members', after.id, true, silent);
  for (const id of textsOf(links['ownerships'])) relink(tenant, id, 'owners', after.id, true, silent);
  for (const id of textsOf(links['reports'])) setManager(tenant, id, after.id, silent);
}

function relink(
  tenant: Tenant,
  groupId: string,
  link: 'members' | 'owners',
  id: string,
  add: boolean,
  origin: Origin,
): void {
  const group = tenant.directory.entries.get(groupId)?.written;
  if (!group || group.deleted !== null) return;
  const linked = new Set(group[link]);
  if (add) linked.add(id);
  else linked.delete(id);
  store(tenant, groupId, { ...group, [link]: linked }, origin);
}

function setManager(tenant: Tenant, userId: string, manager: string | null, origin: Origin): void {
  const user = tenant.directory.entries.get(userId)?.written;
  // Somebody else may have become the manager meanwhile.
  if (!user || user.deleted !== null || (manager !== null && user.manager !== null)) return;
  store(tenant, userId, { ...user, manager }, origin);
}

function withoutTakenAddresses(tenant: Tenant, item: Item): Item {
  const free = texts(item, 'proxyAddresses').filter(
    (address) => !tenant.directory.unique.has(`proxyAddresses:${address.toLowerCase()}`),
  );
  return { ...item, properties: { ...item.properties, proxyAddresses: free } };
}
