import type { Limit, Settings } from '../desired/settings.ts';
import { severityOf, type FindingId } from '../../rules/finding-ids.ts';
import type { Severity } from '../../rules/problem.ts';
import { guardNames } from './guard.ts';
import { defaultLimits } from './limits.ts';

export interface EffectiveSettings extends Settings {
  /** A sentence for each setting that the head loosens. */
  readonly loosened: readonly string[];
}

/**
 * The settings that count: guards, protected objects and authorities of head and base, the stricter of both, so that
 * nobody gets past a guard by loosening it in the same change.
 */
export function stricter(head: Settings, base: Settings | undefined): EffectiveSettings {
  if (!base) return { ...head, loosened: [] };
  const loosened: string[] = [];
  const guards: Record<string, Limit> = {};
  for (const name of guardNames) {
    const before = base.guards[name] ?? defaultLimits[name];
    const after = head.guards[name] ?? defaultLimits[name];
    guards[name] = {
      ...minimum('count', before, after),
      ...minimum('percent', before, after),
      ...minimum('from', before, after),
    };
    if (looser(before, after))
      loosened.push(`guard ${name} is loosened from ${words(before)} to ${words(after)}`);
  }
  for (const kind of ['users', 'groups'] as const)
    for (const name of base.protected[kind])
      if (!head.protected[kind].includes(name))
        loosened.push(`${name} is no longer among the protected ${kind}`);
  const findings = { ...head.findings };
  for (const [id, severity] of Object.entries(base.findings) as [FindingId, Severity | 'off'][])
    if (severities.indexOf(head.findings[id] ?? severityOf(id)) > severities.indexOf(severity)) {
      loosened.push(`finding ${id} is loosened from ${severity} to ${head.findings[id] ?? severityOf(id)}`);
      findings[id] = severity;
    }
  for (const { attributes, owner } of base.authorities)
    for (const name of attributes)
      if (!head.authorities.some((each) => each.attributes.includes(name)))
        loosened.push(`${name} is no longer held by ${owner}`);
  return {
    ...head,
    guards,
    protected: {
      users: [...new Set([...base.protected.users, ...head.protected.users])],
      groups: [...new Set([...base.protected.groups, ...head.protected.groups])],
    },
    findings,
    authorities: [...base.authorities, ...head.authorities],
    loosened,
  };
}

/** From the strictest. */
const severities: readonly (Severity | 'off')[] = ['error', 'warning', 'info', 'off'];

function minimum(part: keyof Limit, a: Limit, b: Limit): Limit {
  const values = [a[part], b[part]].filter((value) => value !== undefined);
  return values.length === 0 ? {} : { [part]: Math.min(...values) };
}

const infinite = Number.POSITIVE_INFINITY;

function looser(before: Limit, after: Limit): boolean {
  return (
    (after.count ?? infinite) > (before.count ?? infinite) ||
    (after.percent ?? infinite) > (before.percent ?? infinite) ||
    (before.percent !== undefined && (after.from ?? 0) > (before.from ?? 0))
  );
}

function words(limit: Limit): string {
  const parts = [
    limit.count === undefined ? '' : String(limit.count),
    limit.percent === undefined ? '' : `${limit.percent} % from ${limit.from ?? 0} objects`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'no limit' : parts.join(' or ');
}
