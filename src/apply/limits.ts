/** How patient the engine is. Times are milliseconds. */
export interface Limits {
  /** Batches for Graph under way at the same time. */
  readonly concurrency: number;
  /** Failures after which an operation is given up. */
  readonly attempts: number;
  /** How long an operation is tried again after its first failure, besides the waiting that the service asked for. */
  readonly patienceMs: number;
  /** How long something that was just created or changed may take to be seen everywhere. */
  readonly replicationMs: number;
  readonly backoffMs: { readonly first: number; readonly most: number };
  /** Refusals for want of permission, or for want of any answer, in a row after which a channel is given up. */
  readonly refusals: number;
}

export const defaultLimits: Limits = {
  concurrency: 4,
  attempts: 10,
  patienceMs: 300_000,
  replicationMs: 120_000,
  backoffMs: { first: 1_000, most: 30_000 },
  refusals: 20,
};
