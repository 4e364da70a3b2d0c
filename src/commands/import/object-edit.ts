import type { Edit } from '../../config/edit/edit.ts';
import type { ObjectKind } from '../../core/attributes/attribute.ts';
import type { ObjectKey } from '../../core/plan/plan.ts';

/** What an import does to the entry of one object. */
export interface ObjectEdit {
  readonly object: ObjectKey;
  readonly kind: ObjectKind;
  /** What the entry is called. */
  readonly name: string;
  /** The file, below the folder. */
  readonly path: string;
  readonly edit: 'added' | 'changed' | 'removed';
  readonly edits: readonly Edit[];
  /** The attributes that the files say from now on, or no longer. */
  readonly attributes: readonly string[];
}

/** Something of the tenant that the files do not say, and why. */
export interface LeftOut {
  readonly kind: ObjectKind;
  readonly name: string;
  readonly attribute?: string;
  /** A sentence. */
  readonly why: string;
}

/** Why something is not to be written, by object, by attribute; `*` is the whole object. */
export type Refused = ReadonlyMap<ObjectKey, ReadonlyMap<string, string>>;

/** What is to be done to the files. */
export interface Work {
  readonly edits: readonly ObjectEdit[];
  readonly left: readonly LeftOut[];
}
