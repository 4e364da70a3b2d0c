import { directoryExtensionName } from '../core/attributes/extension-value.ts';
import { appIdWords, extensionName } from '../core/attributes/extensions-schema.ts';
import { forms } from '../core/attributes/forms.ts';
import {
  directoryExtensionTypes,
  schemaExtensionStatuses,
  type DesiredDefinition,
  type DesiredDirectoryExtension,
  type DesiredSchemaExtension,
} from '../core/desired/desired.ts';
import { readDeletion, readProperties, readTargets } from './definition-parts.ts';
import { flawed, type Flaws } from './flaw.ts';
import { child, textOf, type Node } from './node.ts';
import { oneOf } from './one-of.ts';
import { readText } from './text.ts';

/** One entry of a file of definitions, and the definition where nothing is wrong with it. */
export interface FoundDefinition {
  readonly node: Node;
  /** The short name or the id, as far as it is there. */
  readonly name?: string;
  /** What messages call it: `directory extension jobGroupTracker`. */
  readonly object?: string;
  readonly definition?: DesiredDefinition;
}

export function readDirectoryExtension(node: Node, flaws: Flaws): FoundDefinition {
  const name = readName(node, 'name', flaws);
  const owner = readOwner(node, flaws);
  const targets = readTargets(node, flaws);
  const deletes = readDeletion(node, ['name', 'owner', 'delete'], flaws);
  const type = oneOf(directoryExtensionTypes, child(node, 'type')) ?? 'String';
  const several = child(node, 'multiValued');
  const found = { node, ...named('directory extension', name, textOf(child(node, 'name'))) };
  if (name === undefined || owner === undefined || flawed(node, flaws)) {
    return found;
  }
  const definition: DesiredDirectoryExtension = {
    kind: 'directoryExtension',
    name,
    wireName: directoryExtensionName(owner, name),
    owner,
    type,
    targets,
    multiValued: several?.type === 'scalar' && several.value === true,
    ...deletes,
    place: node.place,
  };
  return { ...found, definition };
}

export function readSchemaExtension(node: Node, flaws: Flaws): FoundDefinition {
  const id = readName(node, 'id', flaws);
  const owner = readOwner(node, flaws);
  const targets = readTargets(node, flaws);
  const properties = readProperties(child(node, 'properties'), flaws);
  const deletes = readDeletion(node, ['id', 'owner', 'delete'], flaws);
  const descriptionNode = child(node, 'description');
  const description = readText(
    descriptionNode,
    { name: 'description', empty: 'Say what it is for, or leave the key out.' },
    flaws,
  );
  const found = { node, ...named('schema extension', id, textOf(child(node, 'id'))) };
  if (id === undefined || owner === undefined || flawed(node, flaws)) {
    return found;
  }
  const definition: DesiredSchemaExtension = {
    kind: 'schemaExtension',
    id,
    owner,
    ...(description === undefined ? {} : { description }),
    status: oneOf(schemaExtensionStatuses, child(node, 'status')) ?? 'InDevelopment',
    targets,
    properties,
    ...deletes,
    place: node.place,
  };
  return { ...found, definition };
}

/** What entries call a definition. */
export function nameOf(definition: DesiredDefinition): string {
  return definition.kind === 'directoryExtension' ? definition.name : definition.id;
}

function named(kind: string, name: string | undefined, written: string | undefined) {
  const known = name ?? written;
  return known === undefined
    ? {}
    : { name: known, object: `${kind} ${known.replace(/[\p{C}\p{Z}]+/gu, ' ').slice(0, 120)}` };
}

function readName(node: Node, key: 'name' | 'id', flaws: Flaws): string | undefined {
  return readText(
    child(node, key),
    {
      name: key,
      pattern: { pattern: extensionName.pattern, words: `made of ${extensionName.words}` },
      empty: 'Write the name.',
    },
    flaws,
  );
}

/** Entra writes the ids of applications in lower case and takes them in any. */
function readOwner(node: Node, flaws: Flaws): string | undefined {
  const appId = readText(
    child(child(node, 'owner'), 'appId'),
    {
      name: 'appId',
      pattern: { pattern: forms.id.pattern, words: appIdWords },
      empty: 'Write the id of the application.',
    },
    flaws,
  );
  return appId?.toLowerCase();
}
