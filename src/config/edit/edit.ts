import type { Json } from '../../core/attributes/attribute.ts';
import type { References } from '../../core/desired/desired.ts';

/** The lists of entries in files of users, groups and extensions. */
export type EntryList = 'users' | 'groups' | 'directory' | 'schema';

/** Which entry is meant: by its label or its id, in any case; of a definition by its name or id. */
export interface EntryAddress {
  readonly list: EntryList;
  readonly entry: string;
}

/**
 * A value as plans have it: text, a date, base64 of an immutable id, references as they are to be written, `null` to
 * clear. `membershipRule: null` is `membership: assigned`; a pause is written with its last day and reason.
 */
export type EditValue = Json | References | Pause;

export interface Pause {
  readonly paused: { readonly until: string; readonly reason: string };
}

/** One edit of a file. */
export type Edit =
  /**
   * The attribute, by its name in plans (of a definition, by the way to the key: `properties.courseId`), is to have this
   * value. What an entry has from `defaults` gets a key of its own.
   */
  | (EntryAddress & { readonly edit: 'set'; readonly attribute: string; readonly value: EditValue })
  /** The entry says nothing about the attribute any more. What `defaults` say holds then. */
  | (EntryAddress & { readonly edit: 'release'; readonly attribute: string })
  /** A new entry at the end of the list, with the keys and values as they stand in the file. */
  | {
      readonly edit: 'add';
      readonly list: EntryList;
      readonly entry: { readonly [key: string]: Json };
      /** What is said of it behind its first line, without the `#`. */
      readonly comment?: string;
    }
  | (EntryAddress & { readonly edit: 'remove' })
  /** Whatever stands at the end of this way, in any file: `['freeze', 0, 'until']`. A number one beyond the end appends. */
  | { readonly edit: 'put'; readonly path: Path; readonly value: Json }
  | { readonly edit: 'drop'; readonly path: Path };

export type Path = readonly (string | number)[];
