import { retryAfterMs } from '../http/patience.ts';
import type { Failure } from './failure.ts';

const minuteMs = 60_000;

/**
 * How long GitHub wants to be left alone, in milliseconds; undefined where a failure is not about limits. What is over a
 * limit answers 403 or 429, and none of it was done.
 * https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit
 */
export function pauseMs(failure: Failure, now: Date): number | undefined {
  if (failure.type !== 'refused' || (failure.status !== 403 && failure.status !== 429)) return undefined;
  const { headers, message, status } = failure;
  const asked = retryAfterMs(headers, now);
  if (asked !== undefined) return asked;
  const reset = Number(headers['x-ratelimit-reset']);
  if (headers['x-ratelimit-remaining'] === '0' && Number.isFinite(reset))
    return Math.max(0, reset * 1000 - now.getTime());
  return status === 429 || /secondary rate limit/i.test(message) ? minuteMs : undefined;
}
