import type { Json, ObjectKind, Scalar } from '../core/attributes/attribute.ts';
import type { Declared, DesiredDirectoryExtension } from '../core/desired/desired.ts';
import type { Definitions } from './definitions.ts';
import { findDirectoryExtension, findSchemaExtension } from './find-definition.ts';
import { didYouMean } from './did-you-mean.ts';
import { readExtensionScalar } from './extension-scalar.ts';
import { note, type Flaws } from './flaw.ts';
import { isNull, type MapNode, type Node, type Pair } from './node.ts';
import { checkOpenName, readOpenExtension } from './open-extension.ts';
import { quote } from './quote.ts';

type Attributes = Record<string, Declared>;

/** An object has at most so many values, of all types and applications: https://learn.microsoft.com/graph/extensibility-overview */
const mostValues = 100;

/** What the values of extensions in one entry are read with. */
export interface ExtensionReading {
  readonly kind: ObjectKind;
  readonly definitions: Definitions;
  readonly flaws: Flaws;
}

/** The values of extensions that an entry declares, without those that have a flaw. */
export function readExtensionValues(entry: MapNode, reading: ExtensionReading): Attributes {
  const declared = {
    ...eachOf(entry, 'directoryExtensions', reading, readDirectoryValue),
    ...eachOf(entry, 'schemaExtensions', reading, readSchemaValues),
  };
  const count = Object.values(declared).reduce((sum, each) => sum + valuesIn(each), 0);
  if (count > mostValues) {
    note(reading.flaws, entry, {
      id: 'too-many',
      message: `The entry has ${count} values of directory and schema extensions; the service takes at most ${mostValues} an object.`,
      remedy: 'Put some of them into an open extension, or several into one text.',
    });
  }
  return { ...declared, ...eachOf(entry, 'openExtensions', reading, readOpenValue) };
}

function valuesIn({ value }: Declared): number {
  return Array.isArray(value) ? value.length : Number(value !== null);
}

function eachOf(
  entry: MapNode,
  key: string,
  reading: ExtensionReading,
  read: (pair: Pair, reading: ExtensionReading) => Attributes,
): Attributes {
  const node = entry.pairs.get(key)?.value;
  const pairs = node?.type === 'map' && !reading.flaws.has(node) ? [...node.pairs.values()] : [];
  return Object.assign(
    {},
    ...pairs.filter((pair) => !reading.flaws.has(pair.key)).map((pair) => read(pair, reading)),
  ) as Attributes;
}

function readDirectoryValue({ key, value }: Pair, reading: ExtensionReading): Attributes {
  const definition = findDirectoryExtension(key, reading);
  const read = definition === undefined ? undefined : directoryValue(definition, value, reading.flaws);
  return definition === undefined || read === undefined
    ? {}
    : { [definition.wireName]: { value: read, place: value.place } };
}

function directoryValue(
  { name, type, multiValued }: DesiredDirectoryExtension,
  node: Node,
  flaws: Flaws,
): null | Scalar | readonly Scalar[] | undefined {
  if (flaws.has(node)) {
    return undefined;
  }
  if (isNull(node)) {
    return null;
  }
  if (!multiValued) {
    return readExtensionScalar(type, node, name, flaws);
  }
  if (node.type !== 'list') {
    note(flaws, node, {
      id: 'wrong-type',
      message: `${quote(name)} must be a list: its definition says \`multiValued: true\`.`,
      remedy: `Write \`${name}: [${node.type === 'scalar' ? node.source.slice(0, 60) : '...'}]\`.`,
    });
    return undefined;
  }
  const values: Scalar[] = [];
  for (const item of node.items) {
    const value = readExtensionScalar(type, item, name, flaws, true);
    if (value !== undefined && values.includes(value)) {
      note(flaws, item, {
        id: 'duplicate-item',
        message: `${quote(name)} names ${quote(String(value))} twice.`,
        remedy: 'Remove one of the two.',
      });
    } else if (value !== undefined) {
      values.push(value);
    }
  }
  // An empty list is how the service clears it; here there is one word for that.
  return values.length < node.items.length ? undefined : values.length === 0 ? null : values;
}

/** `null` in place of the members clears each that the definition has. */
function readSchemaValues({ key, value }: Pair, reading: ExtensionReading): Attributes {
  const definition = findSchemaExtension(key, reading);
  if (definition === undefined || reading.flaws.has(value)) {
    return {};
  }
  const known = Object.entries(definition.properties);
  const attribute = (member: string): string => `schemaExtensions.${definition.id}.${member}`;
  if (value.type !== 'map') {
    return isNull(value)
      ? Object.fromEntries(known.map(([member]) => [attribute(member), { value: null, place: value.place }]))
      : {};
  }
  const declared: Attributes = {};
  for (const [member, pair] of value.pairs) {
    const type = Object.hasOwn(definition.properties, member) ? definition.properties[member] : undefined;
    if (reading.flaws.has(pair.key)) {
      continue;
    }
    if (type === undefined) {
      const names = known.map(([name]) => name);
      const suggestion = didYouMean(member, names);
      note(reading.flaws, pair.key, {
        id: 'undefined-extension',
        message: `${quote(key.name)} has no property ${quote(member)}${suggestion === '' ? '.' : suggestion}`,
        remedy: `Use one of ${names.map((name) => `\`${name}\``).join(', ')}, or add it to the definition at ${definition.place.file}:${definition.place.line}.`,
      });
      continue;
    }
    const read =
      isNull(pair.value) && !reading.flaws.has(pair.value)
        ? null
        : readExtensionScalar(type, pair.value, member, reading.flaws);
    if (read !== undefined) {
      declared[attribute(member)] = { value: read, place: pair.value.place };
    }
  }
  return declared;
}

function readOpenValue({ key, value }: Pair, { flaws }: ExtensionReading): Attributes {
  const read: { readonly [name: string]: Json } | null | undefined = checkOpenName(key, flaws)
    ? readOpenExtension(key, value, flaws)
    : undefined;
  return read === undefined ? {} : { [`openExtensions.${key.name}`]: { value: read, place: value.place } };
}
