import { position, type Entry } from '../directory/entry.ts';
import type { Item, Kind } from '../directory/item.ts';
import type { Call } from '../http/call.ts';
import { ok, type Reply } from '../http/request.ts';
import { processingStatus } from '../membership/status.ts';
import { properties } from '../model/properties.ts';
import { parseQuery, type Query } from '../odata/query.ts';
import type { Tenant } from '../tenant.ts';
import { expander } from './expand.ts';
import { selected, type Collection } from './list.ts';
import { visible } from './objects.ts';
import { project, selection, type Column } from './selection.ts';

/** All users, all groups, or all devices. */
export function everyone(call: Call, kind: Kind): Collection<Entry> {
  const { directory } = call.tenant;
  return {
    ...objects(call, directory.lists[kind], kind),
    lookup: (property, value) => lookup(call.tenant, kind, property, value),
  };
}

function lookup(tenant: Tenant, kind: Kind, property: string, value: string): readonly Entry[] | null {
  const { entries, indexes, lists } = tenant.directory;
  if (property === 'id') {
    const entry = entries.get(value.toLowerCase());
    return entry?.kind === kind ? [entry] : [];
  }
  return properties[kind].get(property.toLowerCase())?.type === 'string'
    ? indexes.equal(lists[kind], kind, property, value)
    : null;
}

/**
 * Some objects of the directory, in order of their position. Without a kind they are mixed: then each names its type,
 * and queries may use the properties of all kinds.
 */
export function objects(call: Call, entries: readonly Entry[], kind: Kind | null): Collection<Entry> {
  return {
    kind: kind ?? 'directoryObject',
    context: kind === null ? 'directoryObjects' : `${kind}s`,
    things: entries,
    position,
    read: (entry) => visible(entry, kind ?? undefined)?.properties ?? null,
    render(query) {
      const show = renderer(call, query, kind, true);
      return (entry) => (entry.seen ? show(entry.seen) : null);
    },
  };
}

/** One object, as a GET by id answers it. */
export function one(call: Call, item: Item, kind: Kind | null): Reply {
  const query = parseQuery(call.request.search);
  const collection = kind === null ? 'directoryObjects' : `${kind}s`;
  const context = `${call.request.root}/$metadata#${collection}${selected(query)}/$entity`;
  return ok({ '@odata.context': context, ...renderer(call, query, kind, false)(item) });
}

/** How objects of a kind (null: of any) are shown under the `$select` and `$expand` of a query. */
export function renderer(
  call: Call,
  query: Query,
  kind: Kind | null,
  inList: boolean,
): (item: Item) => Record<string, unknown> {
  const { documents } = call.tenant;
  const expand = query.expand ? expander(call, query, kind ?? 'directoryObject') : null;
  const isBeta = call.request.root.endsWith('/beta');
  const beta = isBeta && kind === 'group' ? { also: processingStatus(call.tenant) } : {};
  const columns = new Map<Kind, Column[]>();
  const columnsOf = (of: Kind): Column[] => {
    const known = columns.get(of);
    if (known) return known;
    const model = query.select && kind === null ? 'directoryObject' : of;
    const made = selection(query.select, model, { inList, documents, ...beta });
    columns.set(of, made);
    return made;
  };
  // An unknown name is an error even where no object would show it.
  if (kind !== null) columnsOf(kind);
  else selection(query.select, 'directoryObject', { inList, documents });
  return (item) => {
    const shown = project(item, columnsOf(item.kind));
    const typed = kind === null ? { '@odata.type': `#microsoft.graph.${item.kind}`, ...shown } : shown;
    return expand ? { ...typed, ...expand(item) } : typed;
  };
}
