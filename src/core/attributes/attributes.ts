import type { Attribute, ObjectKind } from './attribute.ts';
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

/** The row of an attribute, or undefined where the name is no managed attribute of that kind. */
export function findAttribute(kind: ObjectKind, name: string): Attribute | undefined {
  return byName[kind].get(name);
}

/** Position in the table, which is the order of changes within an object; what has no row comes first. */
export function attributePosition(kind: ObjectKind, name: string): number {
  return position[kind].get(name) ?? -1;
}
