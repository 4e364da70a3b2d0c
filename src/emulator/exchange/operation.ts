import type { Fault } from '../faults.ts';
import { ConnectionDropped, type Answer } from '../http/exchange.ts';
import { run } from '../http/operation.ts';
import type { Reply } from '../http/request.ts';
import { catchUp } from '../membership/rounds.ts';
import type { Tenant } from '../tenant.ts';
import { admit } from './admission.ts';
import { invoke } from './invoke.ts';
import { AdminApiFault } from './admin-api-fault.ts';
import type { AdminApiRequest } from './request.ts';

/** Answers one call of a cmdlet: a whole request, or one item of a batch. */
export async function operate(
  tenant: Tenant,
  request: AdminApiRequest,
  faults: readonly Fault[],
): Promise<Answer> {
  try {
    catchUp(tenant);
    admit(tenant, request);
    const reply = await run(tenant, () => invoke(tenant, request, faults));
    return { reply, truncate: false };
  } catch (error) {
    return { reply: refusal(error, request), truncate: false };
  }
}

/** The answer to whatever was thrown; a dropped connection is not answered. */
export function refusal(error: unknown, request: AdminApiRequest): Reply {
  if (error instanceof ConnectionDropped) throw error;
  if (!(error instanceof AdminApiFault)) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const message = `The practice tenant itself failed: ${text}`;
    return { status: 500, headers: {}, body: { error: { code: 'InternalServerError', message } } };
  }
  const { status, headers, body } = error;
  // An item of a batch cannot hold bytes that are no JSON.
  const hasBody = body !== undefined && !(request.inBatch && typeof body === 'string');
  return { status, headers: { ...headers }, ...(hasBody ? { body } : {}) };
}
