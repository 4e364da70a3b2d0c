import type { Item } from '../directory/item.ts';
import { GraphFault } from '../errors.ts';
import { properties, type Kind as ModelKind, type Property } from '../model/properties.ts';
import type { Json, JsonObject } from '../state.ts';
import type { Documents } from '../tenant.ts';

/** One property of an answer, and how its value is read. */
export interface Column {
  name: string;
  /** Undefined leaves the property out of the answer. */
  read: (item: Pick<Item, 'properties' | 'deleted'>) => Json | undefined;
}

/** What a selection may name beside the properties of the type; it shows nothing by itself. */
const relationships = new Set([
  'manager',
  'directreports',
  'memberof',
  'transitivememberof',
  'members',
  'transitivemembers',
  'owners',
  'ownedobjects',
  'extensions',
]);

const idColumn: Column = { name: 'id', read: (item) => item.properties['id'] ?? null };

const defaults = new Map<ModelKind, Column[]>();

/**
 * The columns of an answer: the default set, or what `$select` names. A name that the type does not have is 400, and
 * one that another store keeps is 501 on a collection (user: list). `also` is known beside the table.
 */
export function selection(
  select: readonly string[] | undefined,
  kind: ModelKind,
  context: { inList: boolean; documents: Documents; also?: Column },
): Column[] {
  if (!select || select.length === 0 || select.includes('*')) return defaultColumns(kind);
  const columns: Column[] = [];
  for (const name of select) {
    const property = properties[kind].get(name.toLowerCase());
    if (property) {
      if (context.inList && !property.inLists)
        throw new GraphFault(501, 'NotImplemented', 'This operation target is not yet supported.');
      columns.push(column(property));
      // A property from another store brings the id along (group: get, example 2).
      if (!property.inLists && kind === 'group') columns.unshift(idColumn);
    } else if (context.also?.name.toLowerCase() === name.toLowerCase()) {
      if (context.inList)
        throw new GraphFault(501, 'NotImplemented', 'This operation target is not yet supported.');
      columns.push(context.also);
    } else if (!relationships.has(name.toLowerCase())) columns.push(extension(name, kind, context.documents));
  }
  return columns;
}

/** What an answer shows without `$select`. */
export function defaultColumns(kind: ModelKind): Column[] {
  const known = defaults.get(kind);
  if (known) return known;
  const columns = [...properties[kind].values()].filter((row) => row.returnedByDefault).map(column);
  defaults.set(kind, columns);
  return columns;
}

/** An object as an answer shows it. */
export function project(
  item: Pick<Item, 'properties' | 'deleted'>,
  columns: readonly Column[],
): Record<string, Json> {
  const object: Record<string, Json> = {};
  for (const { name, read } of columns) {
    const value = read(item);
    if (value !== undefined) object[name] = value;
  }
  return object;
}

function column(property: Property): Column {
  const { name } = property;
  if (name === 'deletedDateTime') return { name, read: (item) => item.deleted };
  // Read-only relic that the service answers with an empty text.
  if (name === 'preferredName') return { name, read: (item) => item.properties[name] ?? '' };
  if (name === 'onPremisesExtensionAttributes' || name === 'extensionAttributes')
    return { name, read: (item) => extensionAttributes(item.properties[name]) };
  const empty = property.type === 'strings' || property.type === 'objects' ? [] : null;
  return { name, read: (item) => item.properties[name] ?? empty };
}

const fifteen = Array.from({ length: 15 }, (_, index) => `extensionAttribute${index + 1}`);

/** Always a whole object: all fifteen, null where they are not set. */
function extensionAttributes(value: Json | undefined): Json {
  const set = typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
  const all: JsonObject = {};
  for (const name of fifteen) all[name] = set[name] ?? null;
  return all;
}

/** A schema extension is a complex value that names its type. */
function typed(value: Json | undefined): Json | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof value !== 'object' || Array.isArray(value)) return value;
  return { '@odata.type': '#microsoft.graph.ComplexExtensionValue', ...value };
}

/** Directory and schema extensions are properties too, by their full names; they show only where they are set. */
function extension(name: string, kind: ModelKind, documents: Documents): Column {
  const wanted = name.toLowerCase();
  const declared = [
    ...documents.extensionProperties.map((definition) => definition['name']),
    ...documents.schemaExtensions.map((definition) => definition['id']),
  ].find((candidate) => typeof candidate === 'string' && candidate.toLowerCase() === wanted);
  if (typeof declared === 'string')
    return { name: declared, read: (item) => typed(item.properties[declared]) };
  throw new GraphFault(
    400,
    'BadRequest',
    `Parsing OData Select and Expand failed: Could not find a property named '${name}' on type 'microsoft.graph.${kind}'.`,
  );
}
