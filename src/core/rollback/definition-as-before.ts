import type { Value } from '../attributes/attribute.ts';
import {
  directoryExtensionTypes,
  schemaExtensionStatuses,
  type DesiredDefinition,
  type SchemaPropertyType,
} from '../desired/desired.ts';
import type { Change, ObjectKey, Plan } from '../plan/plan.ts';

/** The definition of a value that is to be read, as far as it has to be known for that. */
export function knownDefinition(
  object: ObjectKey,
  plan: Pick<Plan, 'snapshots' | 'changes'>,
): DesiredDefinition | undefined {
  const kind = object.startsWith('directoryExtension:') ? 'directoryExtension' : 'schemaExtension';
  const place = { file: 'journal', line: 1, column: 1 };
  const definition = definitionAsBefore({ object, kind, after: null, place }, plan);
  return definition && { ...definition, known: true };
}

/** The definition that undoes the creation or the deletion of one; undefined where nobody knows what it was. */
export function definitionAsBefore(
  { object, kind, after, place }: Pick<Change, 'object' | 'kind' | 'after' | 'place'>,
  { snapshots, changes }: Pick<Plan, 'snapshots' | 'changes'>,
): DesiredDefinition | undefined {
  const name = object.slice(object.indexOf(':') + 1);
  const snapshot = snapshots.find((each) => each.snapshot === 'definition' && each.object === object);
  const made = changes.filter((change) => change.object === object);
  const was =
    snapshot?.snapshot === 'definition'
      ? snapshot.attributes
      : Object.fromEntries(made.map((change) => [change.attribute, change.after]));
  if (after === false && !snapshot) return undefined;
  const removed = after === true ? { delete: true as const } : {};
  if (kind === 'directoryExtension')
    return {
      kind,
      name: name.slice('extension_'.length + 33),
      wireName: name,
      owner: withHyphens(name.slice('extension_'.length, 'extension_'.length + 32)),
      type: directoryExtensionTypes.find((type) => type === was['dataType']) ?? 'String',
      targets: textsOf(was['targetObjects']),
      multiValued: was['isMultiValued'] === true,
      place,
      ...removed,
    };
  if (kind !== 'schemaExtension') return undefined;
  const { properties, description } = was;
  return {
    kind,
    id: name,
    owner: textOf(was['owner']).toLowerCase(),
    status: schemaExtensionStatuses.find((status) => status === was['status']) ?? 'InDevelopment',
    targets: textsOf(was['targetTypes']),
    properties: (typeof properties === 'object' && properties !== null ? properties : {}) as Readonly<
      Record<string, SchemaPropertyType>
    >,
    ...(typeof description === 'string' ? { description } : {}),
    place,
    ...removed,
  };
}

const withHyphens = (digits: string): string =>
  digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
const textOf = (value: Value | undefined): string => (typeof value === 'string' ? value : '');
const textsOf = (value: Value | undefined): readonly string[] =>
  Array.isArray(value) ? value.map(String) : [];
