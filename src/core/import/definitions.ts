import type { ObjectKind } from '../attributes/attribute.ts';
import { findAttribute } from '../attributes/attributes.ts';
import { directoryTargets, extensionName, schemaTargets } from '../attributes/extensions-schema.ts';
import {
  directoryExtensionTypes,
  schemaExtensionStatuses,
  schemaPropertyTypes,
  type DesiredDefinition,
} from '../desired/desired.ts';
import type { LiveDefinitions, LiveDirectoryExtension, LiveSchemaExtension } from '../live/live.ts';

/** Definitions that the files need for the values that they are to hold, and those that they cannot hold. */
export interface ImportedDefinitions {
  readonly added: readonly DesiredDefinition[];
  /** Names of attributes whose definition cannot be in the files, with the reason as a sentence. */
  readonly refused: ReadonlyMap<string, string>;
}

const place = { file: '', line: 1, column: 1 };
const isName = new RegExp(extensionName.pattern);

/** `names`: the attributes of extensions that are to be in the files, by kind of object. */
export function importDefinitions(
  names: Readonly<Record<ObjectKind, readonly string[]>>,
  known: readonly DesiredDefinition[],
  live: Pick<LiveDefinitions, 'directory' | 'schema'>,
): ImportedDefinitions {
  const added: DesiredDefinition[] = [];
  const refused = new Map<string, string>();
  for (const name of new Set([...names.user, ...names.group].toSorted())) {
    const row = findAttribute('user', name);
    const all = [...known, ...added];
    if (row?.route === 'directoryExtension') {
      if (all.some((each) => each.kind === 'directoryExtension' && each.wireName === name)) continue;
      const found = live.directory.find((each) => each.name === name);
      const made = found ? directory(found, all) : 'The tenant has no definition of it.';
      if (typeof made === 'string') refused.set(name, made);
      else added.push(made);
    } else if (row?.route === 'schemaExtension') {
      const id = row.read.property;
      if (all.some((each) => each.kind === 'schemaExtension' && each.id === id)) continue;
      const found = live.schema.find((each) => each.id === id);
      const made = found ? schema(found) : 'The tenant has no definition of it.';
      if (typeof made === 'string') refused.set(name, made);
      else added.push(made);
    }
  }
  return { added, refused };
}

function directory(
  { name: wireName, dataType, isMultiValued, targetObjects }: LiveDirectoryExtension,
  all: readonly DesiredDefinition[],
): DesiredDefinition | string {
  const [, app = '', name = ''] = /^extension_([0-9a-f]{32})_(\w+)$/.exec(wireName) ?? [];
  const type = directoryExtensionTypes.find((each) => each === dataType);
  if (!isName.test(name)) return 'The files take names that begin with a letter.';
  if (!type) return `The files know no extensions of type ${dataType}.`;
  const targets = spelled(targetObjects, directoryTargets);
  if (!targets) return `The files know no extensions for ${targetObjects.join(', ')}.`;
  const same = all.find(
    (each) =>
      each.kind === 'directoryExtension' &&
      each.name.toLowerCase() === name.toLowerCase() &&
      each.targets.some((target) => targets.includes(target)),
  );
  if (same) return `The files have another extension of the name ${name}, of the application ${same.owner}.`;
  const owner = app.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return {
    kind: 'directoryExtension',
    name,
    wireName,
    owner,
    type,
    targets,
    multiValued: isMultiValued,
    place,
  };
}

function schema(found: LiveSchemaExtension): DesiredDefinition | string {
  const status = schemaExtensionStatuses.find((each) => each === found.status);
  const targets = spelled(found.targetTypes, schemaTargets);
  const properties = found.properties.flatMap(({ name, type }) => {
    const known = schemaPropertyTypes.find((each) => each === type);
    return known && isName.test(name) ? [[name, known] as const] : [];
  });
  if (!status || !targets || properties.length < found.properties.length)
    return 'Its definition has a type, a target or a name that the files do not know.';
  return {
    kind: 'schemaExtension',
    id: found.id,
    owner: found.owner.toLowerCase(),
    ...(isPlain(found.description) ? { description: found.description } : {}),
    status,
    targets,
    properties: Object.fromEntries(properties),
    place,
  };
}

/** Whether the files say the text as it is. */
const isPlain = (text: string | null): text is string =>
  text !== null && text !== '' && text === text.trim() && !/\p{C}/u.test(text);

function spelled(found: readonly string[], known: readonly string[]): readonly string[] | undefined {
  const targets = found.map((each) => known.find((name) => name.toLowerCase() === each.toLowerCase()));
  return targets.some((each) => each === undefined) || targets.length === 0
    ? undefined
    : targets.flatMap((each) => each ?? []);
}
