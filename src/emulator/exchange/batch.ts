import { exchange, type Answer } from '../http/exchange.ts';
import { isObject } from '../json.ts';
import type { Json } from '../state.ts';
import type { Tenant } from '../tenant.ts';
import { admit } from './admission.ts';
import { contentType } from './content-type.ts';
import { operate, refusal } from './operation.ts';
import { notInvocable } from './refusals.ts';
import { adminApiRequest, type AdminApiRequest } from './request.ts';

/** The module sends ten at most, and whoever sends more is refused. */
const limit = 10;

interface Item {
  id: string;
  request: AdminApiRequest;
}

/**
 * Performs the items of a `$batch` one by one, each answered for itself; a failed one stops none of the others. The
 * answers come in the opposite order: nothing promises the same.
 */
export async function operateBatch(
  tenant: Tenant,
  outer: AdminApiRequest,
  sequence: number,
): Promise<Answer> {
  try {
    admit(tenant, outer);
    const items = parse(outer);
    const responses: object[] = [];
    let truncate = false;
    for (const { id, request } of items) {
      const answer = await exchange(tenant, request, sequence, (_, faults) =>
        operate(tenant, request, faults),
      );
      truncate ||= answer.truncate;
      responses.push(response(id, answer, request));
    }
    return { reply: { status: 200, headers: {}, body: { responses: responses.toReversed() } }, truncate };
  } catch (error) {
    return { reply: refusal(error, outer), truncate: false };
  }
}

function response(id: string, { reply }: Answer, request: AdminApiRequest): object {
  const { status, headers, body } = reply;
  const cmdlet = { 'Cmdlet-Name': request.invocation.cmdlet };
  if (body === undefined) return { id, status, headers: { ...cmdlet, ...headers } };
  return { id, status, headers: { 'Content-Type': contentType, ...cmdlet, ...headers }, body };
}

function parse(outer: AdminApiRequest): Item[] {
  const requests = isObject(outer.body) ? outer.body['requests'] : undefined;
  if (!Array.isArray(requests)) throw notInvocable('The batch has no requests.');
  if (requests.length > limit)
    throw notInvocable(`The batch has ${requests.length} requests. The maximum is ${limit}.`);
  const items = requests.map((entry) => parseItem(outer, entry));
  if (new Set(items.map(({ id }) => id)).size < items.length)
    throw notInvocable('The requests of a batch need different ids.');
  return items;
}

/** Addresses may be whole ones; an item without a token of its own has the one of the batch. */
function parseItem(outer: AdminApiRequest, entry: Json): Item {
  if (!isObject(entry)) throw notInvocable('A request of the batch is not an object.');
  const { id, method, url, body } = entry;
  if (typeof id !== 'string' || typeof method !== 'string' || typeof url !== 'string')
    throw notInvocable('A request of the batch needs an id, a method and a url.');
  const headers: Record<string, string> = {};
  const { authorization } = outer.headers;
  if (authorization !== undefined) headers['authorization'] = authorization;
  if (isObject(entry['headers']))
    for (const [name, value] of Object.entries(entry['headers']))
      if (typeof value === 'string') headers[name.toLowerCase()] = value;
  const { origin } = new URL(outer.address);
  return {
    id,
    request: adminApiRequest({ id: outer.id, method, url, headers, body, origin, inBatch: true }),
  };
}
