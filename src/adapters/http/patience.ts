import type { Clock } from '../../ports.ts';
import type { HttpReply } from './http-exchange.ts';

/** How long a read goes on asking a service that does not answer. */
export const patienceMs = 5 * 60_000;

const firstWaitMs = 500;
const longestWaitMs = 30_000;

/** The waits between the attempts of one read. The patience begins with the first failure. */
export interface Patience {
  /**
   * Milliseconds until the next attempt, undefined once the patience is at its end. What the service asked for
   * (`Retry-After`) is never cut short; without it the waits double, with jitter.
   */
  next(retryAfterMs?: number): number | undefined;
}

/** `random` gives numbers from 0 up to 1. */
export function patience(clock: Clock, random: () => number): Patience {
  let end: number | undefined;
  let attempt = 0;
  return {
    next(retryAfterMs) {
      const now = clock.now().getTime();
      end ??= now + patienceMs;
      const backoff = Math.min(longestWaitMs, firstWaitMs * 2 ** attempt++) * (0.5 + random() / 2);
      const wait = retryAfterMs ?? backoff;
      return now + wait > end ? undefined : wait;
    },
  };
}

/**
 * `Retry-After` in milliseconds: seconds, also fractional as in Graph's documentation
 * (https://learn.microsoft.com/graph/throttling), or an HTTP date.
 */
export function retryAfterMs(headers: Readonly<Record<string, string>>, now: Date): number | undefined {
  const text = headers['retry-after']?.trim();
  if (text === undefined || text === '') return undefined;
  if (/^\d+(?:\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1000);
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now.getTime());
}

/** Statuses after which the same read may succeed. 409 is `Directory_ConcurrencyViolation`. */
export function isPassing(status: number): boolean {
  return [408, 409, 429, 500, 502, 503, 504].includes(status);
}

/** Whether an answer is a success that could not be understood, such as one that was cut short. */
export function isUnreadable(reply: HttpReply, body: unknown): boolean {
  return reply.status >= 200 && reply.status <= 299 && body === undefined;
}
