import type { Call } from '../http/call.ts';
import { isEventual, ok, type Reply } from '../http/request.ts';
import type { Kind as ModelKind } from '../model/properties.ts';
import { compileFilter, type Filter } from '../odata/filter.ts';
import { compileOrder } from '../odata/orderby.ts';
import { parseQuery, type Query } from '../odata/query.ts';
import { compileSearch } from '../odata/search.ts';
import { checkDeclared } from './declared.ts';
import { nextLink, pageToken } from './page-token.ts';

/** A collection that can be listed: how its things are found, compared and shown. */
export interface Collection<T> {
  /** Whose properties a query may name. */
  kind: ModelKind;
  /** The part of `@odata.context` after `$metadata#`. */
  context: string;
  /** In ascending order of `position`. */
  things: readonly T[];
  position: (thing: T) => number;
  /** What conditions are evaluated on; null for what is not there (deleted, not replicated). */
  read: (thing: T) => object | null;
  /** Things with this value, from an index, in ascending order; null where there is none. */
  lookup?: (property: string, value: string) => readonly T[] | null;
  /** Prepares the rendering of a page. */
  render: (query: Query) => (thing: T) => unknown;
}

const defaultPage = 100;

/** One page of a collection: filter, search, order, count and next link as the directory does them. */
export function answerList<T>(call: Call, collection: Collection<T>): Reply {
  const { request, tenant } = call;
  const query = parseQuery(request.search);
  const token = pageToken(query.skiptoken, tenant.epoch);
  const render = collection.render(query);
  const { things, test } = matching(call, collection, query);
  const page = {
    '@odata.context': `${request.root}/$metadata#${collection.context}${selected(query)}`,
    ...count(call, query, token === null, () => things.filter(test).length),
  };
  const more = (after: number, empty: boolean) => ({
    '@odata.nextLink': nextLink(request, { epoch: tenant.epoch, after, empty }),
  });

  const after = token?.after ?? -1;
  const size = query.top ?? defaultPage;
  const taken = query.orderby
    ? sortedPage(things.filter(test).toSorted(order(call, collection, query)), after, size)
    : scannedPage(things, test, collection.position, after, size);
  if (tenant.settings.emptyPages && taken.next !== null && token?.empty !== true)
    return ok({ ...page, ...more(after, true), value: [] });
  return ok({
    ...page,
    ...(taken.next === null ? {} : more(taken.next, false)),
    value: taken.things.map(render),
  });
}

/** The number of things that match, as `/$count` and `$count=true` tell it. */
export function countOf<T>(call: Call, collection: Collection<T>): number {
  const { things, test } = matching(call, collection, parseQuery(call.request.search), true);
  return things.filter(test).length;
}

interface Page<T> {
  things: T[];
  /** The token position of the page after this one; null when this is the last. */
  next: number | null;
}

function scannedPage<T>(
  things: readonly T[],
  test: (thing: T) => boolean,
  position: (thing: T) => number,
  after: number,
  size: number,
): Page<T> {
  const taken: T[] = [];
  let last = after;
  for (let index = firstAfter(things, position, after); index < things.length; index++) {
    const thing = things[index];
    if (thing === undefined || !test(thing)) continue;
    // One more than a page, to know whether there is a next one.
    if (taken.length === size) return { things: taken, next: last };
    taken.push(thing);
    last = position(thing);
  }
  return { things: taken, next: null };
}

function sortedPage<T>(sorted: readonly T[], after: number, size: number): Page<T> {
  const start = after + 1;
  const things = sorted.slice(start, start + size);
  return { things, next: start + size < sorted.length ? start + size - 1 : null };
}

function firstAfter<T>(things: readonly T[], position: (thing: T) => number, after: number): number {
  let low = 0;
  let high = things.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const thing = things[middle];
    if (thing !== undefined && position(thing) <= after) low = middle + 1;
    else high = middle;
  }
  return low;
}

function matching<T>(
  call: Call,
  collection: Collection<T>,
  query: Query,
  counting = false,
): { things: readonly T[]; test: (thing: T) => boolean } {
  const { kind, read } = collection;
  const eventual = isEventual(call.request);
  const advanced = eventual && (query.count || counting);
  if (query.filter !== undefined) checkDeclared(query.filter, kind, call.tenant.documents);
  const filter = query.filter === undefined ? null : compileFilter(query.filter, kind, { advanced });
  const search = query.search === undefined ? null : compileSearch(query.search, kind, { eventual });
  const test = (thing: T): boolean => {
    const object = read(thing);
    return object !== null && (filter?.test(object) ?? true) && (search?.test(object) ?? true);
  };
  return { things: indexed(collection, filter) ?? collection.things, test };
}

function indexed<T>(collection: Collection<T>, filter: Filter | null): readonly T[] | null {
  const equals = filter?.equals;
  return equals && collection.lookup ? collection.lookup(equals.property, equals.value) : null;
}

function order<T>(call: Call, collection: Collection<T>, query: Query): (a: T, b: T) => number {
  const compare = compileOrder(query.orderby ?? [], collection.kind, {
    advanced: isEventual(call.request) && query.count,
    narrowed: query.filter !== undefined || query.search !== undefined,
  });
  return (a, b) => compare(collection.read(a) ?? {}, collection.read(b) ?? {});
}

/** Without the header `$count` is silently ignored, and a count is on the first page only (advanced queries). */
function count(call: Call, query: Query, first: boolean, total: () => number): object {
  if (!query.count || !isEventual(call.request) || !first) return {};
  return { '@odata.count': total() };
}

/** A selection shows in the context: `#users(id,displayName)`. */
export function selected(query: Query): string {
  return query.select === undefined ? '' : `(${query.select.join(',')})`;
}
