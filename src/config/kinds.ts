import { attributes, findAttribute } from '../core/attributes/attributes.ts';
import type { Attribute, ObjectKind } from '../core/attributes/attribute.ts';
import { extensionKeys, type ExtensionKey } from '../core/attributes/extension-keys.ts';

/** What a file declares. */
export type FileKind = 'tenant' | 'extension' | ObjectKind;

/** The key of the list in a file of users or groups. */
export const listKey = { user: 'users', group: 'groups' } as const satisfies Record<ObjectKind, string>;

/** The keys of all lists of entries in a file. */
export const listKeys: Readonly<Record<FileKind, readonly string[]>> = {
  tenant: [],
  extension: ['directory', 'schema'],
  user: [listKey.user],
  group: [listKey.group],
};

export function isObjectKind(kind: FileKind): kind is ObjectKind {
  return kind === 'user' || kind === 'group';
}

/** The row of the attribute that a key or a member of a complex value stands for, by the way to it from the root. */
export function attributeAt(kind: FileKind, path: readonly string[]): Attribute | undefined {
  if (!isObjectKind(kind)) {
    return undefined;
  }
  const inEntry = path[0] === 'defaults' ? path.slice(1) : path.slice(2);
  return isExtensionKey(inEntry[0] ?? '') ? undefined : findAttribute(kind, inEntry.join('.'));
}

export function isExtensionKey(key: string): key is ExtensionKey {
  return extensionKeys.some((each) => each === key);
}

/** Whether `null` means something for this key of an entry: it clears an attribute or all parts of a complex value. */
export function clearable(kind: FileKind, key: string): boolean {
  if (!isObjectKind(kind)) {
    return false;
  }
  const rows = attributes[kind].filter((row) => row.name === key || row.name.split('.').includes(key));
  return rows.length > 0 && rows.every((row) => row.clearing !== 'never');
}
