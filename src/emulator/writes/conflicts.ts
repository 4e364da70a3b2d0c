import type { Item } from '../directory/item.ts';
import { uniqueKeys } from '../directory/unique.ts';
import { duplicateValue } from '../errors.ts';
import type { Tenant } from '../tenant.ts';

/** Refuses a version that takes a value which another live object has, replicated or not. */
export function checkUnique(tenant: Tenant, item: Item): void {
  for (const { property, key } of uniqueKeys(item)) {
    const owner = tenant.directory.unique.get(key);
    if (owner !== undefined && owner !== item.id) throw duplicateValue(property);
  }
}
