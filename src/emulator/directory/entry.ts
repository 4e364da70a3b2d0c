import type { Item, Kind } from './item.ts';

/** A directory object in all its versions. */
export interface Entry {
  readonly id: string;
  readonly kind: Kind;
  /** Position in its list; stable, so that page tokens can name it. */
  readonly order: number;
  /** The newest accepted version; null once the object is gone for good. */
  written: Item | null;
  /** The version that reads answer with; behind `written` while a change replicates, null before it was first seen. */
  seen: Item | null;
  /** Sequence number of the last visible change, 0 for what was there from the start. */
  touched: number;
  /** Sequence numbers by property, kept from the first change on. */
  changed: Map<string, number> | null;
}

const places: Readonly<Record<Kind, number>> = { user: 0, group: 1, device: 2 };

/** Where an entry comes in any list, mixed ones included: users, groups and devices are numbered separately. */
export function position(entry: Entry): number {
  return entry.order * 3 + places[entry.kind];
}

/** Entries sorted as lists and their page tokens count them. */
export function inOrder(entries: Iterable<Entry>): Entry[] {
  return [...entries].toSorted((a, b) => position(a) - position(b));
}
