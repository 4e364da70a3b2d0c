import type { Clock, Writer } from '../../ports.ts';
import { notSent, sentOf } from '../http/sent.ts';
import type { Connection } from './connection.ts';
import { exchangeError } from './exchange-error.ts';
import { batchBody, batchSize, batchTarget } from './protocol.ts';
import { repliesIn } from './replies.ts';

/**
 * Sends cmdlets to Exchange Online, each batch once. An interruption stops what was not sent yet; what is under way is
 * waited for, so that its outcome is known. Throws RangeError for too many, and for an empty `Identity`, by which some
 * cmdlets understand everybody.
 */
export function exchangeWriter(
  { transport, tenantId, origin, signal }: Connection,
  clock: Clock,
): Pick<Writer, 'invoke'> {
  return {
    async invoke(commands) {
      if (commands.length > batchSize) throw new RangeError(`${commands.length} cmdlets in one batch`);
      // Before anything is sent, and with whatever is wrong in it.
      batchBody(commands, { tenantId, origin, token: '' });
      if (commands.length === 0) return { result: 'answered', replies: [] };
      if (signal?.aborted) return notSent('The command was interrupted.');
      const replies = (text: string) => repliesIn(text, commands);
      const exchange = await transport({
        method: 'POST',
        target: batchTarget(tenantId),
        headers: { prefer: 'odata.continue-on-error' },
        body: (token) => batchBody(commands, { tenantId, origin, token }),
        repeatable: false,
        parse: replies,
      });
      const dialect = {
        service: 'Exchange Online',
        repliesIn: replies,
        errorIn: ({
          status,
          headers,
          text,
        }: {
          status: number;
          headers: Readonly<Record<string, string>>;
          text: string;
        }) => exchangeError({ status, headers, body: text }),
      };
      return sentOf(exchange, dialect, clock);
    },
  };
}
