import type { Json } from '../../core/attributes/attribute.ts';

/** What is said of an item of a list behind its first line, without the `#`. */
export type Comments = ReadonlyMap<Json, string>;

export const noComments: Comments = new Map();

/** The text of an item with what is said of it behind its first line. */
export function commented(written: string, item: Json, comments: Comments): string {
  const comment = comments.get(item);
  return comment === undefined ? written : written.replace(/\r?$|\r?\n/, (end) => ` # ${comment}${end}`);
}
