import { attributes, findAttribute } from '../core/attributes/attributes.ts';
import type { Attribute, ObjectKind } from '../core/attributes/attribute.ts';

/** What a file declares. */
export type FileKind = 'tenant' | ObjectKind;

/** The key of the list in a file of users or groups. */
export const listKey = { user: 'users', group: 'groups' } as const satisfies Record<ObjectKind, string>;

/** The row of the attribute that a key or a member of a complex value stands for, by the way to it from the root. */
export function attributeAt(kind: FileKind, path: readonly string[]): Attribute | undefined {
  if (kind === 'tenant') {
    return undefined;
  }
  const inEntry = path[0] === 'defaults' ? path.slice(1) : path.slice(2);
  return findAttribute(kind, inEntry.join('.'));
}

/** Whether `null` means something for this key of an entry: it clears an attribute or all parts of a complex value. */
export function clearable(kind: FileKind, key: string): boolean {
  if (kind === 'tenant') {
    return false;
  }
  const rows = attributes[kind].filter((row) => row.name === key || row.name.split('.').includes(key));
  return rows.length > 0 && rows.every((row) => row.clearing !== 'never');
}
