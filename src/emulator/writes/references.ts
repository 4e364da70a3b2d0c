import type { Entry } from '../directory/entry.ts';
import type { Item } from '../directory/item.ts';
import { badRequest, notFound, referencesMissing } from '../errors.ts';
import { segments } from '../http/segments.ts';
import { entryById, isUuid, visible } from '../reads/objects.ts';
import type { Json } from '../state.ts';
import type { Tenant } from '../tenant.ts';

/** The `@odata.id` of a body that links two objects. */
export function referenceOf(body: Json | undefined): string {
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) {
    const address = Object.entries(body).find(([name]) => name.toLowerCase() === '@odata.id')?.[1];
    if (typeof address === 'string') return address;
  }
  throw badRequest("A value is required for property '@odata.id' of resource 'ReferenceCreate'.");
}

/**
 * The object that an address names: an id below `/directoryObjects`, `/users`, `/groups` or `/devices` of any Graph root, or a
 * user principal name below `/users`. An object that exists and has not replicated is 400, one that does not is 404.
 */
export function referenced(tenant: Tenant, address: string): Item {
  const path = address.replace(/^https?:\/\/[^/]+/i, '').replace(/^\/(?:v1\.0|beta)(?=\/)/i, '');
  const parts = segments(path);
  const collection = parts[0]?.name ?? '';
  const value = parts[1]?.key.value;
  if (value === undefined || parts.length !== 2 || !collections.has(collection))
    throw badRequest(`Invalid URL format specified in the request: '${address}'.`);
  const entry = find(tenant, collection, value);
  if (!entry?.written || entry.written.deleted !== null) throw notFound(value);
  const item = visible(entry);
  if (!item) throw referencesMissing();
  return item;
}

const collections = new Set(['directoryobjects', 'users', 'groups', 'devices', 'serviceprincipals']);

function find(tenant: Tenant, collection: string, value: string): Entry | undefined {
  if (isUuid(value)) return entryById(tenant, value);
  if (collection !== 'users') throw badRequest(`Invalid object identifier '${value}'.`);
  const { directory } = tenant;
  // A new name is unique at once, and can be referred to once it has replicated.
  const id = directory.unique.get(`userPrincipalName:${value.toLowerCase()}`);
  return id === undefined ? undefined : directory.entries.get(id);
}

/** The group of a write to its links: 400, not 404, while the group itself replicates. */
export function replicated(tenant: Tenant, id: string): void {
  const entry = entryById(tenant, id);
  if (entry?.written && entry.written.deleted === null && !entry.seen) throw referencesMissing();
}
