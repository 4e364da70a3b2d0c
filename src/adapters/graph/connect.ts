import type { Cloud } from '../../core/desired/settings.ts';
import type { Writer } from '../../ports.ts';
import type { TokenSource } from '../http/authorizing.ts';
import type { Round } from '../http/round.ts';
import type { Waiting } from '../http/waiting.ts';
import type { Recorder } from '../trace/recorder.ts';
import { clouds } from './clouds.ts';
import type { GraphQuery } from './purposes.ts';
import { graphReader } from './reader.ts';
import { graphTransport } from './transport.ts';
import { graphWriter } from './writer.ts';

export interface GraphOptions extends Waiting {
  readonly cloud: Cloud;
  /** Origin of a practice tenant, which is asked instead of the cloud. */
  readonly endpoint: URL | undefined;
  readonly token: TokenSource;
  readonly trace: Recorder | undefined;
  readonly signal: AbortSignal | undefined;
}

/** Everything that talks to Microsoft Graph. Opens no connection by itself. */
export function connectGraph(options: GraphOptions): {
  readonly round: Round<GraphQuery>;
  readonly writer: Pick<Writer, 'send'>;
} {
  const { clock, endpoint, random, onProgress, signal } = options;
  const { graph } = clouds[options.cloud];
  const origin = endpoint?.origin ?? graph;
  const waiting = { clock, random, onProgress };
  const transport = graphTransport({
    ...waiting,
    graph,
    origin,
    token: options.token,
    recorder: options.trace,
    reconnect: endpoint === undefined,
  });
  const connection = { transport, endpoint, origins: [origin, graph], signal };
  return { round: graphReader(connection, waiting), writer: graphWriter(transport, clock, signal) };
}
