import { isDynamic } from '../attributes/value.ts';
import type { DesiredObject } from '../desired/desired.ts';
import type { LeftPaused } from '../drift/paused.ts';
import type { LiveObject } from '../live/live.ts';
import type { Found } from './subject.ts';

/**
 * Dynamic groups that are paused without a day on which that ends: the day that a file names has passed, an apply did not
 * come to ending the pause, a file says that they are processed, or no file says anything. Only a pause that a file
 * declares until a day to come is fine.
 */
export function findPausedPast(
  groups: readonly LiveObject[],
  paused: readonly LeftPaused[],
  declared: (group: LiveObject) => DesiredObject | undefined,
): readonly Found[] {
  const left = new Map(paused.map((each) => [each.group, each]));
  return groups
    .filter((group) => isDynamic(group) && group['membershipRuleProcessingState'] === 'Paused')
    .flatMap((group): Found[] => {
      const why = left.get(`group:${group.id}`);
      const isPlanned = declared(group)?.attributes['membershipRuleProcessingState']?.pause !== undefined;
      if (!why && isPlanned) return [];
      return [
        {
          id: 'paused-past',
          object: `group:${group.id}`,
          name: group.displayName ?? group.id,
          attribute: 'membershipRuleProcessingState',
          ...words(why),
        },
      ];
    });
}

function words(left: LeftPaused | undefined): Pick<Found, 'message' | 'remedy'> {
  switch (left?.why) {
    case 'overdue':
      return {
        message: `The files pause it until ${left.until ?? ''}, and that day has passed.`,
        remedy: 'Set `processing: on`, or a later day.',
      };
    case 'interrupted':
      return {
        message: `An apply paused it while it wrote attributes, and did not come to its end (${left.journal ?? ''}).`,
        remedy: 'Run `tenantry apply` once more, which ends the pause.',
      };
    case 'contrary':
      return {
        message: 'It is paused in the tenant, and the files say that it is processed.',
        remedy: 'Run `tenantry apply`, which ends the pause; or declare it with a day and a reason.',
      };
    case undefined:
      return {
        message: 'It is paused in the tenant, and no file says until when.',
        remedy:
          'Turn processing on in the Entra admin center; or declare the group with `processing: { paused: { until, reason } }`.',
      };
  }
}
