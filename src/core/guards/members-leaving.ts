import type { GroupImpact, GuardVerdict } from '../plan/plan.ts';
import { defaultLimits, limitFor } from './limits.ts';
import type { GuardInput } from './measure.ts';
import { isFor, noteOnOverrides, overrideToPaste, validOverrides } from './overrides.ts';

const guard = 'membersLeaving';

interface Loss {
  readonly impact: GroupImpact;
  /** Members who leave, those of whom nothing can be said included: they count at their worst. */
  readonly leaving: number;
  readonly limit: number;
}

/**
 * People leaving one group, for each group by itself: a percentage is of the members of that group. The verdict shows
 * the worst of the groups that are over their limit, or else the largest loss. A deleted group is limited as such.
 */
export function judgeMembersLeaving(input: GuardInput): GuardVerdict {
  const setting = input.settings.guards[guard] ?? defaultLimits[guard];
  const losses = input.impact
    .filter(({ causes }) => !causes.includes('deleted'))
    .map((impact): Loss => ({
      impact,
      leaving: impact.before + impact.enters - impact.after.min,
      limit: limitFor(setting, impact.before),
    }))
    .filter(({ leaving }) => leaving > 0);
  const over = losses.filter(({ leaving, limit }) => leaving > limit);
  const worst = largest(over.length > 0 ? over : losses);
  const overrides = validOverrides({ guard, cases: [] }, input);
  const excuse = ({ impact, leaving }: Loss): string | undefined =>
    overrides.find(
      (each) => leaving <= each.upTo && (each.object === undefined || isFor(each, impact.group, input)),
    )?.reason;
  const open = over.filter((loss) => excuse(loss) === undefined);
  const listed = open.length > 0 ? open : over;
  const verdict = {
    guard,
    measured: worst?.leaving ?? 0,
    limit: finite(worst?.limit ?? limitFor(setting, 0)),
    ...(worst ? { of: worst.impact.before } : {}),
    objects: listed.map(({ impact }) => impact.group),
    details: listed.map(
      ({ impact, leaving, limit }) =>
        `${impact.group}: ${leaving} of ${impact.before} members leave, limit ${limit}`,
    ),
  } as const;
  if (over.length === 0) return { ...verdict, verdict: 'passed' };
  if (open.length > 0) {
    const override = open
      .map(({ impact, leaving }) => overrideToPaste(guard, impact.group, leaving, input))
      .join('\n');
    const counts = new Map(open.map(({ impact, leaving }) => [impact.group, leaving]));
    return { ...verdict, verdict: 'refused', override, ...noteOnOverrides(guard, counts, input) };
  }
  return { ...verdict, verdict: 'overridden', reason: [...new Set(over.map(excuse))].join('; ') };
}

const largest = (losses: readonly Loss[]): Loss | undefined =>
  losses.toSorted((a, b) => b.leaving - a.leaving)[0];

const finite = (limit: number): number | null => (Number.isFinite(limit) ? limit : null);
