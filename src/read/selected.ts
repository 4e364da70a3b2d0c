import type { Attribute, ObjectKind } from '../core/attributes/attribute.ts';
import { findAttribute } from '../core/attributes/attributes.ts';
import { isSchemaExtension } from '../core/attributes/extension-value.ts';
import { selection } from '../core/attributes/selection.ts';
import type { Desired } from '../core/desired/desired.ts';
import { sourceProperties } from '../core/route/observe.ts';
import { always } from './always.ts';
import { sorted } from './sorted.ts';
import type { SoFar } from './so-far.ts';

/** The properties of users or groups that the files need. */
export function selected(kind: ObjectKind, desired: readonly Desired[], soFar: SoFar): readonly string[] {
  const entries = desired.flatMap((each) => (kind === 'user' ? each.users : each.groups));
  const names = [...new Set(entries.flatMap((entry) => Object.keys(entry.attributes)))];
  const rows = names.flatMap((name) => findAttribute(kind, name) ?? []);
  const extensions = rows.filter(({ route }) => isDefined(route)).map(({ read }) => read.property);
  return sorted([
    ...always[kind],
    ...selection(
      kind,
      rows.filter(({ route }) => !isDefined(route)).map(({ name }) => name),
    ),
    ...wireNames([...extensions, ...deletedDefinitions(desired)], soFar),
    ...(kind === 'user' && rows.some(dependsOnSource) ? sourceProperties : []),
  ]);
}

const isDefined = (route: Attribute['route']): boolean =>
  route === 'directoryExtension' || route === 'schemaExtension';

const dependsOnSource = ({ route }: Attribute): boolean =>
  route === 'extensionAttribute' || route === 'immutableId';

/** Of a definition that is to be deleted every value is needed, whoever has it. */
const deletedDefinitions = (desired: readonly Desired[]): readonly string[] =>
  desired
    .flatMap((each) => each.definitions)
    .filter((each) => each.delete)
    .map((each) => (each.kind === 'directoryExtension' ? each.wireName : each.id));

export const isDirectoryExtension = (property: string): boolean => /^extension_[0-9a-f]{32}_/i.test(property);

/** Properties that rules read, without directory extensions that are not defined in the tenant. */
export function defined(properties: readonly string[], { directoryExtensions }: SoFar): readonly string[] {
  const known = new Map(directoryExtensions?.directory.map(({ name }) => [name.toLowerCase(), name]));
  return properties.flatMap((name) =>
    isDirectoryExtension(name) ? (known.get(name.toLowerCase()) ?? []) : [name],
  );
}

/** What is not defined in the tenant cannot be selected, and has no values. */
export function wireNames(
  names: readonly string[],
  { directoryExtensions, schemaExtensions }: SoFar,
): readonly string[] {
  const known = new Set(directoryExtensions?.directory.map(({ name }) => name));
  const schemas = schemaExtensions?.map(({ id }) => id) ?? [];
  return names.flatMap((name) =>
    known.has(name) ? [name] : schemas.filter((id) => isSchemaExtension(id, name)),
  );
}
