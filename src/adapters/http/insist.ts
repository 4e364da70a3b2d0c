import type { Reply } from '../../ports.ts';
import { patience, retryAfterMs } from './patience.ts';
import type { Waiting } from './waiting.ts';

/** What an answer to one item of a batch is worth: `again`: it may be another one later; `never`: it stays so. */
export type Worth = 'good' | 'again' | 'never';

export interface Insistence<T> extends Waiting {
  /** Its name, for the progress. */
  readonly service: string;
  readonly signal: AbortSignal | undefined;
  /** Asks for these items, all in one batch. */
  readonly ask: (items: readonly T[]) => Promise<readonly Reply[]>;
  /** `attempt` counts from 1. */
  readonly worth: (reply: Reply, attempt: number) => Worth;
  /** The error for an item that was not answered well. */
  readonly failure: (reply: Reply) => Error;
}

/**
 * Good answers to all of the items of one batch that reads, by id: items that were throttled are asked again by
 * themselves. Throws where one of them has no good answer.
 */
export async function insist<T extends { readonly id: string }>(
  items: readonly T[],
  how: Insistence<T>,
): Promise<ReadonlyMap<string, Reply>> {
  const good = new Map<string, Reply>();
  const waits = patience(how.clock, how.random);
  let pending = items;
  for (let attempt = 1; ; attempt++) {
    const failed: Reply[] = [];
    let final: Reply | undefined;
    for (const reply of await how.ask(pending)) {
      const worth = how.worth(reply, attempt);
      if (worth === 'good') good.set(reply.id, reply);
      else failed.push(reply);
      if (worth === 'never') final ??= reply;
    }
    const [first] = failed;
    if (!first) return good;
    const wait = final ? undefined : waits.next(longestWait(failed, how.clock.now()));
    if (wait === undefined) throw how.failure(final ?? first);
    how.onProgress(`${how.service}: status ${first.status}, trying again in ${(wait / 1000).toFixed(1)} s`);
    await how.clock.sleep(wait, how.signal);
    how.signal?.throwIfAborted();
    const again = new Set(failed.map(({ id }) => id));
    pending = pending.filter(({ id }) => again.has(id));
  }
}

/** As long as the most patient of the items asks for: https://learn.microsoft.com/graph/throttling */
function longestWait(replies: readonly Reply[], now: Date): number | undefined {
  const asked = replies.map((reply) => retryAfterMs(reply.headers, now)).filter((ms) => ms !== undefined);
  return asked.length === 0 ? undefined : Math.max(...asked);
}
