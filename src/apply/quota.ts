/** An amount at an instant, in milliseconds. */
export interface Use {
  readonly at: number;
  readonly amount: number;
}

/** What may happen within a sliding window, as far as this run knows how much of it is used. Plain data. */
export interface Quota {
  /** What the service lets the application have within the window, whoever uses it. */
  readonly limit: number;
  /** What this run may have of it. */
  readonly most: number;
  readonly windowMs: number;
  /** What this run had, oldest first, at the instant of the answer: the service counted it then or before. */
  readonly used: readonly Use[];
  /** Sent and not answered yet. */
  readonly underWay: number;
  /** What others had when that was last heard of. As nobody tells when they had it, it ends evenly over the window. */
  readonly others: Use;
}

/** A quota of which nothing is used. `percent` of an infinite limit is no limit. */
export function createQuota(limit: number, windowMs: number, percent: number): Quota {
  const most = Math.max(1, Math.floor((limit * percent) / 100));
  return { limit, most, windowMs, used: [], underWay: 0, others: { at: 0, amount: 0 } };
}

export function taken(quota: Quota, amount: number): Quota {
  return { ...quota, underWay: quota.underWay + amount };
}

/** What was `taken` is under way no more; `amount` of the quota was used by it. */
export function answered(quota: Quota, takenBefore: number, { at, amount }: Use): Quota {
  const underWay = quota.underWay - takenBefore;
  if (quota.limit === Infinity || amount === 0) return { ...quota, underWay };
  const open = quota.used.filter((use) => use.at > at - quota.windowMs);
  return { ...quota, underWay, used: [...open, { at, amount }] };
}

/** How much this run has of the window at an instant. */
export function ownUse({ used, underWay, windowMs }: Quota, at: number): number {
  return used.reduce((sum, use) => (use.at > at - windowMs ? sum + use.amount : sum), underWay);
}

/** How much may be sent at an instant, if nothing is sent before. */
export function roomAt(quota: Quota, at: number): number {
  if (quota.limit === Infinity) return Infinity;
  const own = ownUse(quota, at);
  return Math.max(0, Math.floor(Math.min(quota.most - own, quota.limit - own - othersAt(quota, at))));
}

/**
 * The first instant from `from` on at which so much may be sent; undefined where it waits for an answer to what is
 * under way. More than `most` is never possible at once and waits for as much as that.
 */
export function freeAt(quota: Quota, amount: number, from: number): number | undefined {
  if (quota.limit === Infinity) return from;
  const { most, limit, windowMs } = quota;
  const wanted = Math.min(amount, most);
  const open = quota.used.filter((use) => use.at > from - windowMs);
  let own = open.reduce((sum, use) => sum + use.amount, quota.underWay);
  let since = from;
  for (const next of [...open, undefined]) {
    const until = next === undefined ? Infinity : next.at + windowMs;
    if (own + wanted <= most) {
      const instant = Math.max(since, othersDownTo(quota, limit - own - wanted));
      if (instant < until) return instant;
    }
    own -= next?.amount ?? 0;
    since = until;
  }
  return undefined;
}

function othersAt({ others, windowMs }: Quota, at: number): number {
  return others.amount * Math.max(0, 1 - Math.max(0, at - others.at) / windowMs);
}

/** The instant from which others have no more than this. */
function othersDownTo({ others, windowMs }: Quota, amount: number): number {
  if (others.amount <= amount) return -Infinity;
  if (amount < 0) return Infinity;
  return Math.ceil(others.at + windowMs * (1 - amount / others.amount));
}

/** The service says how much is used only above this share: https://learn.microsoft.com/graph/throttling-limits */
const toldAbove = 0.8;
/** It says so with two digits. */
export const rounding = 0.005;

/** The service said how much of the limit is used by everybody, as a share; undefined: too little to say so. */
export function heardLoad(quota: Quota, load: number | undefined, at: number): Quota {
  if (quota.limit === Infinity) return quota;
  const own = ownUse(quota, at);
  const before = othersAt(quota, at);
  const amount =
    load === undefined
      ? Math.min(before, Math.max(0, toldAbove * quota.limit - own))
      : Math.max(0, (load - rounding) * quota.limit - own);
  return amount === 0 && before === 0 ? quota : { ...quota, others: { at, amount } };
}

/** The service refused something because all of the limit is used. */
export function exhausted(quota: Quota, at: number): Quota {
  return heardLoad(quota, 1 + rounding, at);
}
