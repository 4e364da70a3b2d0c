import type { Cloud } from '../../core/desired/settings.ts';
import type { Clock, Reader, Writer } from '../../ports.ts';
import type { Recorder } from '../trace/recorder.ts';
import type { TokenSource } from './authorizing.ts';
import { clouds } from './clouds.ts';
import { graphReader } from './reader.ts';
import { graphTransport } from './transport.ts';
import { graphWriter } from './writer.ts';

export interface GraphOptions {
  readonly cloud: Cloud;
  /** Origin of a practice tenant, which is asked instead of the cloud. */
  readonly endpoint?: URL;
  readonly token: TokenSource;
  readonly clock: Clock;
  readonly trace?: Recorder;
  readonly onProgress?: (text: string) => void;
  readonly signal?: AbortSignal;
  /** Numbers from 0 up to 1 for the jitter of waits; `Math.random` where not given. */
  readonly random?: () => number;
}

/** Everything that talks to Microsoft Graph. Opens no connection by itself. */
export function connectGraph(options: GraphOptions): { reader: Reader; writer: Writer } {
  const { clock, endpoint, signal } = options;
  const { graph } = clouds[options.cloud];
  const origin = endpoint?.origin ?? graph;
  const waiting = {
    clock,
    random: options.random ?? Math.random,
    onProgress: options.onProgress ?? (() => {}),
  };
  const transport = graphTransport({
    ...waiting,
    graph,
    origin,
    token: options.token,
    recorder: options.trace,
    reconnect: endpoint === undefined,
  });
  const connection = { transport, endpoint, origins: [origin, graph], signal };
  return {
    reader: graphReader(connection, waiting),
    writer: graphWriter(transport, clock, signal),
  };
}
