import type { Purpose } from '../http/read-failure.ts';
import { pageOf, pagesOf, type Connection, type Item, type Page } from './pages.ts';
import { readFailure } from './read-failure.ts';

/** A list that is asked for with POST although that changes nothing. Throws TenantryError. */
export async function readPosted(
  connection: Connection,
  purpose: Purpose,
  target: string,
  body: object,
): Promise<readonly Item[]> {
  const { transport, endpoint, signal } = connection;
  let page: Page | undefined;
  const exchange = await transport({
    method: 'POST',
    target,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    repeatable: true,
    parse: (text) => (page = pageOf(JSON.parse(text))),
    ...(signal ? { signal } : {}),
  });
  const { outcome } = exchange;
  if (outcome.type !== 'replied' || outcome.body === undefined || !page)
    throw readFailure(purpose, exchange, endpoint);
  const found: Item[] = [];
  for await (const items of pagesOf(connection, purpose, page)) found.push(...items);
  return found;
}
