import type { Channel } from '../core/plan/plan.ts';
import type { Reply } from '../ports.ts';
import { isObject } from './compare.ts';

/** Why a request was not answered as it should have been. */
export interface Trouble {
  /** Absent where there was no answer at all. */
  readonly status?: number;
  readonly code?: string;
  readonly message: string;
  readonly requestId?: string;
}

/**
 * What trouble means for the operation:
 * `throttled`: nothing was done, and the service may have said when to come back;
 * `contended`: nothing was done, try again;
 * `unclear`: it may have been done or not, try again after looking;
 * `unauthorised`: the token is not accepted;
 * `refused`: final.
 */
export type Kind = 'throttled' | 'contended' | 'unclear' | 'unauthorised' | 'refused';

/** What trouble on a channel means. */
export function kindOf(channel: Channel, trouble: Partial<Trouble>): Kind {
  return (channel === 'exchange' ? exchangeKind(trouble) : undefined) ?? kindOfStatus(trouble);
}

/**
 * Exchange writes to Entra ID before it takes a value, and answers in these words where that fails; it says itself that
 * this may pass. What does not pass is a refusal and was recognised before.
 */
function exchangeKind({ code = '', message = '' }: Partial<Trouble>): Kind | undefined {
  if (code === 'UnableToWriteToAadException') return 'unclear';
  return message.includes('maximum number of concurrent requests') ? 'throttled' : undefined;
}

/**
 * Statuses and codes: https://learn.microsoft.com/graph/errors. 424 is how some batches report throttling of their
 * items; `Directory_ConcurrencyViolation` comes with 409 when the tenant is busy with another write.
 */
function kindOfStatus({ status, code }: Partial<Trouble>): Kind {
  switch (status) {
    case undefined:
    case 408:
    case 500:
    case 502:
    case 503:
    case 504:
      return 'unclear';
    case 424:
    case 429:
      return 'throttled';
    case 401:
      return 'unauthorised';
    case 409:
      return code === 'Directory_ConcurrencyViolation' ? 'contended' : 'refused';
    default:
      return 'refused';
  }
}

/** The trouble that an item of a batch reports. Proxies answer in text or HTML, which is not repeated. */
export function troubleOf(reply: Reply): Trouble {
  const body = isObject(reply.body) ? reply.body : {};
  const error = isObject(body['error']) ? body['error'] : {};
  const inner = [error['innerError'], error['innererror']].find(isObject) ?? {};
  const code = text(error['code']);
  const requestId = reply.headers['request-id'] ?? text(inner['request-id']);
  return {
    status: reply.status,
    ...(code === undefined ? {} : { code }),
    message: text(error['message']) ?? `The service answered with status ${reply.status}.`,
    ...(requestId === undefined ? {} : { requestId }),
  };
}

/** `Retry-After` in milliseconds from `at`: seconds, also with a fraction, or a date. Undefined where it is absent. */
export function retryAfter(reply: Reply, at: number): number | undefined {
  const header = reply.headers['retry-after']?.trim();
  if (header === undefined || header === '') return undefined;
  const seconds = Number(header);
  if (!Number.isNaN(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - at);
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
