import type { Clock, Writer } from '../../ports.ts';
import { batchReplies } from '../http/batch-replies.ts';
import type { Transport } from '../http/http-exchange.ts';
import { notSent, sentOf } from '../http/sent.ts';
import { batchBody, batchSize } from './batch.ts';
import { graphError } from './graph-error.ts';

/** Other applications of the tenant go first where limits are near: https://learn.microsoft.com/graph/throttling-limits */
const lowPriority = { 'x-ms-throttle-priority': 'low' };

/**
 * Sends writes to Microsoft Graph, each batch once. An interruption stops what was not sent yet; what is under way is
 * waited for, so that its outcome is known.
 */
export function graphWriter(
  transport: Transport,
  clock: Clock,
  signal: AbortSignal | undefined,
): Pick<Writer, 'send'> {
  return {
    async send(requests) {
      if (requests.length > batchSize) throw new RangeError(`${requests.length} requests in one batch`);
      if (requests.length === 0) return { result: 'answered', replies: [] };
      if (signal?.aborted) return notSent('The command was interrupted.');
      const repliesIn = (text: string) => batchReplies(text, requests);
      const exchange = await transport({
        method: 'POST',
        target: '/$batch',
        headers: lowPriority,
        body: batchBody(requests, lowPriority),
        repeatable: false,
        parse: repliesIn,
      });
      return sentOf(exchange, { service: 'Microsoft Graph', repliesIn, errorIn: graphError }, clock);
    },
  };
}
