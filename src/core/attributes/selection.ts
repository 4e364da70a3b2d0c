import { findAttribute } from './attributes.ts';
import type { Attribute, ObjectKind } from './attribute.ts';

/** Graph tells what kind of group it is only by all of these together. */
const groupKind = [
  'groupTypes',
  'mailEnabled',
  'membershipRule',
  'membershipRuleProcessingState',
  'securityEnabled',
];
const readAsGroupKind = new Set(['membershipRule', 'membershipRuleProcessingState', 'type']);

/**
 * The properties to `$select` for these attributes, sorted. References are not among them: managers are expanded,
 * owners and open extensions are read by requests of their own.
 */
export function selection(kind: ObjectKind, attributeNames: Iterable<string>): string[] {
  const properties = new Set<string>();
  for (const name of attributeNames) {
    const row = findAttribute(kind, name);
    if (row !== undefined) {
      propertiesOf(row).forEach((property) => properties.add(property));
    }
  }
  return [...properties].toSorted();
}

function propertiesOf(row: Attribute): readonly string[] {
  if (row.update === 'reference' || row.update === 'references' || row.update === 'extension') {
    return [];
  }
  return row.on === 'group' && readAsGroupKind.has(row.name) ? groupKind : [row.read.property];
}
