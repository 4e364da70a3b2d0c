import type { LiveObject, LiveTenant } from '../../core/live/live.ts';
import type { Answer, Query, Reader } from '../../ports.ts';
import { address } from './address.ts';
import { batchSize } from './batch.ts';
import { gate } from './gate.ts';
import { member } from './graph-error.ts';
import { linksOf, type LinkOptions } from './links.ts';
import { pagesOf, type Connection } from './pages.ts';
import { readFailure } from './read-failure.ts';
import { purposes } from './purposes.ts';
import { reducer, type Reduce } from './reduce.ts';

/** Requests that are under way at a time. */
const atOnce = 4;
/** The largest page that Graph gives: https://learn.microsoft.com/graph/api/user-list */
const pageSize = 999;

const deletedUser = ['deletedDateTime', 'displayName', 'id', 'mail', 'userPrincipalName'];
const deletedGroup = ['deletedDateTime', 'displayName', 'id', 'mailNickname', 'uniqueName'];

/** Answers queries from Microsoft Graph. The queries of one round are asked at the same time, a few at once. */
export function graphReader(connection: Connection, options: LinkOptions): Reader {
  return {
    async answer(queries) {
      const stop = new AbortController();
      const signals = connection.signal ? [connection.signal, stop.signal] : [stop.signal];
      const round = { ...connection, signal: AbortSignal.any(signals) };
      const enter = gate(atOnce);
      const limited = {
        ...round,
        transport: (request) => enter(() => connection.transport(request)),
      } satisfies Connection;
      try {
        return await Promise.all(queries.map((query) => answerTo(limited, query, options)));
      } catch (error) {
        // One failure fails the round: what else is under way is of no use any more.
        stop.abort();
        throw error;
      }
    },
  };
}

async function answerTo(connection: Connection, query: Query, options: LinkOptions): Promise<Answer> {
  switch (query.query) {
    case 'tenant':
      return { query: 'tenant', tenant: await readTenant(connection) };
    case 'userCount':
      return { query: 'userCount', count: await countUsers(connection) };
    case 'users': {
      const expand = query.manager ? { $expand: 'manager' } : {};
      const target = list(['users'], query.select, expand);
      return { query: 'users', users: await readList(connection, 'users', target, options, query.manager) };
    }
    case 'groups': {
      const target = list(['groups'], query.select);
      return { query: 'groups', groups: await readList(connection, 'groups', target, options) };
    }
    case 'devices': {
      const target = list(['devices'], query.select);
      return { query: 'devices', devices: await readList(connection, 'devices', target, options) };
    }
    case 'owners':
      return { query: 'owners', owners: await readLinks(connection, 'owners', query.groups, options) };
    case 'members':
      return { query: 'members', members: await readLinks(connection, 'members', query.groups, options) };
    case 'deletedUsers': {
      // Without the type cast Graph does not answer at all.
      const target = list(['directory', 'deletedItems', 'microsoft.graph.user'], deletedUser);
      return { query: 'deletedUsers', users: await readList(connection, 'deletedUsers', target, options) };
    }
    case 'deletedGroups': {
      const target = list(['directory', 'deletedItems', 'microsoft.graph.group'], deletedGroup);
      return { query: 'deletedGroups', groups: await readList(connection, 'deletedGroups', target, options) };
    }
  }
}

function list(
  segments: readonly string[],
  select: readonly string[],
  more: Readonly<Record<string, string>> = {},
): string {
  return address(segments, { $select: select.join(','), ...more, $top: pageSize });
}

async function readList(
  connection: Connection,
  about: keyof typeof purposes,
  target: string,
  { onProgress }: LinkOptions,
  manager = false,
): Promise<readonly LiveObject[]> {
  const reduce: Reduce = reducer({ manager });
  // By id: a list that changes while it is read may show an object twice.
  const objects = new Map<string, LiveObject>();
  for await (const items of pagesOf(connection, purposes[about], target)) {
    for (const item of items) {
      const object = reduce(item);
      objects.set(object.id, object);
    }
    onProgress(`${purposes[about].doing}: ${objects.size}`);
  }
  return [...objects.values()];
}

async function readLinks(
  connection: Connection,
  relation: 'owners' | 'members',
  groups: readonly string[],
  options: LinkOptions,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const batches = Array.from({ length: Math.ceil(groups.length / batchSize) }, (_, index) =>
    groups.slice(index * batchSize, (index + 1) * batchSize),
  );
  const parts = await Promise.all(
    batches.map((batch) => linksOf(connection, relation, batch, purposes[relation], options)),
  );
  return new Map(parts.flatMap((part) => [...part]));
}

/** `$count` is an advanced query, which takes this header: https://learn.microsoft.com/graph/aad-advanced-queries */
async function countUsers({ transport, endpoint, signal }: Connection): Promise<number> {
  const exchange = await transport({
    method: 'GET',
    target: address(['users', '$count']),
    headers: { accept: 'text/plain', ConsistencyLevel: 'eventual' },
    repeatable: true,
    parse: (text) => {
      if (!/^\d+$/.test(text.trim())) throw new TypeError('no number');
      return Number(text);
    },
    ...(signal ? { signal } : {}),
  });
  const { outcome } = exchange;
  if (outcome.type === 'replied' && typeof outcome.body === 'number') return outcome.body;
  throw readFailure(purposes.userCount, exchange, endpoint);
}

async function readTenant(connection: Connection): Promise<LiveTenant> {
  const target = address(['organization'], { $select: 'displayName,id,verifiedDomains' });
  const found: unknown[] = [];
  for await (const items of pagesOf(connection, purposes.tenant, target)) found.push(...items);
  const [tenant] = found;
  const domains = member(tenant, 'verifiedDomains');
  return {
    id: text(member(tenant, 'id')),
    displayName: text(member(tenant, 'displayName')),
    verifiedDomains: Array.isArray(domains)
      ? domains.map((domain: unknown) => text(member(domain, 'name'))).filter((name) => name !== '')
      : [],
  };
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
