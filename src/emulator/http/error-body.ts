import { GraphFault } from '../errors.ts';
import type { GraphRequest, Operation, Reply } from './request.ts';

/** The answer to a failed request: the error body that Graph documents, with the fault's own headers. */
export function errorReply(error: unknown, request: GraphRequest, now: number): Reply {
  const fault = asFault(error);
  const details = fault.details.length > 0 ? { details: fault.details } : {};
  // A throttled request has an inner error of its own form (Graph throttling guidance).
  const throttled = fault.status === 429 ? { code: '429', message: 'Please retry after', status: '429' } : {};
  const inner = { ...throttled, ...innerError(request, now) };
  return {
    status: fault.status,
    headers: { ...fault.headers },
    body: { error: { code: fault.code, message: fault.message, ...details, innerError: inner } },
  };
}

/** The date has no zone, as in the live service, though the contract calls it a date-time. */
export function innerError(request: Operation, now: number): Record<string, string> {
  return {
    date: new Date(now).toISOString().slice(0, 19),
    'request-id': request.id,
    'client-request-id': request.headers['client-request-id'] ?? request.id,
  };
}

/** Whatever was thrown as a fault: a mistake of the emulator itself is an honest 500. */
function asFault(error: unknown): GraphFault {
  if (error instanceof GraphFault) return error;
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new GraphFault(500, 'InternalServerError', `The practice tenant itself failed: ${text}`);
}
