import type { Json } from '../state.ts';
import type { Documents } from '../tenant.ts';
import type { Item } from './item.ts';

/**
 * Moves the values of extensions that nothing defines any more out of the properties, for a state to be printed: the
 * directory keeps them, and shows them again once there is a definition of the same name on the same application
 * (https://learn.microsoft.com/graph/extensibility-overview, considerations for using directory extensions).
 */
export function hideUndiscoverable(documents: Documents): (item: Item) => Item {
  const declared = new Set<Json | undefined>([
    ...documents.extensionProperties.map((row) => row['name']),
    ...documents.schemaExtensions.map((row) => row['id']),
  ]);
  const isLost = (name: string): boolean => isExtensionName(name) && !declared.has(name);
  return (item) => {
    const entries = Object.entries(item.properties);
    const lost = entries.filter(([name]) => isLost(name));
    if (lost.length === 0) return item;
    return {
      ...item,
      properties: Object.fromEntries(entries.filter(([name]) => !isLost(name))),
      service: { ...item.service, undiscoverable: Object.fromEntries(lost) },
    };
  };
}

/** Directory and schema extensions have an underscore in their names; no property of Graph's own has one. */
export function isExtensionName(name: string): boolean {
  return /^[A-Za-z0-9]+_\w+$/.test(name);
}
