import { exchange, type Answer } from '../http/exchange.ts';
import { uuid } from '../random.ts';
import type { Json } from '../state.ts';
import type { Tenant } from '../tenant.ts';
import { operateBatch } from './batch.ts';
import { contentType } from './content-type.ts';
import { operate, refusal } from './operation.ts';
import { notInvocable } from './refusals.ts';
import { adminApiRequest } from './request.ts';

/** An HTTP request as it came, headers by lower-case name. */
export interface Incoming {
  method: string;
  url: string;
  /** Scheme and host as the caller wrote them: links begin with it. */
  origin: string;
  headers: Readonly<Record<string, string>>;
  text: string;
}

/**
 * Exchange Online's admin endpoint: `POST /adminapi/beta/{tenant}/InvokeCommand` and `$batch`. It is not documented;
 * it is what the Exchange Online PowerShell module talks to.
 */
export async function answerAdminApi(tenant: Tenant, incoming: Incoming): Promise<Answer> {
  const { method, url, origin, headers } = incoming;
  const body = parse(incoming.text);
  const id = uuid(tenant.random);
  const request = adminApiRequest({ id, method, url, headers, body, origin, inBatch: false });
  const answer = await exchange(tenant, request, null, async (sequence, faults) => {
    if (body === undefined && incoming.text.trim() !== '')
      return { reply: refusal(notInvocable('The body is not JSON.'), request), truncate: false };
    if (request.action === '$batch') return await operateBatch(tenant, request, sequence);
    return await operate(tenant, request, faults);
  });
  const common: Record<string, string> = {
    'request-id': id,
    'odata-version': '4.0',
    date: new Date(tenant.clock.now()).toUTCString(),
  };
  if (answer.reply.body !== undefined) common['content-type'] = contentType;
  return { ...answer, reply: { ...answer.reply, headers: { ...common, ...answer.reply.headers } } };
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
