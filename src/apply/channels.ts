import type { Channel, Operation } from '../core/plan/plan.ts';
import type { Limits } from './limits.ts';
import type { Pace } from './pace.ts';

export const channels: readonly Channel[] = ['graph', 'exchange'];

/**
 * The most that one batch takes. Graph: https://learn.microsoft.com/graph/json-batching. Of Exchange nothing is
 * published; its own PowerShell module sends ten.
 */
export const batchSize: Readonly<Record<Channel, number>> = { graph: 20, exchange: 10 };

/**
 * How many batches of a channel may be under way at the same time. Exchange limits the sessions of a tenant, whoever has
 * them; where it says so, one is enough until it says so no more.
 */
export function mostUnderWay(channel: Channel, { concurrency }: Limits, { throttled }: Pace): number {
  if (channel === 'graph') return concurrency;
  return throttled.exchange > 0 ? 1 : Math.min(2, concurrency);
}

/** Where an operation stands among its channels. */
export interface OnChannel {
  readonly operation: Operation;
  /** Index into the channels of the operation. */
  readonly channel: number;
}

export function channelOf({ operation, channel }: OnChannel): Channel {
  return operation.channels[channel] ?? 'graph';
}

/** The channel that may be tried where the present one is shut for good; undefined where there is none. */
export function channelAfter({ operation, channel }: OnChannel): Channel | undefined {
  return operation.channels[channel + 1];
}

/** What a record says of the channel: nothing where it is Graph, as in journals from before there was another. */
export function channelMark(channel: Channel): { readonly channel?: Channel } {
  return channel === 'graph' ? {} : { channel };
}
