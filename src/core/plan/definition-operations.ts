import type { Value } from '../attributes/attribute.ts';
import { findAttribute } from '../attributes/attributes.ts';
import { isSchemaExtension } from '../attributes/extension-value.ts';
import type { LiveDefinitions } from '../live/live.ts';
import { definitionOf } from './definitions.ts';
import { operation } from './operation.ts';
import type { Body, Change, ObjectKey, Operation } from './plan.ts';

export function isDefinition(change: Change): boolean {
  return change.kind === 'directoryExtension' || change.kind === 'schemaExtension';
}

/** Keys of the definitions that the changes create, to those of the operations that do. */
export function createdDefinitions(changes: readonly Change[]): ReadonlyMap<ObjectKey, string> {
  return new Map(
    changes
      .filter((change) => isDefinition(change) && change.attribute === 'exists' && change.after === true)
      .map(({ object }) => [object, creationKey(object)]),
  );
}

const creationKey = (object: ObjectKey): string => `${object} create`;

/** The writes that create, change or delete one definition. */
export function definitionOperations(
  object: ObjectKey,
  changes: readonly Change[],
  definitions: LiveDefinitions,
): readonly Operation[] {
  return changes[0]?.kind === 'directoryExtension'
    ? directoryOperations(object, changes, definitions)
    : schemaOperations(object, changes, definitions);
}

function directoryOperations(
  object: ObjectKey,
  changes: readonly Change[],
  { directory, applications }: LiveDefinitions,
): readonly Operation[] {
  const wireName = object.slice('directoryExtension:'.length);
  const appId = wireName.slice('extension_'.length, 'extension_'.length + 32);
  const application =
    applications.find((each) => each.appId.replaceAll('-', '').toLowerCase() === appId)?.id ?? '';
  const wanted = valuesOf(changes);
  if (wanted['exists'] === true) {
    const { exists: _, ...rest } = wanted;
    const body = { name: wireName.slice('extension_'.length + 33), ...rest };
    const write = { type: 'createDirectoryExtension', application, body } as const;
    return [operation(object, 'create', 'definitions', write, changes)];
  }
  const id = directory.find((each) => each.name === wireName)?.id ?? '';
  const write = { type: 'deleteDirectoryExtension', application, id } as const;
  return [operation(object, 'delete', 'deletions', write, changes)];
}

function schemaOperations(
  object: ObjectKey,
  changes: readonly Change[],
  { schema }: LiveDefinitions,
): readonly Operation[] {
  const declared = object.slice('schemaExtension:'.length);
  const live = schema.find((each) => isSchemaExtension(each.id, declared));
  const wanted = valuesOf(changes);
  if (wanted['exists'] === false)
    return [
      operation(
        object,
        'delete',
        'deletions',
        { type: 'deleteSchemaExtension', id: live?.id ?? '' },
        changes,
      ),
    ];
  if (wanted['exists'] === true) return creation(object, declared, changes, wanted);
  const write = {
    type: 'updateSchemaExtension',
    id: live?.id ?? '',
    body: { owner: live?.owner ?? '', ...onTheWire(wanted) },
  } as const;
  return [operation(object, 'update', 'definitions', write, changes)];
}

/**
 * A schema extension begins InDevelopment whatever the body says, and is made Available by a write of its own, together
 * with the values: https://learn.microsoft.com/graph/api/schemaextension-post-schemaextensions
 */
function creation(
  object: ObjectKey,
  declared: string,
  changes: readonly Change[],
  wanted: Readonly<Record<string, Value>>,
): readonly Operation[] {
  const { exists: _, status, ...rest } = wanted;
  const published = status === 'Available';
  const made = published ? changes.filter((change) => change.attribute !== 'status') : changes;
  const body = { id: declared, ...onTheWire(rest) };
  const create = operation(object, 'create', 'definitions', { type: 'createSchemaExtension', body }, made);
  if (!published) return [create];
  const write = {
    type: 'updateSchemaExtension',
    id: declared,
    body: { owner: wanted['owner'] ?? '', status },
  } as const;
  const publishing = changes.filter((change) => change.attribute === 'status');
  return [create, operation(object, 'publish', 'attributes', write, publishing, [], [create.key])];
}

const valuesOf = (changes: readonly Change[]): Readonly<Record<string, Value>> =>
  Object.fromEntries(changes.map(({ attribute, after }) => [attribute, after]));

/** Graph takes properties as a list of names and types. */
function onTheWire(values: Readonly<Record<string, Value>>): Body {
  const { properties, ...rest } = values;
  if (typeof properties !== 'object' || properties === null || Array.isArray(properties)) return rest;
  const list = Object.entries(properties).map(([name, type]) => ({
    name,
    type: typeof type === 'string' ? type : '',
  }));
  return { ...rest, properties: list };
}

/** A definition is deleted after the values of it, and not where one of them stays. */
export function holdDeletions(
  operations: readonly Operation[],
  changes: readonly Change[],
): readonly Operation[] {
  const definitions = new Map(
    changes.flatMap((change) => {
      const row = findAttribute(change.kind, change.attribute);
      const definition = row ? definitionOf(row) : '';
      return definition === '' ? [] : [[change.key, definition] as const];
    }),
  );
  if (definitions.size === 0) return operations;
  const writers = Map.groupBy(
    operations.flatMap((each) =>
      each.changes.flatMap((key) => {
        const definition = definitions.get(key);
        return definition === undefined ? [] : [{ definition, operation: each.key }];
      }),
    ),
    ({ definition }) => definition,
  );
  return operations.map((each) => {
    const { type } = each.write;
    if (type !== 'deleteDirectoryExtension' && type !== 'deleteSchemaExtension') return each;
    const needed = (writers.get(each.object) ?? []).map((writer) => writer.operation);
    return { ...each, dependsOn: [...new Set([...each.dependsOn, ...needed])].toSorted() };
  });
}
