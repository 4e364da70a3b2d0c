import { Client, ResponseType } from '@microsoft/microsoft-graph-client';
import { randomUUID } from 'node:crypto';
import { authorizing, type TokenSource } from './authorizing.ts';
import { Exchange, middlewareOf, type HttpRequest } from './exchange.ts';
import { fetching } from './fetching.ts';
import { recording } from './recording.ts';
import { remapping } from './remapping.ts';
import { retrying, type RetryOptions } from './retrying.ts';
import type { Recorder } from '../trace/recorder.ts';

/** Requests to Microsoft Graph. Resolves with the exchange, whatever came of it; never rejects. */
export type Transport = (request: HttpRequest) => Promise<Exchange>;

export interface TransportOptions extends RetryOptions {
  /** Origin of the cloud's Graph. */
  readonly graph: string;
  /** Origin that is really asked: the same, or the practice tenant's. */
  readonly origin: string;
  readonly token: TokenSource;
  readonly recorder: Recorder | undefined;
}

/**
 * Microsoft's client library with handlers of our own. What it is trusted with is the course of a request through the
 * chain; addresses, tokens, repetition, paging and batches are ours, for the reasons given at each.
 */
export function graphTransport(options: TransportOptions): Transport {
  const client = Client.initWithMiddleware({
    baseUrl: options.graph,
    defaultVersion: 'v1.0',
    middleware: [
      authorizing(options.token),
      retrying(options),
      remapping(options.origin),
      recording(options.recorder),
      fetching,
    ].map(middlewareOf),
  });
  return async (request) => {
    const exchange = new Exchange(request, `${options.graph}/v1.0${request.target}`);
    const call = client
      .api(exchange.url)
      .middlewareOptions([exchange])
      // Raw, so that the library neither guesses the type of an answer nor turns errors into its own.
      .responseType(ResponseType.RAW)
      .headers({ accept: 'application/json', 'client-request-id': randomUUID(), ...request.headers });
    await (request.body === undefined ? call.get() : call.post(request.body));
    return exchange;
  };
}
