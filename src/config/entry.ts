import { attributes, findAttribute } from '../core/attributes/attributes.ts';
import type { ObjectKind } from '../core/attributes/attribute.ts';
import type { Declared } from '../core/desired/desired.ts';
import { note, type Flaws } from './flaw.ts';
import { isNull, type MapNode, type Node } from './node.ts';
import { isExtensionKey } from './kinds.ts';
import { readMembership } from './membership.ts';
import { readValue } from './values.ts';

type Attributes = Record<string, Declared>;

/**
 * The attributes that an entry or `defaults` declares, without those that have a flaw. Values of extensions are read
 * elsewhere, with their definitions.
 */
export function readAttributes(kind: ObjectKind, entry: Node | undefined, flaws: Flaws): Attributes {
  const declared: Attributes = {};
  if (entry?.type !== 'map') {
    return declared;
  }
  for (const [name, { key, value }] of entry.pairs) {
    if (flaws.has(key) || isExtensionKey(name)) {
      continue;
    }
    if (kind === 'group' && name === 'membership') {
      Object.assign(declared, readMembership(value, flaws));
    } else if (findAttribute(kind, name) === undefined) {
      readMembers(kind, name, value, flaws, declared);
    } else {
      readOne(kind, name, value, flaws, declared);
    }
  }
  return declared;
}

/** The parts of a complex value; `null` in its place clears each of them. */
function readMembers(
  kind: ObjectKind,
  complex: string,
  node: Node,
  flaws: Flaws,
  declared: Attributes,
): void {
  const members = complexMembers[kind].get(complex) ?? [];
  for (const member of members) {
    const part = node.type === 'map' ? node.pairs.get(member)?.value : isNull(node) ? node : undefined;
    if (part !== undefined) {
      readOne(kind, `${complex}.${member}`, part, flaws, declared);
    }
  }
}

function readOne(kind: ObjectKind, name: string, node: Node, flaws: Flaws, declared: Attributes): void {
  const row = findAttribute(kind, name);
  const value = row === undefined ? undefined : readValue(row, node, flaws);
  if (value !== undefined) {
    declared[name] = { value, place: node.place };
  }
}

const complexMembers: Readonly<Record<ObjectKind, ReadonlyMap<string, readonly string[]>>> = {
  user: membersByName('user'),
  group: membersByName('group'),
};

function membersByName(kind: ObjectKind): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const row of attributes[kind]) {
    const [complex = '', member] = row.name.split('.');
    if (member !== undefined) {
      found.set(complex, [...(found.get(complex) ?? []), member]);
    }
  }
  return found;
}

/** An entry that deletes a group says which one and nothing else. */
export function checkDeletion(entry: MapNode, flaws: Flaws): void {
  for (const [name, pair] of entry.pairs) {
    if (!['group', 'id', 'delete'].includes(name)) {
      note(flaws, pair.key, {
        id: 'delete-with-more',
        message: `An entry with \`delete: true\` declares nothing else, but this one has \`${pair.key.name}\`.`,
        remedy: 'Keep only `group`, `id` and `delete`, or remove `delete`.',
      });
    }
  }
}
