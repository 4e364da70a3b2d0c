import type { Attribute, Structure } from '../attributes/attribute.ts';
import { findAttribute } from '../attributes/attributes.ts';
import { isSchemaExtension } from '../attributes/extension-value.ts';
import type { LiveDefinitions, LiveObject } from '../live/live.ts';
import { definitionOf } from './definitions.ts';
import { operation } from './operation.ts';
import type { Body, Change, ObjectKey, Operation, Write } from './plan.ts';

/**
 * Whether a change is written by `valueOperations`: values of extensions, and for a group that is created also its
 * extension attributes, which are written once it is there.
 */
export function isValue(change: Change, live: LiveObject | undefined): boolean {
  const route = findAttribute(change.kind, change.attribute)?.route;
  if (route === 'extensionAttribute') return live === undefined;
  return route === 'directoryExtension' || route === 'schemaExtension' || route === 'openExtension';
}

export interface ValueContext {
  /** Definitions that the plan creates, to the operations that do. */
  readonly created: ReadonlyMap<ObjectKey, string>;
  readonly definitions: LiveDefinitions;
  readonly dependsOn: readonly string[];
}

interface Part {
  readonly change: Change;
  readonly row: Attribute;
}

/**
 * The writes of extension values of one object. What needs a definition that is yet to be created travels by itself, so
 * that a refused definition does not hold the other values.
 */
export function valueOperations(
  object: ObjectKey,
  changes: readonly Change[],
  context: ValueContext,
): readonly Operation[] {
  const parts = changes.flatMap((change): Part[] => {
    const row = findAttribute(change.kind, change.attribute);
    return row ? [{ change, row }] : [];
  });
  const together = Map.groupBy(parts, ({ row }) =>
    row.route === 'directoryExtension' && context.created.has(definitionOf(row)) ? row.name : row.travels,
  );
  return [...together].flatMap(([name, ofIt]) => {
    const [first] = ofIt;
    if (!first) return [];
    return first.row.update === 'extension'
      ? [openOperation(object, first, context)]
      : [patchOperation(object, name, ofIt, first, context)];
  });
}

function patchOperation(
  object: ObjectKey,
  name: string,
  parts: readonly Part[],
  { row, change }: Part,
  { created, definitions, dependsOn }: ValueContext,
): Operation {
  const property = wireName(row, definitions);
  const body: Body =
    row.read.member === undefined
      ? Object.fromEntries(parts.map((part) => [part.row.read.property, part.change.after]))
      : { [property]: Object.fromEntries(parts.map((part) => [part.row.read.member, part.change.after])) };
  const definition = created.get(definitionOf(row));
  const write: Write = { type: 'update', kind: change.kind === 'group' ? 'group' : 'user', body };
  const needed = definition === undefined ? dependsOn : [...dependsOn, definition];
  const changes = parts.map((part) => part.change);
  return {
    ...operation(object, name, 'attributes', write, changes, [], needed),
    ...(definition === undefined ? {} : { overwrites: true as const }),
  };
}

/** Graph's id of a schema extension; the one in the files where it is yet to be created. */
function wireName({ route, read }: Attribute, { schema }: LiveDefinitions): string {
  if (route !== 'schemaExtension') return read.property;
  return schema.find((each) => isSchemaExtension(each.id, read.property))?.id ?? read.property;
}

function openOperation(object: ObjectKey, { row, change }: Part, { dependsOn }: ValueContext): Operation {
  const { member: name = '' } = row.read;
  const { after } = change;
  const body = typeof after === 'object' && !Array.isArray(after) ? (after as Structure | null) : null;
  const write: Write =
    body === null
      ? { type: 'deleteOpenExtension', name }
      : { type: change.before === null ? 'createOpenExtension' : 'replaceOpenExtension', name, body };
  return operation(object, row.name, 'attributes', write, [change], [], dependsOn);
}
