import type { Fault } from '../faults.ts';
import type { Operation, Reply } from '../http/request.ts';
import { refusalBody, SignInRefusal } from './refusal.ts';

/** What the service says when it cannot answer (https://learn.microsoft.com/entra/identity-platform/reference-error-codes). */
const unavailable: Readonly<Record<number, readonly [string, number, string]>> = {
  429: [
    'temporarily_unavailable',
    90055,
    'The server has terminated the request because of too many requests.',
  ],
  503: ['temporarily_unavailable', 90033, 'A transient error has occurred. Please try again.'],
};

/** The answer of a fault that strikes the sign-in part. */
export function signInFaultReply(fault: Fault, request: Operation, now: number): Reply {
  const status = fault.status ?? 500;
  const [error, code, text] = unavailable[status] ?? [
    'server_error',
    90013,
    'Invalid input received from the user.',
  ];
  const refusal = new SignInRefusal(status, fault.code ?? error, code, fault.message ?? text);
  const correlationId = request.headers['client-request-id'] ?? request.id;
  const standard = refusalBody(refusal, { traceId: request.id, correlationId, now, login: '' });
  const headers: Record<string, string> = { ...fault.headers };
  if (fault.retryAfter !== undefined) headers['retry-after'] = String(fault.retryAfter);
  const body = fault.body ?? (status < 400 ? undefined : standard);
  if (fault.contentType !== undefined) headers['content-type'] = fault.contentType;
  else if (typeof body === 'string') headers['content-type'] = 'text/html';
  return body === undefined ? { status, headers } : { status, headers, body };
}
