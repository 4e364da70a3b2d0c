import { invalidFilter } from '../odata/faults.ts';
import { isSameName } from '../json.ts';
import type { Documents } from '../tenant.ts';

/** Refuses a filter by a directory extension that nothing defines: values can outlive their definition, unseen. */
export function checkDeclared(filter: string, kind: string, documents: Documents): void {
  const names = filter.replaceAll(/'(?:[^']|'')*'/g, "''").match(/\bextension_[0-9a-f]{32}_\w+/gi) ?? [];
  for (const name of names)
    if (!documents.extensionProperties.some((definition) => isSameName(definition['name'], name)))
      throw invalidFilter(`Could not find a property named '${name}' on type 'microsoft.graph.${kind}'.`);
}
