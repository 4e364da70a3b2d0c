import type { GraphRequest, Reply } from '../../ports.ts';
import { batchReplies } from '../http/batch-replies.ts';
import { chunks } from '../http/chunks.ts';
import { insist, type Worth } from '../http/insist.ts';
import type { Purpose } from '../http/read-failure.ts';
import type { Waiting } from '../http/waiting.ts';
import { batchBody, batchSize } from './batch.ts';
import type { Connection } from './pages.ts';
import { itemFailure, readFailure } from './read-failure.ts';

/**
 * Good answers to requests that only read, by id, in batches at the same time. Throws TenantryError where one of them
 * has none.
 */
export async function readInBatches(
  connection: Connection,
  purpose: Purpose,
  requests: readonly GraphRequest[],
  worth: (reply: Reply, attempt: number) => Worth,
  waiting: Waiting,
): Promise<ReadonlyMap<string, Reply>> {
  const batches = chunks(requests, batchSize);
  const how = {
    ...waiting,
    service: 'Microsoft Graph',
    signal: connection.signal,
    ask: (items: readonly GraphRequest[]) => ask(connection, purpose, items),
    worth,
    failure: (reply: Reply) => itemFailure(purpose, reply),
  };
  const parts = await Promise.all(batches.map((batch) => insist(batch, how)));
  return new Map(parts.flatMap((part) => [...part]));
}

async function ask(
  { transport, endpoint, signal }: Connection,
  purpose: Purpose,
  requests: readonly GraphRequest[],
): Promise<readonly Reply[]> {
  let replies: readonly Reply[] | undefined;
  const exchange = await transport({
    method: 'POST',
    target: '/$batch',
    body: batchBody(requests),
    // It only reads, so it can be sent again.
    repeatable: true,
    parse: (text) => (replies = batchReplies(text, requests)),
    ...(signal ? { signal } : {}),
  });
  const { outcome } = exchange;
  if (outcome.type === 'replied' && outcome.body !== undefined && replies) return replies;
  throw readFailure(purpose, exchange, endpoint);
}
