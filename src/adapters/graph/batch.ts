import type { GraphReply, GraphRequest } from '../../ports.ts';
import { member } from './graph-error.ts';

/** Requests in one batch: https://learn.microsoft.com/graph/json-batching */
export const batchSize = 20;

/**
 * The body of a `$batch`. Written by hand because the library's own class needs absolute addresses and then writes
 * `/v1.0/…`, which Graph rejects. A body needs its Content-Type, or Graph refuses the item.
 */
export function batchBody(
  requests: readonly GraphRequest[],
  headers: Readonly<Record<string, string>> = {},
): string {
  return JSON.stringify({
    requests: requests.map((request) => {
      const own = { ...headers, ...request.headers };
      const typed = request.body === undefined ? own : { 'Content-Type': 'application/json', ...own };
      return {
        id: request.id,
        method: request.method,
        url: request.path,
        ...(Object.keys(typed).length === 0 ? {} : { headers: typed }),
        ...(request.body === undefined ? {} : { body: request.body }),
      };
    }),
  });
}

/**
 * The replies in the text of an answer, in the order of the requests; Graph answers in any order. Throws where one is
 * missing, doubled or no reply: then nobody knows what became of the batch.
 */
export function batchReplies(text: string, requests: readonly GraphRequest[]): readonly GraphReply[] {
  const parsed: unknown = JSON.parse(text);
  const responses = member(parsed, 'responses');
  if (!Array.isArray(responses)) throw new TypeError('no answer to a batch');
  const replies = new Map(responses.map(replyOf).map((reply) => [reply.id, reply]));
  if (replies.size !== responses.length) throw new TypeError('two answers to one item');
  return requests.map(({ id }) => {
    const reply = replies.get(id);
    if (!reply) throw new TypeError(`no answer to item ${id}`);
    return reply;
  });
}

function replyOf(response: unknown): GraphReply {
  const id = member(response, 'id');
  const status = member(response, 'status');
  const headers = member(response, 'headers');
  if ((typeof id !== 'string' && typeof id !== 'number') || typeof status !== 'number')
    throw new TypeError('an answer without id or status');
  return {
    id: String(id),
    status,
    headers: Object.fromEntries(
      Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]),
    ),
    body: member(response, 'body') ?? null,
  };
}
