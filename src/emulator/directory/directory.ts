import type { Item, Kind } from './item.ts';
import type { Entry } from './entry.ts';
import { createIndexes, type Indexes } from './indexes.ts';
import { recordChange, type Changes } from './changes.ts';
import { badRequest } from '../errors.ts';
import { uniqueKeys } from './unique.ts';

/** Users, groups and devices with everything that makes looking them up quick. */
export interface Directory {
  readonly entries: Map<string, Entry>;
  readonly lists: Record<Kind, Entry[]>;
  readonly indexes: Indexes;
  readonly changes: Changes;
  /** Who occupies a unique value, among the newest versions: uniqueness is checked at the writing end. */
  readonly unique: Map<string, string>;
  readonly pending: Pending[];
}

interface Pending {
  at: number;
  entry: Entry;
  item: Item | null;
}

/** A directory with nobody in it. */
export function createDirectory(): Directory {
  return {
    entries: new Map(),
    lists: { user: [], group: [], device: [] },
    indexes: createIndexes(),
    changes: { sequence: 0, links: [] },
    unique: new Map(),
    pending: [],
  };
}

/**
 * Puts an object there as if it had always been: no audit, no replication, no change to report. Throws a 400 where it
 * would share a unique value, since no directory holds such objects.
 */
export function seed(directory: Directory, item: Item): void {
  const entry = addEntry(directory, item);
  entry.written = item;
  entry.seen = item;
  for (const { property, key } of uniqueKeys(item)) {
    const owner = directory.unique.get(key);
    if (owner !== undefined && owner !== item.id)
      throw badRequest(`state: ${owner} and ${item.id} have the same ${property}`);
    directory.unique.set(key, item.id);
  }
}

/** Accepts a new version. Reads see it at the instant `visibleAt`, at once when that is not after `now`. */
export function write(directory: Directory, item: Item, times: { now: number; visibleAt: number }): void {
  const entry = directory.entries.get(item.id) ?? addEntry(directory, item);
  if (entry.written) for (const { key } of uniqueKeys(entry.written)) directory.unique.delete(key);
  for (const { key } of uniqueKeys(item)) directory.unique.set(key, item.id);
  entry.written = item;
  schedule(directory, { at: times.visibleAt, entry, item }, times.now);
}

/** Removes an object for good. */
export function purge(directory: Directory, id: string, times: { now: number; visibleAt: number }): void {
  const entry = directory.entries.get(id);
  if (!entry) return;
  if (entry.written) for (const { key } of uniqueKeys(entry.written)) directory.unique.delete(key);
  entry.written = null;
  schedule(directory, { at: times.visibleAt, entry, item: null }, times.now);
}

/** Makes visible what was written long enough ago. */
export function replicate(directory: Directory, now: number): void {
  const { pending } = directory;
  let due = 0;
  for (; due < pending.length; due++) {
    const next = pending[due];
    if (!next || next.at > now) break;
    show(directory, next.entry, next.item);
  }
  pending.splice(0, due);
}

function schedule(directory: Directory, pending: Pending, now: number): void {
  if (pending.at <= now && directory.pending.length === 0) show(directory, pending.entry, pending.item);
  else directory.pending.push(pending);
}

function show(directory: Directory, entry: Entry, item: Item | null): void {
  const before = entry.seen;
  entry.seen = item;
  recordChange(directory.changes, entry, before, item);
  directory.indexes.update(entry, before, item);
  // The list keeps a purged entry as a tombstone for delta; the id itself is unknown from now on.
  if (item === null) directory.entries.delete(entry.id);
}

function addEntry(directory: Directory, item: Item): Entry {
  const list = directory.lists[item.kind];
  const { id, kind } = item;
  const entry: Entry = { id, kind, order: list.length, written: null, seen: null, touched: 0, changed: null };
  list.push(entry);
  directory.entries.set(id, entry);
  return entry;
}
