import type { FindingId } from '../../rules/finding-ids.ts';
import type { Severity } from '../../rules/problem.ts';
import type { Place } from '../problem.ts';

/**
 * What a finding is about: a user or group by id, a value in use (`value:department=Engneering`), an attribute
 * (`attribute:extensionAttribute3`), or the definition of an extension by Graph's name or id for it.
 */
export type AuditObject =
  | `user:${string}`
  | `group:${string}`
  | `value:${string}=${string}`
  | `attribute:${string}`
  | `definition:${string}`;

/** Something in the live tenant that may not be meant. Id, object and attribute together are unique in an audit. */
export interface AuditFinding {
  readonly id: FindingId;
  readonly severity: Severity;
  readonly object: AuditObject;
  /** What people call the object; text from the tenant, not to be trusted. */
  readonly name: string;
  /** The attribute concerned, as the files name it; absent where it is the object as a whole. */
  readonly attribute?: string;
  /** What is wrong, without the object; names from the tenant in it are not to be trusted. */
  readonly message: string;
  /** How to mend it. */
  readonly remedy: string;
  /** Where a file declares the object, or the value concerned; absent where no file does. */
  readonly place?: Place;
  /** Compared with the baseline; absent where there is none. */
  readonly state?: 'new' | 'known';
}

/** What makes a finding the same finding later, whatever it says by then. */
export type FindingKey = Pick<AuditFinding, 'id' | 'object' | 'attribute'>;

/** One text for a key; texts are equal just where keys are. */
export const fingerprint = ({ id, object, attribute }: FindingKey): string =>
  JSON.stringify(attribute === undefined ? [id, object] : [id, object, attribute]);
