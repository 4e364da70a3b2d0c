import { resourceOf, type Item, type Kind } from '../directory/item.ts';
import { badRequest, invalidValue } from '../errors.ts';
import { isObject, isSameName, member, textOf, textsOf } from '../json.ts';
import type { Json, JsonObject } from '../state.ts';
import type { Documents } from '../tenant.ts';
import { extensionValue } from './extension-types.ts';

/** A value of an extension by the full name of its definition; `isSynced` where Entra Connect fills it. */
interface ExtensionValue {
  name: string;
  value: Json;
  isSynced: boolean;
}

/** Where a value is written: `item` is null while the object is being created. */
interface Target {
  kind: Kind;
  documents: Documents;
  item: Item | null;
}

/**
 * A value of a directory extension (`extension_{appId}_{name}`) or of a schema extension (by its id), checked against
 * its definition; null where the name is neither.
 */
export function checkExtension(name: string, value: Json, target: Target): ExtensionValue | null {
  const { documents } = target;
  const directory = documents.extensionProperties.find((definition) => isSameName(definition['name'], name));
  if (directory) return directoryExtension(directory, value, target);
  const schema = documents.schemaExtensions.find((definition) => isSameName(definition['id'], name));
  if (schema) return schemaExtension(schema, value, target);
  if (name.toLowerCase().startsWith('extension_')) throw unavailable(name);
  return null;
}

function directoryExtension(definition: JsonObject, value: Json, { kind }: Target): ExtensionValue {
  const name = textOf(definition['name']);
  const isSynced = definition['isSyncedFromOnPremises'] === true;
  if (!textsOf(definition['targetObjects']).includes(resourceOf(kind))) throw unavailable(name);
  if (value === null) return { name, value, isSynced };
  const type = textOf(definition['dataType']);
  const invalid = (): Error => invalidValue(name, resourceOf(kind));
  if ((definition['isMultiValued'] === true) !== Array.isArray(value)) throw invalid();
  const stored = Array.isArray(value)
    ? value.map((entry) => extensionValue(type, entry, invalid))
    : extensionValue(type, value, invalid);
  return { name, value: stored, isSynced };
}

/** A deprecated definition takes no new objects; what objects have can be changed and cleared (schemaExtension). */
function schemaExtension(definition: JsonObject, value: Json, { kind, item }: Target): ExtensionValue {
  const name = textOf(definition['id']);
  const isGone = definition['status'] === 'Deprecated' && item?.properties[name] === undefined;
  if (isGone || !textsOf(definition['targetTypes']).some((target) => isSameName(target, kind)))
    throw undeclared(name);
  if (value === null) return { name, value, isSynced: false };
  if (!isObject(value)) throw invalidValue(name, resourceOf(kind));
  const declared = Array.isArray(definition['properties']) ? definition['properties'] : [];
  const stored: JsonObject = {};
  for (const [key, inner] of Object.entries(value)) {
    if (key.includes('@')) continue;
    const row = declared.find((entry) => member(entry, 'name') === key);
    if (!row) throw undeclared(key);
    const invalid = (): Error => invalidValue(key, resourceOf(kind));
    stored[key] = inner === null ? null : extensionValue(textOf(member(row, 'type')), inner, invalid);
  }
  return { name, value: stored, isSynced: false };
}

function unavailable(name: string): Error {
  return badRequest(`The following extension properties are not available: ${name}.`);
}

function undeclared(name: string): Error {
  return badRequest(`Property '${name}' does not exist as a declared property or extension property.`);
}
