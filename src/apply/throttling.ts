import type { Batch } from './state.ts';

type Headers = Readonly<Record<string, string>>;
type Step = Batch['step'];

/** How much of a limit is used, 0.8 to 1.8: https://learn.microsoft.com/graph/throttling-limits. Absent below. */
export function loadIn(headers: Headers): number | undefined {
  return numberIn(headers, 'x-ms-throttle-limit-percentage');
}

/** What a request cost, in resource units; 1 where the answer does not say. */
export function unitsIn(headers: Headers): number {
  return numberIn(headers, 'x-ms-resource-unit') ?? 1;
}

/** A limit that is reached, as far as the answer says which. */
export interface Reached {
  /** Which requests wait for it. */
  readonly steps: readonly Step[];
  /** Whether it is one of the application in this tenant, of which this run keeps count, or one that others share. */
  readonly own: boolean;
}

/**
 * Which limit a refusal is about. `x-ms-throttle-scope` is `SCOPE/LIMIT/APPLICATION/TENANT`, with `Read`, `Write` or
 * `ReadWrite` for the limit; `x-ms-throttle-information` tells the reason. Undefined where neither says.
 */
export function reachedIn(headers: Headers): Reached | undefined {
  const [scope = '', limit = ''] = (headers['x-ms-throttle-scope'] ?? '').split('/');
  const information = headers['x-ms-throttle-information'] ?? '';
  const own = scope === '' || /^tenant_application$/i.test(scope);
  if (/^WriteLimitExceeded$/i.test(information)) return { steps: ['write'], own };
  if (/^(?:ResourceUnit|CPU)LimitExceeded$/i.test(information)) {
    // Writes cost resource units too.
    return { steps: /^read$/i.test(limit) ? ['look'] : ['look', 'write'], own };
  }
  const steps = byLimit[limit.toLowerCase()];
  return steps && { steps, own };
}

const byLimit: Readonly<Record<string, readonly Step[]>> = {
  read: ['look'],
  write: ['write'],
  readwrite: ['look', 'write'],
};

function numberIn(headers: Headers, name: string): number | undefined {
  const text = headers[name]?.trim();
  const value = text === undefined || text === '' ? Number.NaN : Number(text);
  return Number.isFinite(value) && value >= 0 ? value : undefined;
}
