import type { LiveTenant } from '../../core/live/live.ts';
import { member, textOf } from '../http/json.ts';
import { address } from './address.ts';
import { pagesOf, type Connection } from './pages.ts';
import { purposes } from './purposes.ts';
import { readFailure } from './read-failure.ts';

/** The tenant and its verified domains: https://learn.microsoft.com/graph/api/resources/verifieddomain */
export async function readTenant(connection: Connection): Promise<LiveTenant> {
  const target = address(['organization'], { $select: 'displayName,id,verifiedDomains' });
  const found: unknown[] = [];
  for await (const items of pagesOf(connection, purposes.tenant, target)) found.push(...items);
  const [tenant] = found;
  const domains = member(tenant, 'verifiedDomains');
  const named = (Array.isArray(domains) ? domains : [])
    .map((domain: unknown) => ({ name: textOf(member(domain, 'name')), type: member(domain, 'type') }))
    .filter(({ name }) => name !== '');
  return {
    id: textOf(member(tenant, 'id')),
    displayName: textOf(member(tenant, 'displayName')),
    verifiedDomains: named.map(({ name }) => name),
    federatedDomains: named.filter(({ type }) => type === 'Federated').map(({ name }) => name),
  };
}

/** `$count` is an advanced query, which takes this header: https://learn.microsoft.com/graph/aad-advanced-queries */
export async function countUsers({ transport, endpoint, signal }: Connection): Promise<number> {
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
