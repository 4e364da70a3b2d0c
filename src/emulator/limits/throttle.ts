import { GraphFault } from '../errors.ts';
import type { GraphRequest } from '../http/request.ts';
import { isWrite, resourceUnits } from './costs.ts';
import { createWindow, type Window } from './window.ts';

/**
 * The limits of the identity and access service (Microsoft Graph throttling limits, 2026-02): resource units by tenant
 * size and 3,000 writes in 150 s for one application, 18,000 writes in 5 min for the tenant, and 5 requests in 10 s
 * for the audit log.
 */
export interface Throttle {
  /** Counts a request. Throws 429, or returns the headers that its answer carries. */
  admit(request: GraphRequest, now: number): Record<string, string>;
}

interface Windows {
  units: Window;
  writes: Window;
  reports: Window;
}

/** Limits of which nothing is used yet; `users` decides the size of the tenant. */
export function createThrottle(options: {
  tenantId: () => string;
  users: () => number;
  enabled: () => boolean;
  /** Emulated to real milliseconds, for Retry-After. */
  real: (ms: number) => number;
}): Throttle {
  const tenantWrites = createWindow(() => 18_000, 300_000);
  const applications = new Map<string, Windows>();

  const windows = (appId: string): Windows => {
    const known = applications.get(appId);
    if (known) return known;
    const created: Windows = {
      units: createWindow(() => unitLimit(options.users()), 10_000),
      writes: createWindow(() => 3_000, 150_000),
      reports: createWindow(() => 5, 10_000),
    };
    applications.set(appId, created);
    return created;
  };

  return {
    admit(request, now) {
      const appId = request.caller?.kind === 'app' ? request.caller.appId : (request.caller?.id ?? '');
      const { units, writes, reports } = windows(appId);
      const cost = resourceUnits(request);
      const headers = { 'x-ms-resource-unit': String(cost) };
      if (!options.enabled()) return headers;
      const refuse = (wait: number, kind: string, scope: string, information: string): GraphFault =>
        tooMany(options.real(wait), `${scope}/${kind}/${appId}/${options.tenantId()}`, information);

      if (request.segments[0]?.name === 'auditlogs') {
        const wait = reports.wait(now, 1);
        if (wait > 0) throw refuse(wait, 'Read', 'Tenant_Application', 'CPULimitExceeded');
        reports.add(now, 1);
        return headers;
      }
      const write = isWrite(request);
      if (write) {
        const own = writes.wait(now, 1);
        if (own > 0) throw refuse(own, 'Write', 'Tenant_Application', 'WriteLimitExceeded');
        const all = tenantWrites.wait(now, 1);
        if (all > 0) throw refuse(all, 'Write', 'Tenant', 'WriteLimitExceeded');
      }
      const wait = units.wait(now, cost);
      if (wait > 0) throw refuse(wait, 'ReadWrite', 'Tenant_Application', 'ResourceUnitLimitExceeded');
      units.add(now, cost);
      if (write) for (const window of [writes, tenantWrites]) window.add(now, 1);
      const load = Math.max(units.load(now), write ? writes.load(now) : 0);
      if (load > 0.8) Object.assign(headers, { 'x-ms-throttle-limit-percentage': load.toFixed(2) });
      return headers;
    },
  };
}

/** Small, medium and large tenants, by number of users. */
function unitLimit(users: number): number {
  return users < 50 ? 3_500 : users <= 500 ? 5_000 : 8_000;
}

function tooMany(waitMs: number, scope: string, information: string): GraphFault {
  return new GraphFault(429, 'TooManyRequests', 'Please retry again later.', {
    headers: {
      'retry-after': retryAfter(waitMs),
      'x-ms-throttle-scope': scope,
      'x-ms-throttle-information': information,
    },
  });
}

/** Whole seconds in real time; a hurried clock needs fractions, which the documented sample has too. */
function retryAfter(ms: number): string {
  return ms >= 1000 ? String(Math.ceil(ms / 1000)) : String(Math.max(1, Math.ceil(ms)) / 1000);
}
