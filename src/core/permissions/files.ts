import type { Attribute, ObjectKind } from '../attributes/attribute.ts';
import { attributePosition, findAttribute } from '../attributes/attributes.ts';
import { shownName } from '../attributes/extension-value.ts';
import type { Desired, DesiredObject } from '../desired/desired.ts';
import type { Reason } from './requirement.ts';

/** An attribute that files declare, and of how many objects. */
export interface Used {
  readonly row: Attribute;
  readonly reason: Reason;
}

/** The attributes that entries of one kind declare, in the order of the table. */
export function usedAttributes(desired: Desired, kind: ObjectKind): readonly Used[] {
  const counts = new Map<string, number>();
  const entries = kind === 'user' ? desired.users : desired.groups;
  for (const entry of entries)
    for (const name of Object.keys(entry.attributes)) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts]
    .toSorted(([a], [b]) => attributePosition(kind, a) - attributePosition(kind, b) || (a < b ? -1 : 1))
    .flatMap(([name, count]) => {
      const row = findAttribute(kind, name);
      return row ? [{ row, reason: { what: shownName(name), count, of: kind } }] : [];
    });
}

/** Groups of which an apply may change something: an entry that says nothing but who it is needs nothing. */
export function managedGroups(desired: Desired): readonly DesiredObject[] {
  return desired.groups.filter(
    (entry) => entry.delete || entry.restore || entry.members || Object.keys(entry.attributes).length > 0,
  );
}

/** A reason that counts things, or none where there is nothing to count. */
export function counted(what: string, count: number, of: NonNullable<Reason['of']>): readonly Reason[] {
  return count === 0 ? [] : [{ what, count, of }];
}
