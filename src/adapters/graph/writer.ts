import type { Clock, GraphRequest, Sent, Writer } from '../../ports.ts';
import { redactText } from '../trace/redact.ts';
import { batchBody, batchReplies, batchSize } from './batch.ts';
import type { Exchange, HttpReply } from './exchange.ts';
import { graphError } from './graph-error.ts';
import { retryAfterMs } from './patience.ts';
import type { Transport } from './transport.ts';

/** Other applications of the tenant go first where limits are near: https://learn.microsoft.com/graph/throttling-limits */
const lowPriority = { 'x-ms-throttle-priority': 'low' };

/**
 * Sends writes to Microsoft Graph, each batch once. An interruption stops what was not sent yet; what is under way is
 * waited for, so that its outcome is known.
 */
export function graphWriter(transport: Transport, clock: Clock, signal: AbortSignal | undefined): Writer {
  return {
    async send(requests) {
      if (requests.length > batchSize) throw new RangeError(`${requests.length} requests in one batch`);
      if (requests.length === 0) return { result: 'answered', replies: [] };
      if (signal?.aborted) return notSent('The command was interrupted.');
      const exchange = await transport({
        method: 'POST',
        target: '/$batch',
        headers: lowPriority,
        body: batchBody(requests, lowPriority),
        repeatable: false,
        parse: (text) => batchReplies(text, requests),
      });
      return sentOf(exchange, requests, clock);
    },
  };
}

function sentOf(exchange: Exchange, requests: readonly GraphRequest[], clock: Clock): Sent {
  const { outcome } = exchange;
  switch (outcome.type) {
    case 'notSent':
      return notSent(outcome.message);
    case 'signInFailed':
      return notSent(messageOf(outcome.error));
    case 'stopped':
      return { result: 'lost', message: 'The command was interrupted.' };
    case 'broken':
      return { result: 'lost', message: clean(outcome.message, exchange) };
    case 'replied':
      return answerOf(outcome.reply, requests, exchange, clock);
  }
}

function answerOf(
  reply: HttpReply,
  requests: readonly GraphRequest[],
  exchange: Exchange,
  clock: Clock,
): Sent {
  const { code, message, requestId } = graphError(reply);
  const words = clean(
    message === '' ? `Microsoft Graph answered with status ${reply.status}.` : message,
    exchange,
  );
  if (reply.status >= 200 && reply.status <= 299) {
    try {
      return { result: 'answered', replies: batchReplies(reply.text, requests) };
    } catch {
      return { result: 'lost', message: 'The answer to the batch cannot be read.' };
    }
  }
  // These come from gateways, which do not know how far the service behind them got.
  if ([500, 502, 504].includes(reply.status))
    return { result: 'lost', message: `${words} (status ${reply.status}, request-id ${requestId})` };
  const wait = retryAfterMs(reply.headers, clock.now());
  return {
    result: 'refused',
    status: reply.status,
    code,
    message: words,
    requestId,
    ...(wait === undefined ? {} : { retryAfterMs: wait }),
  };
}

function notSent(message: string): Sent {
  return { result: 'refused', status: 0, code: 'NotSent', message: redactText(message), requestId: '' };
}

function clean(text: string, { token }: Exchange): string {
  return redactText(token === '' ? text : text.replaceAll(token, 'REDACTED'));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
