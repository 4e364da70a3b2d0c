import { Client, ResponseType } from '@microsoft/microsoft-graph-client';
import { randomUUID } from 'node:crypto';
import { authorizing, type TokenSource } from '../http/authorizing.ts';
import { HttpExchange, type Transport } from '../http/http-exchange.ts';
import { middlewareOf } from './middleware.ts';
import { fetching } from '../http/fetching.ts';
import { recording } from '../http/recording.ts';
import { remapping } from './remapping.ts';
import { retrying, type RetryOptions } from '../http/retrying.ts';
import type { Recorder } from '../trace/recorder.ts';

/** Longest wait for one answer. Graph's own gateway gives up earlier, with 504. */
const answerWithinMs = 120_000;

export interface TransportOptions extends Omit<RetryOptions, 'service'> {
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
      retrying({ ...options, service: 'Microsoft Graph' }),
      remapping(options.origin),
      recording(options.recorder),
      fetching(answerWithinMs),
    ].map(middlewareOf),
  });
  return async (request) => {
    const exchange = new HttpExchange(
      request,
      `${options.graph}/${request.version ?? 'v1.0'}${request.target}`,
    );
    const call = client
      .api(exchange.url)
      .middlewareOptions([exchange])
      // Raw, so that the library neither guesses the type of an answer nor turns errors into its own.
      .responseType(ResponseType.RAW)
      .headers({ accept: 'application/json', 'client-request-id': randomUUID(), ...request.headers });
    await (exchange.body === undefined ? call.get() : call.post(exchange.body));
    return exchange;
  };
}
