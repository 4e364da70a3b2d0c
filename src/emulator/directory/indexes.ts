import { inOrder, type Entry } from './entry.ts';
import type { Item, Kind } from './item.ts';

/** Lookups over the visible versions. Each is built when first asked for, and kept up to date from then on. */
export interface Indexes {
  /** Entries of a list whose text property has this value, letter case aside. */
  equal(list: readonly Entry[], kind: Kind, property: string, value: string): Entry[];
  /** Groups that hold this object as a direct member. */
  memberOf(groups: readonly Entry[], id: string): Entry[];
  /** Groups that this object owns. */
  ownedBy(groups: readonly Entry[], id: string): Entry[];
  /** Users whose manager this is. */
  directReports(users: readonly Entry[], id: string): Entry[];
  update(entry: Entry, before: Item | null, after: Item | null): void;
}

type Keys = (item: Item) => Iterable<string>;

interface Index {
  kind: Kind;
  keys: Keys;
  map: Map<string, Set<Entry>>;
}

/** Indexes over nothing yet. */
export function createIndexes(): Indexes {
  const built = new Map<string, Index>();

  const find = (name: string, kind: Kind, keys: Keys, list: readonly Entry[], key: string): Entry[] => {
    let index = built.get(name);
    if (!index) {
      index = { kind, keys, map: new Map() };
      built.set(name, index);
      for (const entry of list) if (entry.seen) insert(index, entry, entry.seen);
    }
    return inOrder(index.map.get(key) ?? []);
  };

  return {
    equal: (list, kind, property, value) =>
      find(`${kind}/${property}`, kind, textKey(property), list, value.toLowerCase()),
    memberOf: (groups, id) => find('members', 'group', (item) => item.members, groups, id),
    ownedBy: (groups, id) => find('owners', 'group', (item) => item.owners, groups, id),
    directReports: (users, id) =>
      find('manager', 'user', (item) => (item.manager ? [item.manager] : []), users, id),
    update(entry, before, after) {
      for (const index of built.values()) {
        if (index.kind !== entry.kind) continue;
        if (before) remove(index, entry, before);
        if (after) insert(index, entry, after);
      }
    },
  };
}

function textKey(property: string): Keys {
  return (item) => {
    const value = item.properties[property];
    return typeof value === 'string' ? [value.toLowerCase()] : [];
  };
}

function insert(index: Index, entry: Entry, item: Item): void {
  if (item.deleted !== null) return;
  for (const key of index.keys(item)) {
    const set = index.map.get(key);
    if (set) set.add(entry);
    else index.map.set(key, new Set([entry]));
  }
}

function remove(index: Index, entry: Entry, item: Item): void {
  for (const key of index.keys(item)) index.map.get(key)?.delete(entry);
}
