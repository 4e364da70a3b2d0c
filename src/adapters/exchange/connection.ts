import { randomUUID } from 'node:crypto';
import type { Cloud } from '../../core/desired/settings.ts';
import { authorizing, type TokenSource } from '../http/authorizing.ts';
import { chain } from '../http/chain.ts';
import { fetching } from '../http/fetching.ts';
import { HttpExchange, type Transport } from '../http/http-exchange.ts';
import { recording } from '../http/recording.ts';
import { retrying } from '../http/retrying.ts';
import type { Waiting } from '../http/waiting.ts';
import type { Recorder } from '../trace/recorder.ts';
import { exchangeHosts, isOwnHost } from './hosts.ts';
import { anchorOf } from './protocol.ts';
import { redirecting } from './redirecting.ts';
import { requiringRole } from './role-claim.ts';
import { throttledInWords } from './throttled-in-words.ts';

/**
 * The service itself gives a cmdlet 15 minutes, but Node gives up after five without a word:
 * https://github.com/nodejs/undici/blob/main/docs/docs/api/Client.md (`headersTimeout`).
 */
const answerWithinMs = 290_000;

/** The way to Exchange Online of one tenant. */
export interface Connection {
  readonly transport: Transport;
  readonly tenantId: string;
  /** Where the requests of a batch are said to go. */
  readonly origin: string;
  /** The practice tenant, where there is one. */
  readonly endpoint: URL | undefined;
  readonly signal: AbortSignal | undefined;
}

export interface ConnectionOptions extends Waiting {
  readonly cloud: Cloud;
  readonly tenantId: string;
  readonly endpoint: URL | undefined;
  readonly token: TokenSource;
  readonly trace: Recorder | undefined;
  readonly signal: AbortSignal | undefined;
}

/**
 * Requests to the endpoint that the official PowerShell module uses: it is the only one that writes custom attributes
 * (https://learn.microsoft.com/exchange/reference/admin-api-endpoints-reference has none that does). Opens no
 * connection by itself.
 */
export function connection(options: ConnectionOptions): Connection {
  const { cloud, endpoint, tenantId, signal } = options;
  const origin = endpoint?.origin ?? exchangeHosts[cloud].origin;
  const isOwn = (url: URL): boolean => (endpoint ? url.origin === origin : isOwnHost(url, cloud));
  const send = chain([
    authorizing(requiringRole(options.token)),
    retrying({ ...options, service: 'Exchange Online', reconnect: endpoint === undefined }),
    throttledInWords,
    redirecting(origin, isOwn),
    recording(options.trace),
    fetching(answerWithinMs),
  ]);
  const common = {
    accept: 'application/json',
    // What a role does not allow is answered with a body that cannot be unpacked.
    'accept-encoding': 'identity',
    // Errors are told apart by their text.
    'accept-language': 'en-US',
    'content-type': 'application/json; charset=utf-8',
    'x-anchormailbox': anchorOf(tenantId),
    'x-responseformat': 'json',
  };
  const transport: Transport = async (request) => {
    const exchange = new HttpExchange(request, `${origin}${request.target}`);
    await send(exchange, new Headers({ ...common, 'client-request-id': randomUUID(), ...request.headers }));
    return exchange;
  };
  return { transport, tenantId, origin, endpoint, signal };
}
