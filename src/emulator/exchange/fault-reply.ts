import type { Fault } from '../faults.ts';
import type { Operation, Reply } from '../http/request.ts';
import { forbidden } from './refusals.ts';

/** What the endpoint says when a tenant has too many calls at once, not as JSON. */
const tooMany =
  'You have reached the maximum number of concurrent requests per tenant. Please wait and try again';

/** The answer of a fault that strikes a call of the admin endpoint. */
export function exchangeFaultReply(fault: Fault, request: Operation): Reply {
  const headers: Record<string, string> = { ...fault.headers };
  if (fault.retryAfter !== undefined) headers['retry-after'] = String(fault.retryAfter);
  if (fault.exchange === 'forbidden') {
    const { headers: own, body } = forbidden(request.headers);
    return { status: 403, headers: { ...own, ...headers }, ...(request.inBatch ? {} : { body }) };
  }
  const isPlain = fault.exchange === 'concurrency';
  const status = fault.status ?? (isPlain ? 429 : 500);
  const body = fault.body ?? (isPlain ? tooMany : standardBody(status, fault));
  if (fault.contentType !== undefined) headers['content-type'] = fault.contentType;
  else if (typeof body === 'string') headers['content-type'] = isPlain ? 'text/plain' : 'text/html';
  return body === undefined ? { status, headers } : { status, headers, body };
}

/** A 401 has no body, and neither has a redirect. */
function standardBody(status: number, fault: Fault): object | undefined {
  if (status < 400 || status === 401) return undefined;
  const message = fault.message ?? 'The service is not available at the moment.';
  return { error: { code: fault.code ?? codes[status] ?? 'UnknownError', message } };
}

const codes: Readonly<Record<number, string>> = {
  400: 'BadRequest',
  404: 'NotFound',
  408: 'RequestTimeout',
  429: 'TooManyRequests',
  500: 'InternalServerError',
  503: 'ServiceUnavailable',
  504: 'GatewayTimeout',
};
