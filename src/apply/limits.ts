/** How patient the engine is. Times are milliseconds. */
export interface Limits {
  /** Batches for Graph under way at the same time. Each holds 20 requests for as many objects. */
  readonly concurrency: number;
  /** Failures after which an operation is given up. */
  readonly attempts: number;
  /** How long an operation is tried again after its first failure, besides the waiting that the service asked for. */
  readonly patienceMs: number;
  /** How long an operation is tried again that the service refuses for nothing but its limits. */
  readonly throttledMs: number;
  /** After this a look is too old to write on, and is taken again. */
  readonly lookAgeMs: number;
  /** How long before its write an operation is looked at, where the write has to wait for the limits. */
  readonly lookAheadMs: number;
  /** How long something that was just created or changed may take to be seen everywhere. */
  readonly replicationMs: number;
  /** How long what was accepted may take to be shown; 0, which is usual: it is not read back. */
  readonly visibleMs: number;
  readonly backoffMs: { readonly first: number; readonly most: number };
  /** Refusals for want of permission, or for want of any answer, in a row after which a channel is given up. */
  readonly refusals: number;
}

export const defaultLimits: Limits = {
  concurrency: 8,
  attempts: 10,
  patienceMs: 300_000,
  throttledMs: 3_600_000,
  lookAgeMs: 30_000,
  lookAheadMs: 5_000,
  replicationMs: 120_000,
  visibleMs: 0,
  backoffMs: { first: 1_000, most: 30_000 },
  refusals: 20,
};
