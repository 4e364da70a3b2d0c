import type { Channel } from '../core/plan/plan.ts';
import { createQuota, freeAt, roomAt, taken, type Quota } from './quota.ts';
import type { Batch } from './state.ts';

type Step = Batch['step'];

/** When something may be sent. Plain data; all instants in milliseconds. */
export interface Pace {
  /** Writes of the application in the tenant. */
  readonly writes: Quota;
  /** Resource units of the application in the tenant: of looks and of writes. */
  readonly units: Quota;
  /** Before these the service wants nothing sent. */
  readonly quietUntil: Readonly<Record<Channel, Readonly<Record<Step, number>>>>;
  /** Answers in a row that were about throttling. */
  readonly throttled: Readonly<Record<Channel, number>>;
}

export interface PaceOptions {
  /** The share of the limits that this run may use. Absent: it sends until the service says that it is too much. */
  readonly percentOfLimit?: number;
  /** Users of the tenant, by which the resource units are limited; absent: as few as limit most. */
  readonly users?: number;
}

/** The limits of the identity and access service: https://learn.microsoft.com/graph/throttling-limits */
export function createPace({ percentOfLimit, users = 0 }: PaceOptions): Pace {
  const limited = (limit: number, windowMs: number): Quota =>
    percentOfLimit === undefined
      ? createQuota(Infinity, windowMs, 100)
      : createQuota(limit, windowMs, percentOfLimit);
  const quiet = { look: 0, write: 0 };
  return {
    writes: limited(3_000, 150_000),
    units: limited(users < 50 ? 3_500 : users <= 500 ? 5_000 : 8_000, 10_000),
    quietUntil: { graph: quiet, exchange: quiet },
    throttled: { graph: 0, exchange: 0 },
  };
}

/** So many operations may go now; `wake` is when that may be different, where time alone can change it. */
export interface Allowance {
  readonly now: number;
  readonly wake?: number;
}

/** Waiting no longer than this for a batch to become fuller, as a batch costs the same time whatever is in it. */
const gatheringMs = 1_000;

/** How many of these writes may be sent now. */
export function mayWrite(pace: Pace, channel: Channel, wanted: number, at: number): Allowance {
  const quiet = pace.quietUntil[channel].write;
  if (quiet > at) return { now: 0, wake: quiet };
  if (channel === 'exchange') return { now: wanted };
  // The first answer tells how much others have used; until it is there, one batch is enough to find out.
  const { limit, used, underWay } = pace.writes;
  if (limit !== Infinity && used.length === 0 && underWay > 0) return { now: 0 };
  return allowance([pace.writes, pace.units], wanted, at);
}

/**
 * How many of these operations may be looked at now. Of no use are looks long before their writes: only what can be
 * written `aheadMs` from now is looked at. `pending` were looked at and are not sent, or are being looked at.
 */
export function mayLook(
  pace: Pace,
  channel: Channel,
  {
    wanted,
    pending,
    aheadMs,
  }: { readonly wanted: number; readonly pending: number; readonly aheadMs: number },
  at: number,
): Allowance {
  const quiet = looksQuietUntil(pace, channel, aheadMs);
  if (quiet > at) return { now: 0, wake: quiet };
  if (channel === 'exchange') return { now: wanted };
  const later = allowance([pace.writes], pending + wanted, at + aheadMs);
  const written = Math.min(wanted, later.now - pending);
  if (written <= 0) return later.wake === undefined ? { now: 0 } : { now: 0, wake: later.wake - aheadMs };
  // Looks must not use up the resource units that the writes after them need.
  const units = allowance([pace.units], pending + 2 * written, at);
  const looks = Math.floor((units.now - pending) / 2);
  return units.now === 0 ? units : { now: Math.max(looks, pending === 0 ? 1 : 0) };
}

/** Before this no look is taken: the service wants none, or none of the writes that are to follow. */
export function looksQuietUntil({ quietUntil }: Pace, channel: Channel, aheadMs: number): number {
  const { look, write } = quietUntil[channel];
  return Math.max(look, write - aheadMs);
}

function allowance(quotas: readonly Quota[], wanted: number, at: number): Allowance {
  const roomBy = (instant: number): number => Math.min(...quotas.map((quota) => roomAt(quota, instant)));
  const room = Math.min(wanted, roomBy(at));
  if (room >= wanted) return { now: wanted };
  if (room > 0 && Math.min(wanted, roomBy(at + gatheringMs)) === room) return { now: room };
  const frees = quotas.map((quota) => freeAt(quota, room > 0 ? wanted : 1, at));
  const wake = frees.every((each) => each !== undefined) ? Math.max(...frees) : Infinity;
  const soonest = room > 0 ? Math.min(wake, at + gatheringMs) : wake;
  return soonest === Infinity ? { now: 0 } : { now: 0, wake: Math.max(soonest, at + 1) };
}

/** So many requests of a step are under way from now on. Exchange has no quota that is known. */
export function sent(pace: Pace, channel: Channel, step: Step, amount: number): Pace {
  if (channel === 'exchange') return pace;
  return {
    ...pace,
    units: taken(pace.units, amount),
    writes: step === 'write' ? taken(pace.writes, amount) : pace.writes,
  };
}
