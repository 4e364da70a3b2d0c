import type { Attribute, ObjectKind } from './attribute.ts';
import { extensionValue } from './extension-value.ts';
import { groupAttributes } from './groups.ts';
import { userAttributes } from './users.ts';

export type UserAttributeName = (typeof userAttributes)[number]['name'];
export type GroupAttributeName = (typeof groupAttributes)[number]['name'];
export type AttributeName = UserAttributeName | GroupAttributeName;

/** The table, by kind of object, in the order in which attributes are shown. */
export const attributes: Readonly<Record<ObjectKind, readonly Attribute[]>> = {
  user: userAttributes,
  group: groupAttributes,
};

const byName: Readonly<Record<ObjectKind, ReadonlyMap<string, Attribute>>> = {
  user: new Map(userAttributes.map((row) => [row.name, row])),
  group: new Map(groupAttributes.map((row) => [row.name, row])),
};
const position: Readonly<Record<ObjectKind, ReadonlyMap<string, number>>> = {
  user: new Map(userAttributes.map((row, index) => [row.name, index])),
  group: new Map(groupAttributes.map((row, index) => [row.name, index])),
};

/**
 * The row of an attribute, also of a value of an extension; undefined where the name is no managed attribute of that
 * kind, as those of definitions are not.
 */
export function findAttribute(kind: string, name: string): Attribute | undefined {
  return kind === 'user' || kind === 'group'
    ? (byName[kind].get(name) ?? extensionValue(kind, name))
    : undefined;
}

/** Position in the table, which is the order of changes within an object; what has no row comes first. */
export function attributePosition(kind: string, name: string): number {
  if (kind !== 'user' && kind !== 'group') return name === 'exists' ? -2 : -1;
  return position[kind].get(name) ?? (extensionValue(kind, name) ? attributes[kind].length : -1);
}
