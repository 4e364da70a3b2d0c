import type { Json } from '../attributes/attribute.ts';

/** Something that a commit made of an entry. */
export interface FileEvent {
  readonly source: 'files';
  readonly at: string;
  readonly by: string;
  readonly commit: string;
  readonly subject: string;
  readonly pullRequest?: number;
  readonly path: string;
  readonly what: 'added' | 'changed' | 'removed';
  readonly values: readonly ChangedValue[];
}

/** One value, by its name in the file: `department`, `membership.rule`. Undefined: it was not said. */
export interface ChangedValue {
  readonly attribute: string;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}
