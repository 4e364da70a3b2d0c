import type { Change, ObjectKey, Operation } from '../core/plan/plan.ts';

/** What an operation needs to become a request. */
export interface Target {
  readonly operation: Operation;
  /** The changes that the operation makes. */
  readonly changes: readonly Change[];
  /** The id of the object; empty for a group that is yet to be created. */
  readonly id: string;
  /** The version root that `@odata.id` names, such as `https://graph.microsoft.com/v1.0`. */
  readonly root: string;
  /** Ids of what this apply created, by object. */
  readonly created: ReadonlyMap<ObjectKey, string>;
}

/** The headers of a request with a body. */
export const json = { 'Content-Type': 'application/json' };

/** The id in the key of an object that was there before the plan. */
export function idOf(object: ObjectKey): string {
  return object.slice(object.indexOf(':') + 1);
}

export function objectPath({ operation, id }: Target): string {
  const kind = operation.object.slice(0, operation.object.indexOf(':'));
  return `/${kind === 'user' ? 'users' : 'groups'}/${encodeURIComponent(id)}`;
}

/**
 * The name of a property on the wire. Graph puts eight characters of its own in front of the bare name of a schema
 * extension, so that the name of one which this apply created is known only then.
 */
export function wireName(property: string, { created }: Pick<Target, 'created'>): string {
  return created.get(`schemaExtension:${property}`) ?? property;
}
