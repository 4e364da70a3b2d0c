import type { ExchangeCommand, GraphRequest, Reply } from '../ports.ts';
import type { JournalRecord } from './records.ts';
import type { State } from './state.ts';

/** What the engine is told. `at` is in milliseconds since 1970; `batch` is the id of a `send`. */
export type Event =
  | { readonly event: 'start'; readonly at: number }
  | {
      readonly event: 'answered';
      readonly batch: string;
      readonly replies: readonly Reply[];
      /** Those of the batch as a whole that are about throttling. */
      readonly headers?: Readonly<Record<string, string>>;
      readonly at: number;
    }
  /** The batch was refused as a whole, and nothing of it was done; status 0 where it was never sent. */
  | {
      readonly event: 'refused';
      readonly batch: string;
      readonly status: number;
      readonly code: string;
      readonly message: string;
      readonly requestId: string;
      readonly retryAfterMs?: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly at: number;
    }
  | { readonly event: 'lost'; readonly batch: string; readonly message: string; readonly at: number }
  /** Time has passed. */
  | { readonly event: 'tick'; readonly at: number }
  /** Start nothing more. `why` is a sentence for the operations that are left. */
  | { readonly event: 'interrupt'; readonly why: string; readonly at: number };

/**
 * What the engine wants done, in this order: records, then what is sent, then the wait or the finish, which concern only
 * the last of several steps.
 */
export type Action =
  /** Append to the journal; it has to be on the disk before the actions that follow. */
  | { readonly action: 'record'; readonly records: readonly JournalRecord[] }
  | { readonly action: 'send'; readonly batch: string; readonly requests: readonly GraphRequest[] }
  | { readonly action: 'invoke'; readonly batch: string; readonly commands: readonly ExchangeCommand[] }
  /** Tell it the time at this instant, unless another event comes first. */
  | { readonly action: 'wait'; readonly until: number }
  /** Nothing is under way and nothing will be. `complete`: every operation of the run has its final outcome. */
  | { readonly action: 'finish'; readonly complete: boolean; readonly stopped?: string };

export interface Step {
  readonly state: State;
  readonly actions: readonly Action[];
}
