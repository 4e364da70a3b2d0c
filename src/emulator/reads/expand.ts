import type { Item, Kind } from '../directory/item.ts';
import { GraphFault, unsupportedQuery } from '../errors.ts';
import type { Call } from '../http/call.ts';
import { isEventual } from '../http/request.ts';
import { withoutHidden } from '../json.ts';
import type { Expand, Query } from '../odata/query.ts';
import type { Tenant } from '../tenant.ts';
import { entryById, visible } from './objects.ts';
import { defaultColumns, project, selection } from './selection.ts';

/** The most objects that an expanded collection holds; there is no link to the rest (known issues, directory). */
const limit = 20;

export type Expander = (item: Item) => Record<string, unknown>;

/**
 * What `$expand` adds to each object. Unknown relationships are refused before anything is read, and so is a second one:
 * directory objects expand one relationship in a request (microsoft-graph-docs issue 96).
 */
export function expander(call: Call, query: Query, kind: Kind | 'directoryObject'): Expander {
  const [expand, ...more] = query.expand ?? [];
  if (!expand) return () => ({});
  if (more.length > 0) throw tooManyExpands(more.length + 1);
  return relationship(call, query, expand, kind);
}

/** 400 for more relationships than a request may expand. */
export function tooManyExpands(count: number): GraphFault {
  return new GraphFault(
    400,
    'BadRequest',
    `The result of parsing $expand contained at least ${count} items, but the maximum allowed is 1.`,
  );
}

function relationship(call: Call, query: Query, expand: Expand, kind: string): Expander {
  const name = expand.name.toLowerCase();
  const { tenant } = call;
  if (name === 'manager' && (kind === 'user' || kind === 'directoryObject')) {
    if (expand.levels !== undefined && !(isEventual(call.request) && query.count))
      throw unsupportedQuery(
        "The option '$levels' needs the header 'ConsistencyLevel: eventual' and '$count=true'.",
      );
    const depth = expand.levels === 'max' ? 1000 : (expand.levels ?? 1);
    return (item) => manager(call, item, expand, depth);
  }
  if (name === 'extensions')
    return (item) => ({ extensions: item.extensions.filter(named(expand)).map(withoutHidden) });
  const related = links[name];
  if (!related)
    throw new GraphFault(
      400,
      'BadRequest',
      `Parsing OData Select and Expand failed: Could not find a property named '${expand.name}' on type 'microsoft.graph.${kind}'.`,
    );
  return (item) => ({
    [related.name]: related
      .find(tenant, item)
      .slice(0, limit)
      .map((linked) => shown(call, linked, expand)),
  });
}

const links: Readonly<Record<string, { name: string; find: (tenant: Tenant, item: Item) => Item[] }>> = {
  directreports: {
    name: 'directReports',
    find: ({ directory }, item) => seen(directory.indexes.directReports(directory.lists.user, item.id)),
  },
  memberof: {
    name: 'memberOf',
    find: ({ directory }, item) => seen(directory.indexes.memberOf(directory.lists.group, item.id)),
  },
  members: { name: 'members', find: (tenant, item) => byIds(tenant, item.members) },
  owners: { name: 'owners', find: (tenant, item) => byIds(tenant, item.owners) },
};

/** A person without a manager simply has no such member in the answer. */
function manager(call: Call, item: Item, expand: Expand, depth: number): Record<string, unknown> {
  const found = item.manager === null ? null : visible(entryById(call.tenant, item.manager), 'user');
  if (!found) return {};
  const above = depth > 1 ? manager(call, found, expand, depth - 1) : {};
  return { manager: { ...shown(call, found, expand), ...above } };
}

function shown(call: Call, item: Item, expand: Expand): Record<string, unknown> {
  const { documents } = call.tenant;
  const columns = expand.select
    ? selection(expand.select, item.kind, { inList: true, documents })
    : defaultColumns(item.kind);
  return { '@odata.type': `#microsoft.graph.${item.kind}`, ...project(item, columns) };
}

function seen(entries: readonly { seen: Item | null }[]): Item[] {
  return entries.flatMap((entry) => (entry.seen ? [entry.seen] : []));
}

function byIds(tenant: Tenant, ids: Iterable<string>): Item[] {
  const items: Item[] = [];
  for (const id of ids) {
    const item = visible(entryById(tenant, id));
    if (item) items.push(item);
  }
  return items;
}

function named(expand: Expand): (extension: Readonly<Record<string, unknown>>) => boolean {
  const wanted = /^\s*id\s+eq\s+'([^']*)'\s*$/i.exec(expand.filter ?? '')?.[1];
  return (extension) => wanted === undefined || extension['id'] === wanted;
}
