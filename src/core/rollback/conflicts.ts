import { cover } from '../approval/cover.ts';
import type { Value } from '../attributes/attribute.ts';
import { findAttribute } from '../attributes/attributes.ts';
import type { Desired, DesiredObject } from '../desired/desired.ts';
import { definitionKey, definitionOf } from '../plan/definitions.ts';
import type { Change, ObjectKey, Plan } from '../plan/plan.ts';
import { deedsOf, type Deeds } from './deeds.ts';

/** A value that somebody changed since the apply: a rollback leaves it alone. */
export interface Conflict {
  readonly object: ObjectKey;
  readonly attribute: string;
  /** What the apply left behind. */
  readonly left: Value;
  /** What the tenant holds now. */
  readonly found: Value;
  /** What a rollback would have written. */
  readonly wanted: Value;
}

/**
 * The changes of a first inverse plan that do not begin where the apply ended: what is covered by the apply turned round
 * is taken back, and nothing else.
 */
export function conflictsOf(inverse: Plan, deeds: Deeds): readonly Conflict[] {
  const turned = deedsOf(deeds).map(({ change, left }) => ({
    ...change,
    key: keyNow(change, deeds),
    before: left,
    after: change.before,
  }));
  const covered = new Set(cover([{ ...inverse, changes: turned }], inverse).covered);
  const left = new Map(turned.map(({ key, before }) => [key, before]));
  const removed = new Set(
    inverse.changes
      .filter(({ kind, attribute, after }) => isDefinition(kind) && attribute === 'exists' && after === false)
      .map(({ object }) => object),
  );
  return inverse.changes.flatMap((change): readonly Conflict[] => {
    const { key, object, attribute, before: found, after: wanted } = change;
    if (covered.has(change)) return [];
    const expected = left.get(key);
    const conflict = { object, attribute, left: expected ?? null, found, wanted };
    if (expected !== undefined) return [conflict];
    // What comes with the rule was no change of the apply.
    if (attribute === 'membershipRuleProcessingState' || attribute === 'members') return [];
    // Somebody else's value of an extension that the apply defined.
    const row = findAttribute(change.kind, attribute);
    return row && removed.has(definitionOf(row)) ? [conflict] : [];
  });
}

/** The key of a change now that the group which it created has an id. */
function keyNow(change: Change, { created }: Deeds): string {
  const id = created.get(change.object);
  return id === undefined || change.kind !== 'group' ? change.key : `group:${id}/${change.attribute}`;
}

const isDefinition = (kind: Change['kind']): boolean => kind !== 'user' && kind !== 'group';

/** The state to go back to without what is in conflict; a definition stays where a value of it does. */
export function withoutConflicts(desired: Desired, conflicts: readonly Conflict[]): Desired {
  const inConflict = new Set(conflicts.map(({ object, attribute }) => `${object}/${attribute}`));
  const keep = (entry: DesiredObject): DesiredObject => {
    const object = `${entry.kind}:${entry.id ?? ''}`;
    const { members, delete: deleted, restore, attributes, ...rest } = entry;
    const gone = inConflict.has(`${object}/exists`);
    return {
      ...rest,
      attributes: Object.fromEntries(
        Object.entries(attributes).filter(([name]) => !inConflict.has(`${object}/${name}`)),
      ),
      ...(members && !inConflict.has(`${object}/members`) && !inConflict.has(`${object}/membershipRule`)
        ? { members }
        : {}),
      ...(deleted && !gone ? { delete: deleted } : {}),
      ...(restore && !gone ? { restore } : {}),
    };
  };
  const used = new Set(
    conflicts.flatMap(({ object, attribute }) => {
      const row = findAttribute(object.slice(0, object.indexOf(':')), attribute);
      return row ? [definitionOf(row)] : [];
    }),
  );
  return {
    ...desired,
    users: desired.users.map(keep),
    groups: desired.groups.map(keep),
    definitions: desired.definitions.filter((each) => !used.has(definitionKey(each))),
  };
}
