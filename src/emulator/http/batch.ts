import { GraphFault } from '../errors.ts';
import { isObject } from '../json.ts';
import type { Json } from '../state.ts';
import type { Tenant } from '../tenant.ts';
import type { Routes } from './call.ts';
import { authenticate } from './caller.ts';
import { errorReply } from './error-body.ts';
import { ConnectionDropped, exchange, type Answer } from './exchange.ts';
import { contentType } from './metadata.ts';
import { operate } from './operation.ts';
import { hostOf, type GraphRequest, type Reply } from './request.ts';
import { segments } from './segments.ts';

interface BatchItem {
  id: string;
  method: string;
  url: string;
  headers: Record<string, string>;
  body: Json | undefined;
  dependsOn: string[];
}

/** The most requests that one batch takes (Graph JSON batching). */
const limit = 20;

/**
 * Performs the items of a `$batch` one by one, each throttled and answered for itself, and answers them in the
 * opposite order, which the documentation allows and careless clients do not expect.
 */
export async function operateBatch(
  tenant: Tenant,
  routes: Routes,
  outer: GraphRequest,
  sequence: number,
): Promise<Answer> {
  try {
    outer.caller = authenticate(tenant, outer.headers['authorization'], hostOf(outer));
    if (outer.method !== 'POST') throw new GraphFault(405, 'BadRequest', 'A batch is sent with POST.');
    const items = parse(outer.body);
    return await performItems(items, (item) => {
      const request = itemRequest(outer, item);
      return exchange(tenant, request, sequence, () => operate(tenant, routes, request));
    });
  } catch (error) {
    if (error instanceof ConnectionDropped) throw error;
    return { reply: errorReply(error, outer, tenant.clock.now()), truncate: false };
  }
}

async function performItems(
  items: readonly BatchItem[],
  perform: (item: BatchItem) => Promise<Answer>,
): Promise<Answer> {
  const statuses = new Map<string, number>();
  const responses: object[] = [];
  let truncate = false;
  for (const item of items) {
    const failed = item.dependsOn.some((id) => (statuses.get(id) ?? 424) >= 400);
    const answer = failed ? { reply: failedDependency(), truncate: false } : await perform(item);
    statuses.set(item.id, answer.reply.status);
    truncate ||= answer.truncate;
    responses.push(response(item.id, answer.reply));
  }
  return { reply: { status: 200, headers: {}, body: { responses: responses.toReversed() } }, truncate };
}

function itemRequest(outer: GraphRequest, item: BatchItem): GraphRequest {
  const [path = '', ...query] = item.url.split('?');
  const rooted = path.startsWith('/') ? path : `/${path}`;
  return {
    id: outer.id,
    method: item.method,
    path: rooted,
    segments: segments(rooted),
    search: query.join('?').split('#')[0] ?? '',
    headers: item.headers,
    body: item.body,
    root: outer.root,
    caller: outer.caller,
    inBatch: true,
  };
}

function response(id: string, reply: Reply): object {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(reply.headers)) headers[capital(name)] = value;
  if (reply.body === undefined) return { id, status: reply.status, headers };
  headers['Content-Type'] ??= contentType('minimal').replace(';charset=utf-8', '');
  return { id, status: reply.status, headers, body: reply.body };
}

/** `retry-after` as `Retry-After`: that is how the service writes them inside a batch. */
function capital(name: string): string {
  if (name.startsWith('x-')) return name;
  return name.replaceAll(/(^|-)([a-z])/g, (_, dash: string, letter: string) => dash + letter.toUpperCase());
}

function failedDependency(): Reply {
  const error = { code: 'FailedDependency', message: 'A request that this one depends on failed.' };
  return { status: 424, headers: {}, body: { error } };
}

function parse(body: Json | undefined): BatchItem[] {
  const requests = isObject(body) ? body['requests'] : undefined;
  if (!Array.isArray(requests)) throw malformed('Invalid batch payload format.');
  if (requests.length > limit)
    throw malformed(`Number of batch request steps exceeds the max value of ${limit}.`);
  const seen = new Set<string>();
  return requests.map((entry) => {
    const item = parseItem(entry);
    if (seen.has(item.id)) throw malformed(`Request Id : ${item.id} is used more than once.`);
    for (const id of item.dependsOn)
      if (!seen.has(id)) throw malformed(`Request Id : ${item.id} depends on the unknown request '${id}'.`);
    seen.add(item.id);
    return item;
  });
}

function parseItem(entry: Json): BatchItem {
  if (!isObject(entry)) throw malformed('Invalid batch payload format.');
  const { id, method, url, body } = entry;
  if (typeof id !== 'string' || id === '') throw malformed('Every request of a batch needs an id.');
  if (typeof method !== 'string' || typeof url !== 'string')
    throw malformed(`Request Id : ${id} needs a method and a url.`);
  const headers: Record<string, string> = {};
  if (isObject(entry['headers']))
    for (const [name, value] of Object.entries(entry['headers']))
      if (typeof value === 'string') headers[name.toLowerCase()] = value;
  const hasBody = body !== undefined && body !== null;
  if (hasBody && headers['content-type'] === undefined)
    throw malformed(`Write request id : ${id} does not contain Content-Type header or body.`);
  const dependsOn = Array.isArray(entry['dependsOn']) ? entry['dependsOn'].map(String) : [];
  return { id, method: method.toUpperCase(), url, headers, body: hasBody ? body : undefined, dependsOn };
}

function malformed(message: string): GraphFault {
  return new GraphFault(400, 'BadRequest', message);
}
