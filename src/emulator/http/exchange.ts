import type { Fault } from '../faults.ts';
import type { Tenant } from '../tenant.ts';
import { exchangeFaultReply } from '../exchange/fault-reply.ts';
import { signInFaultReply } from '../sign-in/fault-reply.ts';
import { innerError } from './error-body.ts';
import type { Operation, Reply } from './request.ts';

/** The connection ends here without an answer: by a fault, or because a held write was abandoned. */
export class ConnectionDropped extends Error {
  constructor() {
    super('The connection was dropped on demand.');
    this.name = 'ConnectionDropped';
  }
}

export interface Answer {
  reply: Reply;
  /** Send only the first half of the body. */
  truncate: boolean;
}

/**
 * Runs one operation (a whole request or a batch item) under the faults that strike it, and logs it. `batch` is the
 * sequence number of the request that carried the item. Faults that are part of an operation are handed to it.
 */
export async function exchange(
  tenant: Tenant,
  request: Operation,
  batch: number | null,
  perform: (sequence: number, faults: readonly Fault[]) => Promise<Answer>,
): Promise<Answer> {
  const sequence = tenant.requests.begin();
  const { method, path, search: query } = request;
  const time = new Date(tenant.clock.now()).toISOString();
  let status = 0;
  try {
    const answer = await underFaults(tenant, request, (faults) => perform(sequence, faults));
    status = answer.reply.status;
    return answer;
  } finally {
    const cmdlet = request.invocation?.cmdlet ?? '';
    const named = cmdlet === '' ? {} : { cmdlet };
    tenant.requests.add({ sequence, time, method, path, query, status, batch, ...named });
  }
}

async function underFaults(
  tenant: Tenant,
  request: Operation,
  perform: (faults: readonly Fault[]) => Promise<Answer>,
): Promise<Answer> {
  const faults = tenant.faults.take(request);
  for (const { delayMs } of faults) if (delayMs !== undefined) await tenant.clock.sleep(delayMs);
  const drop = faults.find((fault) => fault.drop !== undefined)?.drop;
  if (drop === 'before') throw new ConnectionDropped();
  const struck = faults.find(answersItself);
  const answer = struck
    ? { reply: faultReply(struck, request, tenant.clock.now()), truncate: false }
    : await perform(faults);
  if (drop === 'after') throw new ConnectionDropped();
  return { ...answer, truncate: answer.truncate || faults.some((fault) => fault.truncate === true) };
}

/** What only changes how the operation goes is left to the operation. */
function answersItself({ status, exchange }: Fault): boolean {
  if (exchange === 'deadLink' || exchange === 'dualWrite') return false;
  return status !== undefined || exchange !== undefined;
}

function faultReply(fault: Fault, request: Operation, now: number): Reply {
  if (request.signIn) return signInFaultReply(fault, request, now);
  if (request.invocation) return exchangeFaultReply(fault, request);
  const status = fault.status ?? 500;
  const { code, message } = {
    ...(standard[status] ?? { code: 'UnknownError', message: '' }),
    ...named(fault),
  };
  const error = { error: { code, message, innerError: innerError(request, now) } };
  const body = fault.body ?? (status < 400 ? undefined : error);
  const headers: Record<string, string> = { ...fault.headers };
  if (fault.retryAfter !== undefined) headers['retry-after'] = String(fault.retryAfter);
  if (fault.contentType !== undefined) headers['content-type'] = fault.contentType;
  else if (typeof body === 'string') headers['content-type'] = 'text/html';
  return { status, headers, body };
}

function named(fault: Fault): { code?: string; message?: string } {
  const { code, message } = fault;
  return { ...(code === undefined ? {} : { code }), ...(message === undefined ? {} : { message }) };
}

/** What the service says with statuses that have one well-known text. */
const standard: Readonly<Record<number, { code: string; message: string }>> = {
  403: { code: 'Authorization_RequestDenied', message: 'Insufficient privileges to complete the operation.' },
  409: {
    code: 'Directory_ConcurrencyViolation',
    message: 'Error due to concurrent requests being made to the tenant. Please wait briefly and retry.',
  },
  429: { code: 'TooManyRequests', message: 'Please retry again later.' },
  503: { code: 'ServiceUnavailable', message: 'Service unavailable.' },
  504: { code: 'GatewayTimeout', message: '' },
};
