import type { Clock } from '../../ports.ts';
import type { HttpExchange, Step } from './http-exchange.ts';
import { isPassing, isUnreadable, patience, retryAfterMs } from './patience.ts';

/** Attempts to reach a host that does not answer at all; a wrong address does not mend itself in minutes. */
const attemptsToConnect = 4;

export interface RetryOptions {
  /** Its name, for the progress. */
  readonly service: string;
  readonly clock: Clock;
  readonly random: () => number;
  readonly onProgress: (text: string) => void;
  /** The practice tenant either listens or does not. */
  readonly reconnect: boolean;
}

/**
 * Sends reads again: after throttling, a failure of the service, a broken connection, an answer that is no JSON. The
 * library's own handler caps `Retry-After`, gives up after three times, never retries a broken connection, and
 * repeats writes.
 */
export function retrying(options: RetryOptions): Step {
  return async (exchange, next) => {
    const waits = patience(options.clock, options.random);
    for (let attempt = 1; ; attempt++) {
      await next();
      const verdict = exchange.request.repeatable ? judge(exchange, options, attempt) : undefined;
      const wait = verdict && waits.next(verdict.retryAfterMs);
      if (!verdict || wait === undefined) return;
      options.onProgress(
        `${options.service}: ${verdict.reason}, trying again in ${(wait / 1000).toFixed(1)} s`,
      );
      const { signal } = exchange.request;
      await options.clock.sleep(wait, signal);
      if (signal?.aborted) {
        exchange.outcome = { type: 'stopped', reason: signal.reason };
        return;
      }
    }
  };
}

interface Again {
  readonly reason: string;
  readonly retryAfterMs?: number | undefined;
}

function judge({ outcome }: HttpExchange, options: RetryOptions, attempt: number): Again | undefined {
  switch (outcome.type) {
    case 'replied': {
      const { reply, body } = outcome;
      if (isUnreadable(reply, body)) return { reason: 'an answer that cannot be read' };
      if (!isPassing(reply.status)) return undefined;
      return {
        reason: reply.status === 429 ? 'too many requests' : `status ${reply.status}`,
        retryAfterMs: retryAfterMs(reply.headers, options.clock.now()),
      };
    }
    case 'broken':
      return { reason: outcome.message };
    case 'notSent':
      return options.reconnect && attempt < attemptsToConnect ? { reason: outcome.message } : undefined;
    case 'signInFailed':
    case 'stopped':
      return undefined;
  }
}
