import type { Item } from '../directory/item.ts';
import { isObject } from '../json.ts';
import type { Json, JsonObject } from '../state.ts';

/**
 * What an update makes of complex values. Extension attributes and schema extensions merge member by member, where
 * null removes; employeeOrgData is replaced whole, so that an omitted half is lost (user: update).
 */
export function merged(item: Item, values: Readonly<JsonObject>): JsonObject {
  const result: JsonObject = {};
  for (const [name, value] of Object.entries(values)) result[name] = mergedValue(item, name, value);
  return result;
}

function mergedValue(item: Item, name: string, value: Json): Json {
  if (!isObject(value)) return value;
  if (name === 'employeeOrgData') return { division: null, costCenter: null, ...value };
  const merges = name === 'onPremisesExtensionAttributes' || name.includes('_');
  if (!merges) return value;
  const before = item.properties[name];
  const all = { ...(isObject(before) ? before : {}), ...value };
  const kept = Object.entries(all).filter(([, inner]) => inner !== null);
  return kept.length === 0 ? null : Object.fromEntries(kept);
}
