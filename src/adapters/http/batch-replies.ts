import type { Reply } from '../../ports.ts';
import { member } from './json.ts';

/**
 * The replies in the text of an answer to a `$batch`, in the order of the requests; they come in any order. Throws where
 * one is missing, doubled or no reply: then nobody knows what became of the batch.
 */
export function batchReplies(text: string, requests: readonly { readonly id: string }[]): readonly Reply[] {
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

function replyOf(response: unknown): Reply {
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
