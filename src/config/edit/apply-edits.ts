import type { Json } from '../../core/attributes/attribute.ts';
import type { DesiredDefinition } from '../../core/desired/desired.ts';
import { child, plainValue, type Node } from '../node.ts';
import type { Edit, EditValue, EntryAddress, EntryList } from './edit.ts';
import { atPath } from './at-path.ts';
import { entriesOf, type Entries } from './entries.ts';
import { isObject, type JsonObject } from './plain.ts';
import type { Comments } from './comments.ts';
import { readSaying, saysSo, type Saying } from './says-so.ts';
import { setAttribute } from './set-attribute.ts';

/** A file as plain data, before and after edits. */
export interface Edited {
  readonly before: JsonObject;
  readonly after: JsonObject;
  /** Which map of the file a changed one was made from. */
  readonly origins: ReadonlyMap<Json, Json>;
  /** What is said of entries that are new. */
  readonly comments: Comments;
}

interface Working {
  readonly root: Node | undefined;
  readonly definitions: readonly DesiredDefinition[];
  readonly origins: Map<Json, Json>;
  readonly nodes: Map<Json, Node>;
  readonly sayings: Map<Json, Saying>;
  /** Attributes that were edited before, by the map of the file. */
  readonly touched: Map<Json, Set<string>>;
  after: JsonObject;
}

/** Applies edits, in their order, to what a file declares. Throws Refusal where one of them cannot be applied. */
export function applyEdits(
  root: Node | undefined,
  edits: readonly Edit[],
  definitions: readonly DesiredDefinition[],
): Edited {
  const nodes = new Map<Json, Node>();
  const before = root?.type === 'map' ? withEntries(root, nodes) : {};
  const working: Working = {
    root,
    definitions,
    nodes,
    origins: new Map(),
    sayings: new Map(),
    touched: new Map(),
    after: before,
  };
  const comments = new Map<Json, string>();
  const lists = new Map<EntryList, Entries>();
  const listOf = (list: EntryList): Entries => {
    const known = lists.get(list) ?? entriesOf(list, working.after[list]);
    lists.set(list, known);
    return known;
  };
  for (const edit of edits) {
    if (edit.edit === 'put' || edit.edit === 'drop') {
      for (const [list, entries] of lists) working.after = { ...working.after, [list]: entries.all() };
      lists.clear();
      working.after = atPath(
        working.after,
        edit.path,
        edit.edit === 'put' ? edit.value : undefined,
        working.origins,
      );
      continue;
    }
    const entries = listOf(edit.list);
    if (edit.edit === 'add') {
      entries.add(edit.entry);
      if (edit.comment !== undefined) comments.set(edit.entry, edit.comment);
    } else if (edit.edit === 'remove') entries.remove(edit);
    else {
      const value = edit.edit === 'set' ? edit.value : undefined;
      entries.change(edit, (entry) => changed(entry, edit, edit.attribute, value, working));
    }
  }
  for (const [list, entries] of lists) {
    if (entries.dirty()) working.after = { ...working.after, [list]: entries.all() };
  }
  return { before, after: working.after, origins: working.origins, comments };
}

/** The file as plain data; of each map in a list it is kept where it stands. */
function withEntries(root: Node & { readonly type: 'map' }, nodes: Map<Json, Node>): JsonObject {
  return Object.fromEntries(
    [...root.pairs].map(([name, { value }]) => {
      if (value.type !== 'list') return [name, plainValue(value) as Json];
      const all = value.items.map((item) => {
        const plain = plainValue(item) as Json;
        if (isObject(plain)) nodes.set(plain, item);
        return plain;
      });
      return [name, all];
    }),
  );
}

function changed(
  entry: JsonObject,
  { list }: EntryAddress,
  attribute: string,
  value: EditValue | undefined,
  working: Working,
): JsonObject {
  const origin = working.origins.get(entry) ?? entry;
  const touched = working.touched.get(origin) ?? new Set();
  const node = working.nodes.get(origin);
  const kind = list === 'users' ? 'user' : list === 'groups' ? 'group' : undefined;
  if (kind !== undefined && node !== undefined && value !== undefined && !touched.has(attribute)) {
    const saying =
      working.sayings.get(origin) ??
      readSaying(kind, node, child(working.root, 'defaults'), working.definitions);
    working.sayings.set(origin, saying);
    if (saysSo(kind, saying, attribute, value, working.definitions)) return entry;
  }
  working.touched.set(origin, touched.add(attribute));
  const made =
    kind === undefined
      ? atPath(entry, attribute.split('.'), value as Json | undefined, working.origins)
      : setAttribute(kind, entry, attribute, value, working.definitions);
  if (made !== entry) working.origins.set(made, origin);
  return made;
}
