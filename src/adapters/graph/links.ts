import type { Clock, GraphReply, GraphRequest } from '../../ports.ts';
import { address } from './address.ts';
import { batchBody, batchReplies } from './batch.ts';
import { pageOf, pagesOf, type Connection, type Page } from './pages.ts';
import { isPassing, patience, retryAfterMs } from './patience.ts';
import { itemFailure, readFailure, type Purpose } from './read-failure.ts';

export interface LinkOptions {
  readonly clock: Clock;
  readonly random: () => number;
  readonly onProgress: (text: string) => void;
}

/** Attempts to find a group that was listed a moment ago and is not yet to be found everywhere. */
const attemptsToFind = 3;

/**
 * The owners or members of up to 20 groups, by group id, in one batch and as many more requests as it takes: items that
 * were throttled are asked again by themselves, long lists are read to their end. Throws TenantryError where one
 * cannot be read in full.
 */
export async function linksOf(
  connection: Connection,
  relation: 'owners' | 'members',
  groups: readonly string[],
  purpose: Purpose,
  options: LinkOptions,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, readonly string[]>();
  const waits = patience(options.clock, options.random);
  let pending = groups;
  for (let attempt = 1; ; attempt++) {
    const failed: GraphReply[] = [];
    for (const reply of await ask(connection, purpose, pending.map(requestFor(relation)))) {
      const page = pageIn(reply);
      if (page) found.set(reply.id, await idsOf(connection, purpose, page));
      else failed.push(reply);
    }
    const [first] = failed;
    if (!first) return found;
    const final = failed.find((reply) => !mayPass(reply, attempt));
    const wait = final ? undefined : waits.next(longestWait(failed, options.clock.now()));
    if (wait === undefined) throw itemFailure(purpose, asHttp(final ?? first));
    options.onProgress(
      `Microsoft Graph: status ${first.status}, trying again in ${(wait / 1000).toFixed(1)} s`,
    );
    await options.clock.sleep(wait, connection.signal);
    connection.signal?.throwIfAborted();
    pending = failed.map((reply) => reply.id);
  }
}

function requestFor(relation: 'owners' | 'members'): (group: string) => GraphRequest {
  return (group) => ({
    id: group,
    method: 'GET',
    path: address(['groups', group, relation], { $select: 'id', $top: 999 }),
  });
}

async function ask(
  { transport, endpoint, signal }: Connection,
  purpose: Purpose,
  requests: readonly GraphRequest[],
): Promise<readonly GraphReply[]> {
  let replies: readonly GraphReply[] | undefined;
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

function pageIn(reply: GraphReply): Page | undefined {
  if (reply.status !== 200) return undefined;
  try {
    return pageOf(reply.body);
  } catch {
    return undefined;
  }
}

function mayPass({ status }: GraphReply, attempt: number): boolean {
  return status === 200 || isPassing(status) || (status === 404 && attempt < attemptsToFind);
}

/** As long as the most patient of the items asks for: https://learn.microsoft.com/graph/throttling */
function longestWait(replies: readonly GraphReply[], now: Date): number | undefined {
  const asked = replies.map((reply) => retryAfterMs(reply.headers, now)).filter((ms) => ms !== undefined);
  return asked.length === 0 ? undefined : Math.max(...asked);
}

async function idsOf(connection: Connection, purpose: Purpose, first: Page): Promise<readonly string[]> {
  // A list that changes while it is read may show somebody twice.
  const ids = new Set<string>();
  for await (const items of pagesOf(connection, purpose, first)) for (const { id } of items) ids.add(id);
  return [...ids];
}

function asHttp(reply: GraphReply): {
  status: number;
  headers: Readonly<Record<string, string>>;
  text: string;
} {
  return { status: reply.status, headers: reply.headers, text: JSON.stringify(reply.body) };
}
