import type { Item } from '../directory/item.ts';
import { badRequest } from '../errors.ts';
import { isObject } from '../json.ts';

/** Of each kind of extension, over all applications and types (extensibility overview, comparison of the types). */
const limit = 100;

/**
 * Refuses a version with more extension values than one object may hold. A multi-valued directory extension counts as
 * one: the overview speaks of the property that counts against the limit. Values without a definition count on. The
 * text is not the service's, which is unknown.
 */
export function checkExtensionCount(before: Item | null, after: Item): void {
  for (const count of [directoryValues, schemaValues])
    if (count(after) > limit && count(after) > (before ? count(before) : 0))
      throw badRequest(`An object holds at most ${limit} extension values.`);
}

function directoryValues(item: Item): number {
  return Object.keys(item.properties).filter(isDirectoryExtension).length;
}

function schemaValues(item: Item): number {
  return Object.entries(item.properties)
    .filter(([name, value]) => name.includes('_') && !isDirectoryExtension(name) && isObject(value))
    .reduce((sum, [, value]) => sum + Object.keys(value ?? {}).length, 0);
}

function isDirectoryExtension(name: string): boolean {
  return /^extension_/i.test(name);
}
