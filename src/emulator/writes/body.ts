import { resourceOf, type Item, type Kind } from '../directory/item.ts';
import { badRequest } from '../errors.ts';
import { properties, type Property } from '../model/properties.ts';
import { isObject } from '../json.ts';
import type { Json, JsonObject } from '../state.ts';
import type { Documents } from '../tenant.ts';
import { checkExtension } from './extension-values.ts';
import { checkValue } from './values.ts';

/** A request body after the checks that need nothing but itself. */
export interface Body {
  /** By the property's own spelling; null clears. */
  values: JsonObject;
  /** The rows of the property table behind `values`; extensions have none. */
  rows: Property[];
  /** Whether a directory extension is among `values` that Entra Connect fills from Active Directory. */
  namesSyncedExtension: boolean;
  /** `owners@odata.bind` and its like, by lower-case relationship. */
  bindings: Map<string, string[]>;
}

/**
 * Reads the body of a creation or an update. Names are found in any letter case; unknown and read-only ones are
 * refused. `alsoWritable` are read-only rows that this operation may set after all, `item` is what an update changes.
 */
export function readBody(
  body: Json | undefined,
  kind: Kind,
  documents: Documents,
  alsoWritable: readonly string[] = [],
  item: Item | null = null,
): Body {
  if (!isObject(body)) throw badRequest('Empty Payload. JSON content expected.');
  const resource = resourceOf(kind);
  const read: Body = { values: {}, rows: [], namesSyncedExtension: false, bindings: new Map() };
  for (const [name, value] of Object.entries(body)) {
    const bound = /^(\w+)@odata\.bind$/i.exec(name)?.[1];
    if (bound !== undefined) read.bindings.set(bound.toLowerCase(), addresses(bound, value));
    if (name.includes('@')) continue;
    const row = properties[kind].get(name.toLowerCase());
    if (!row) {
      const extension = checkExtension(name, value, { kind, documents, item });
      if (!extension)
        throw badRequest(`Property '${name}' does not exist as a declared property or extension property.`);
      read.values[extension.name] = extension.value;
      read.namesSyncedExtension ||= extension.isSynced;
      continue;
    }
    if (row.readOnly && !alsoWritable.includes(row.name))
      throw badRequest(`Property '${row.name}' is read-only and cannot be set.`);
    read.values[row.name] = checkValue(row, value, resource);
    read.rows.push(row);
  }
  return read;
}

/** 400 where the creation lacks something it needs. */
export function requireValues(values: Readonly<JsonObject>, names: readonly string[], kind: Kind): void {
  for (const name of names)
    if (values[name] === undefined || values[name] === null)
      throw badRequest(`A value is required for property '${name}' of resource '${resourceOf(kind)}'.`);
}

function addresses(relationship: string, value: Json): string[] {
  const list = Array.isArray(value) ? value : [value];
  return list.map((address) => {
    if (typeof address !== 'string')
      throw badRequest(`Invalid value specified for '${relationship}@odata.bind'.`);
    return address;
  });
}
