import type { Freeze, Limit, Settings } from '../desired/settings.ts';
import { severityOf, type FindingId } from '../../rules/finding-ids.ts';
import type { Severity } from '../../rules/problem.ts';
import { inForce } from '../plan/freeze.ts';
import { guardNames } from './guard.ts';
import { defaultLimits } from './limits.ts';

export interface EffectiveSettings extends Settings {
  /** A sentence for each setting that the head loosens. */
  readonly loosened: readonly string[];
}

/**
 * The settings that count: guards, protected and frozen objects and authorities of head and base, the stricter of both, so
 * that nobody gets past a guard by loosening it in the same change. A freeze of the base whose day has passed when the plan
 * is made can go without a word.
 */
export function stricter(head: Settings, base: Settings | undefined, now: Date): EffectiveSettings {
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
  loosened.push(...thawed(head.freeze, inForce(base.freeze, now)));
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
    freeze: [...base.freeze, ...head.freeze],
    findings,
    authorities: [...base.authorities, ...head.authorities],
    loosened,
  };
}

/** A sentence for each object that is frozen for a shorter time than before, or no longer. */
function thawed(after: readonly Freeze[], before: readonly Freeze[]): readonly string[] {
  const names = new Map(
    before.flatMap(({ objects }) => objects.map((name) => [name.toLowerCase(), name] as const)),
  );
  return [...names.values()].flatMap((name) => {
    const [was, is] = [lastDay(before, name), lastDay(after, name)];
    if (is >= was) return [];
    return [is === '' ? `${name} is no longer frozen` : `${name} is frozen through ${is} instead of ${was}`];
  });
}

/** Empty where the object is not frozen at all. */
function lastDay(freeze: readonly Freeze[], name: string): string {
  const holding = freeze.filter(({ objects }) =>
    objects.some((each) => each.toLowerCase() === name.toLowerCase()),
  );
  return (
    holding
      .map(({ until }) => until)
      .toSorted()
      .at(-1) ?? ''
  );
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
