import { position, type Entry } from '../directory/entry.ts';
import type { Kind } from '../directory/item.ts';
import { badRequest } from '../errors.ts';
import type { Call, Routes } from '../http/call.ts';
import { ok, prefers, type Reply } from '../http/request.ts';
import { compileFilter } from '../odata/filter.ts';
import { parseQuery, type Query } from '../odata/query.ts';
import { deltaLinks, deltaObject, type DeltaView } from '../reads/delta-object.ts';
import { firstToken, knownToken, type DeltaToken } from '../reads/delta-token.ts';
import { encodeToken } from '../reads/page-token.ts';
import { selection } from '../reads/selection.ts';

/** `/users/delta` and `/groups/delta`: everything once, then what changed (delta query overview). */
export function addDelta(routes: Routes): void {
  routes.add('GET', '/users/delta', (call) => delta(call, 'user'));
  routes.add('GET', '/groups/delta', (call) => delta(call, 'group'));
}

/** Objects of a page, and links of one object on a page: a large group fills several. */
const pageSize = 200;
const linkLimit = 1000;

function delta(call: Call, kind: Kind): Reply {
  const { tenant, request } = call;
  const query = parseQuery(request.search);
  for (const option of ['expand', 'top', 'orderby', 'search'] as const)
    if (query[option] !== undefined)
      throw badRequest(`The query option '$${option}' is not supported for delta queries.`);
  if (query.deltatoken?.toLowerCase() === 'latest') {
    const { changes } = tenant.directory;
    return page(call, kind, [], { ...options(call, query), since: changes.sequence }, 'deltatoken');
  }
  const token = tokenOf(call, query);
  if (tenant.settings.emptyPages && !token.empty && token.after < 0)
    return page(call, kind, [], { ...token, empty: true }, 'skiptoken');
  const view = viewOf(call, kind, token);
  const test = idFilter(token, kind);
  const value: object[] = [];
  let { after, links } = token;
  for (const entry of tenant.directory.lists[kind]) {
    if (position(entry) <= after || entry.touched <= token.since || !test(entry)) continue;
    if (value.length === pageSize) return page(call, kind, value, { ...token, after, links: 0 }, 'skiptoken');
    const object = deltaObject(entry, view);
    const linked = object && !('@removed' in object) ? linksFrom(call, entry, view, links) : null;
    if (object) value.push({ ...object, ...linked?.members });
    if (linked?.more)
      return page(call, kind, value, { ...token, after, links: links + linkLimit }, 'skiptoken');
    after = position(entry);
    links = 0;
  }
  // The next round starts where this one began: what changed meanwhile is reported again.
  const next = { ...token, since: token.until, after: -1, links: 0, empty: false };
  return page(call, kind, value, { ...next, until: tenant.directory.changes.sequence }, 'deltatoken');
}

function options(call: Call, query: Query): DeltaToken {
  const { select, filter } = query;
  return firstToken(call.tenant, {
    ...(select ? { select } : {}),
    ...(filter === undefined ? {} : { filter }),
  });
}

function tokenOf(call: Call, query: Query): DeltaToken {
  const { tenant, request } = call;
  if (query.skiptoken) return knownToken(tenant, request, query.skiptoken);
  if (!query.deltatoken) return options(call, query);
  const token = knownToken(tenant, request, query.deltatoken);
  return { ...token, until: tenant.directory.changes.sequence };
}

/** Without a selection a group shows its members too. */
function viewOf(call: Call, kind: Kind, token: DeltaToken): DeltaView {
  const { documents } = call.tenant;
  const named = new Set(
    (token.select ?? (kind === 'group' ? ['members'] : [])).map((name) => name.toLowerCase()),
  );
  const links = kind === 'group' ? (['members', 'owners'] as const) : (['manager'] as const);
  return {
    columns: selection(token.select, kind, { inList: true, documents }),
    links: links.filter((link) => named.has(link)),
    since: token.since,
    minimal: prefers(call.request, 'return=minimal'),
  };
}

/** The only filter of a delta query names objects by id, 50 at most. */
function idFilter(token: DeltaToken, kind: Kind): (entry: Entry) => boolean {
  if (token.filter === undefined) return () => true;
  const { test } = compileFilter(token.filter, kind, { advanced: false, maxClauses: 50 });
  if (!/^\s*id\s+eq\s+'[^']*'(\s+or\s+id\s+eq\s+'[^']*')*\s*$/i.test(token.filter))
    throw badRequest('A delta query can be filtered by id only.');
  return ({ id }) => test({ id });
}

function linksFrom(
  call: Call,
  entry: Entry,
  view: DeltaView,
  offset: number,
): { members: Record<string, object[]>; more: boolean } {
  const members: Record<string, object[]> = {};
  let more = false;
  for (const link of view.links) {
    const all = deltaLinks(call.tenant, entry, link, view.since);
    const part = all.slice(offset, offset + linkLimit);
    if (part.length > 0) members[`${link}@delta`] = part;
    more ||= all.length > offset + linkLimit;
  }
  return { members, more };
}

function page(
  call: Call,
  kind: Kind,
  value: object[],
  token: DeltaToken,
  name: 'skiptoken' | 'deltatoken',
): Reply {
  const { root, path } = call.request;
  const annotation = name === 'skiptoken' ? '@odata.nextLink' : '@odata.deltaLink';
  return ok({
    '@odata.context': `${root}/$metadata#${kind}s`,
    [annotation]: `${root}${path}?$${name}=${encodeToken(token)}`,
    value,
  });
}
