import type { ObjectKind } from '../attributes/attribute.ts';

/** What an import did, or would do; published by `--json`. */
export interface ImportResult {
  readonly format: 1;
  /** Whether the files were written. */
  readonly written: boolean;
  readonly files: readonly ImportedFile[];
  readonly objects: readonly ImportedObject[];
  readonly left: readonly NotImported[];
  /** Sentences. */
  readonly remarks: readonly string[];
}

export interface ImportedFile {
  readonly file: string;
  readonly isNew: boolean;
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
}

export interface ImportedObject {
  readonly kind: ObjectKind;
  readonly name: string;
  readonly file: string;
  readonly edit: 'added' | 'changed' | 'removed';
  readonly attributes: readonly string[];
}

/** Something that the tenant holds and the files do not say. */
export interface NotImported {
  readonly kind: ObjectKind;
  readonly name: string;
  readonly attribute?: string;
  readonly why: string;
}
