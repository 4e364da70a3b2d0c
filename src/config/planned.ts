import type { FileKind } from './kinds.ts';

/** Keys that a later version will read. Refused, so that nobody believes that they do something. */
const planned: Readonly<Record<FileKind, ReadonlySet<string>>> = {
  tenant: new Set(['exchange', 'freeze']),
  user: new Set([
    'directoryExtensions',
    'schemaExtensions',
    'openExtensions',
    'onPremisesImmutableId',
    'expect',
    'transition',
  ]),
  group: new Set(['directoryExtensions', 'schemaExtensions', 'openExtensions']),
};

/** Whether a key is meant for a later version. */
export function isPlanned(kind: FileKind, key: string): boolean {
  return planned[kind].has(key);
}
