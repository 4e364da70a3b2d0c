import type { FileKind } from './kinds.ts';

/** Keys that a later version will read. Refused, so that nobody believes that they do something. */
const planned: Readonly<Record<FileKind, ReadonlySet<string>>> = {
  tenant: new Set(),
  extension: new Set(),
  user: new Set(['expect', 'transition']),
  group: new Set(),
};

/** Whether a key is meant for a later version. */
export function isPlanned(kind: FileKind, key: string): boolean {
  return planned[kind].has(key);
}
