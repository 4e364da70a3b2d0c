import { resourceOf, type Kind } from '../directory/item.ts';
import { badRequest, invalidValue } from '../errors.ts';
import { isObject, isSameName, member, textOf, textsOf } from '../json.ts';
import type { Json, JsonObject } from '../state.ts';
import type { Documents } from '../tenant.ts';

/**
 * A value of a directory extension (`extension_{appId}_{name}`) or of a schema extension (by its id), checked against
 * its definition; null where the name is neither.
 */
export function checkExtension(
  name: string,
  value: Json,
  kind: Kind,
  documents: Documents,
): { name: string; value: Json } | null {
  const directory = documents.extensionProperties.find((definition) => isSameName(definition['name'], name));
  if (directory) return directoryExtension(directory, value, kind);
  const schema = documents.schemaExtensions.find((definition) => isSameName(definition['id'], name));
  if (schema) return schemaExtension(schema, value, kind);
  if (name.toLowerCase().startsWith('extension_'))
    throw badRequest(`The following extension properties are not available: ${name}.`);
  return null;
}

function directoryExtension(
  definition: JsonObject,
  value: Json,
  kind: Kind,
): { name: string; value: Json } | null {
  const name = textOf(definition['name']);
  if (!textsOf(definition['targetObjects']).includes(resourceOf(kind)))
    throw badRequest(`The following extension properties are not available: ${name}.`);
  if (value === null) return { name, value };
  const type = textOf(definition['dataType']);
  const multiple = definition['isMultiValued'] === true;
  if (multiple !== Array.isArray(value)) throw invalidValue(name, resourceOf(kind));
  for (const entry of Array.isArray(value) ? value : [value])
    if (!fits(type, entry)) throw invalidValue(name, resourceOf(kind));
  return { name, value };
}

function schemaExtension(definition: JsonObject, value: Json, kind: Kind): { name: string; value: Json } {
  const name = textOf(definition['id']);
  if (!textsOf(definition['targetTypes']).some((target) => isSameName(target, kind)))
    throw badRequest(`Property '${name}' does not exist as a declared property or extension property.`);
  if (value === null) return { name, value };
  if (!isObject(value)) throw invalidValue(name, resourceOf(kind));
  const declared = Array.isArray(definition['properties']) ? definition['properties'] : [];
  const members = Object.entries(value).filter(([key]) => !key.includes('@'));
  for (const [key, inner] of members) {
    const row = declared.find((entry) => member(entry, 'name') === key);
    if (!row)
      throw badRequest(`Property '${key}' does not exist as a declared property or extension property.`);
    if (inner !== null && !fits(textOf(member(row, 'type')), inner))
      throw invalidValue(key, resourceOf(kind));
  }
  return { name, value: Object.fromEntries(members) };
}

/** Whether a value has the declared type, within the limits of extension values: 256 characters or bytes. */
function fits(type: string, value: Json): boolean {
  switch (type) {
    case 'Boolean':
      return typeof value === 'boolean';
    case 'Integer':
      return Number.isInteger(value) && Math.abs(Number(value)) <= 2_147_483_648;
    case 'LargeInteger':
      return Number.isInteger(value);
    case 'DateTime':
      return typeof value === 'string' && !Number.isNaN(Date.parse(value));
    default:
      return typeof value === 'string' && value.length > 0 && value.length <= 256;
  }
}
