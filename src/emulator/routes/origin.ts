import type { Call } from '../http/call.ts';
import type { Origin } from '../writes/store.ts';

/** Who makes the change of a call, for the audit log. */
export function originOf(call: Call): Origin {
  const { caller, request } = call;
  return { caller, correlationId: request.headers['client-request-id'] ?? request.id };
}
