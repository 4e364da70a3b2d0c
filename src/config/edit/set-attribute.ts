import { attributes, findAttribute } from '../../core/attributes/attributes.ts';
import type { Json, ObjectKind } from '../../core/attributes/attribute.ts';
import { guidOf } from '../../core/attributes/immutable-id.ts';
import type { DesiredDefinition } from '../../core/desired/desired.ts';
import { quote } from '../quote.ts';
import type { EditValue } from './edit.ts';
import { isReferences, keptFirst } from './list-value.ts';
import { withShortNames } from './rule-names.ts';
import { setMembership } from './set-membership.ts';
import { isList, isObject, withMember, withPart, type JsonObject } from './plain.ts';
import { Refusal } from './refusal.ts';

/**
 * An entry of a user or a group with an attribute set, by its name in plans, or without it where the value is undefined.
 * Throws Refusal where the attribute is none or the value cannot be written.
 */
export function setAttribute(
  kind: ObjectKind,
  entry: JsonObject,
  attribute: string,
  value: EditValue | undefined,
  definitions: readonly DesiredDefinition[],
): JsonObject {
  if (attribute === 'membershipRule' || attribute === 'membershipRuleProcessingState') {
    const known =
      attribute === 'membershipRule' && typeof value === 'string'
        ? withShortNames(value, definitions)
        : value;
    return withMember(entry, 'membership', setMembership(entry['membership'], attribute, known));
  }
  const row = findAttribute(kind, attribute);
  if (!row) throw unknownAttribute(kind, attribute);
  switch (row.route) {
    case 'directoryExtension':
      return setInMap(entry, 'directoryExtensions', shortName(attribute, definitions), plain(value));
    case 'openExtension':
      return setInMap(entry, 'openExtensions', attribute.slice('openExtensions.'.length), plain(value));
    case 'schemaExtension': {
      const [, id = '', member = ''] = attribute.split('.');
      const all = entry['schemaExtensions'];
      const map = isObject(all) ? all : {};
      if (map[id] === null && propertiesOf(id, definitions).length === 0) throw undefinedExtension(id);
      const members = membersOf(map[id], propertiesOf(id, definitions));
      return withPart(
        entry,
        'schemaExtensions',
        withPart(map, id, setMember(map, id, members, member, plain(value))),
      );
    }
    case 'profile':
    case 'cloudProfile':
    case 'sensitive':
    case 'cloudSensitive':
    case 'extensionAttribute':
    case 'owners':
    case 'membership':
    case 'immutableId':
      break;
  }
  if (attribute === 'onPremisesImmutableId')
    return withMember(entry, attribute, immutableId(entry[attribute], plain(value)));
  const [complex = '', member] = attribute.split('.');
  if (member === undefined)
    return withMember(entry, attribute, ofShape(row.shape.type, entry[attribute], value));
  const members = membersOf(entry[complex], complexMembers(kind, complex));
  return withPart(entry, complex, setMember(entry, complex, members, member, plain(value)));
}

function ofShape(type: string, before: Json | undefined, value: EditValue | undefined): Json | undefined {
  if (type === 'users') return references(before, value);
  const wanted = plain(value);
  if (type !== 'texts' || !isList(wanted)) return wanted;
  // The service clears it with an empty list; in files there is one word for that.
  return wanted.length === 0 ? null : keptFirst(before, wanted);
}

function references(before: Json | undefined, value: EditValue | undefined): Json | undefined {
  if (value === undefined) return undefined;
  const users = isReferences(value) ? value.users : isList(value as Json) ? (value as readonly Json[]) : [];
  const known = isObject(before) ? before['atLeast'] : before;
  const list = keptFirst(known, users);
  return isReferences(value) && value.mode === 'atLeast' ? { atLeast: list } : list;
}

/** `null` in place of a complex value clears each of its members. */
function membersOf(value: Json | undefined, names: readonly string[]): JsonObject {
  if (value === null) return Object.fromEntries(names.map((name) => [name, null]));
  return isObject(value) ? value : {};
}

/** The map stays `null` where that says the same. */
function setMember(
  holder: JsonObject,
  key: string,
  members: JsonObject,
  member: string,
  value: Json | undefined,
): JsonObject {
  return holder[key] === null && value === null ? members : withMember(members, member, value);
}

function setInMap(entry: JsonObject, key: string, name: string, value: Json | undefined): JsonObject {
  const before = entry[key];
  const map = isObject(before) ? before : {};
  const known = map[name];
  return withPart(entry, key, withMember(map, name, isList(value) ? keptFirst(known, value) : value));
}

/** Written as the GUID where it was so, since that is what people compare with Active Directory. */
function immutableId(before: Json | undefined, value: Json | undefined): Json | undefined {
  if (!isObject(before) || typeof value !== 'string') return value;
  const guid = guidOf(value);
  const key = 'consistencyGuid' in before ? 'consistencyGuid' : 'objectGuid';
  return guid === undefined ? value : { [key]: guid };
}

function plain(value: EditValue | undefined): Json | undefined {
  return value as Json | undefined;
}

function complexMembers(kind: ObjectKind, complex: string): readonly string[] {
  const prefix = `${complex}.`;
  return attributes[kind].flatMap(({ name }) => (name.startsWith(prefix) ? [name.slice(prefix.length)] : []));
}

function propertiesOf(id: string, definitions: readonly DesiredDefinition[]): readonly string[] {
  const found = definitions.find((each) => each.kind === 'schemaExtension' && each.id === id);
  return found?.kind === 'schemaExtension' ? Object.keys(found.properties) : [];
}

function shortName(attribute: string, definitions: readonly DesiredDefinition[]): string {
  const found = definitions.find((each) => each.kind === 'directoryExtension' && each.wireName === attribute);
  if (found?.kind === 'directoryExtension') return found.name;
  throw undefinedExtension(attribute);
}

function undefinedExtension(name: string): Refusal {
  return new Refusal({
    id: 'undefined-extension',
    message: `No file below \`extensions/\` defines ${quote(name)}, so nobody knows how it is written in the files.`,
    remedy: 'Define it there first.',
  });
}

function unknownAttribute(kind: ObjectKind, attribute: string): Refusal {
  return new Refusal({
    id: 'unknown-attribute',
    message: `${quote(attribute)} is no attribute of a ${kind}.`,
    remedy: 'Use one of the names in docs/attributes.md.',
  });
}
