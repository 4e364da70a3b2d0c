import { findAttribute } from '../attributes/attributes.ts';
import type { Value } from '../attributes/attribute.ts';
import { isSchemaExtension } from '../attributes/extension-value.ts';
import { liveValue, sameValue } from '../attributes/value.ts';
import type { LiveObject } from '../live/live.ts';
import { definitionOf } from '../plan/definitions.ts';
import type { ObjectKey } from '../plan/plan.ts';
import { deedsOf, type Deed } from '../rollback/deeds.ts';
import type { FindPresent } from './find-present.ts';
import type { Applied, Present, ReadBack, ValueDifference } from './verification.ts';

/**
 * Holds every change that an apply made against what the tenant holds now. Where the value before is there, nobody can
 * tell whether the service does not show the new one yet or somebody put the old one back: both are `notVisible`.
 */
export function readBack(applied: Applied, present: Present, find: FindPresent): ReadBack {
  const deeds = deedsOf(applied);
  const deleted = new Set(
    deeds.flatMap(({ change }) =>
      change.attribute === 'exists' && change.after === false ? [change.object] : [],
    ),
  );
  const differing: ValueDifference[] = [];
  const unread: string[] = [];
  let checked = 0;
  for (const deed of deeds) {
    const { change } = deed;
    if (change.attribute !== 'exists' && deleted.has(change.object)) continue;
    const found = foundOf(deed, present, find);
    if (found === 'unread') {
      unread.push(change.key);
      continue;
    }
    checked += 1;
    const difference = differenceOf(deed, found);
    if (difference) differing.push(difference);
  }
  return { checked, differing, unread };
}

type Found = { readonly object: LiveObject } | { readonly exists: boolean };

function foundOf({ change, left }: Deed, { definitions }: Present, find: FindPresent): Found | 'unread' {
  const { kind, attribute } = change;
  if (kind !== 'user' && kind !== 'group')
    return attribute === 'exists' ? { exists: isDefined(change.object, definitions) } : 'unread';
  const object = find(change.object);
  if (attribute === 'exists' || !object) return { exists: object !== undefined };
  // A value whose definition is not known cannot be asked for.
  const row = findAttribute(kind, attribute);
  const extension = row?.route === 'directoryExtension' || row?.route === 'schemaExtension';
  if (row && extension && left !== null && !isDefined(definitionOf(row), definitions)) return 'unread';
  return { object };
}

/** Graph puts a prefix of its own before the bare name of a schema extension. */
function isDefined(object: ObjectKey, definitions: ReadonlySet<ObjectKey>): boolean {
  if (definitions.has(object)) return true;
  const [kind = '', name = ''] = object.split(':', 2);
  return (
    kind === 'schemaExtension' &&
    [...definitions].some(
      (each) => each.startsWith(`${kind}:`) && isSchemaExtension(each.slice(kind.length + 1), name),
    )
  );
}

function differenceOf({ change, left }: Deed, found: Found): ValueDifference | undefined {
  const { key, object, attribute, before } = change;
  const told = {
    key,
    object,
    attribute,
    left,
    ...(change.sensitive ? { sensitive: true as const } : {}),
  };
  if ('exists' in found) {
    if (attribute !== 'exists') return { ...told, found: null, state: 'gone' };
    if (found.exists === left) return undefined;
    return { ...told, found: found.exists, state: found.exists === before ? 'notVisible' : 'changed' };
  }
  const value = valueOf(attribute, change.kind, found.object);
  if (same(change.kind, attribute, value, left)) return undefined;
  const state = same(change.kind, attribute, value, before) ? 'notVisible' : 'changed';
  return { ...told, found: value, state };
}

function valueOf(attribute: string, kind: string, object: LiveObject): Value {
  if (attribute === 'members') return (object.members ?? []).toSorted();
  const row = findAttribute(kind, attribute);
  return row ? liveValue(row, object) : null;
}

function same(kind: string, attribute: string, a: Value, b: Value): boolean {
  const row = findAttribute(kind, attribute);
  return row ? sameValue(row, a, b) : JSON.stringify(a) === JSON.stringify(b);
}
