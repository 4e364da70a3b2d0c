import type { Writer } from '../../ports.ts';
import type { Round } from '../http/round.ts';
import { connection, type ConnectionOptions } from './connection.ts';
import { exchangeReader, type ExchangeQuery } from './reader.ts';
import { exchangeWriter } from './writer.ts';

/** Everything that talks to Exchange Online. Opens no connection and asks for no token by itself. */
export function connectExchange(options: ConnectionOptions): {
  readonly round: Round<ExchangeQuery>;
  readonly writer: Pick<Writer, 'invoke'>;
} {
  const connected = connection(options);
  return { round: exchangeReader(connected, options), writer: exchangeWriter(connected, options.clock) };
}
