import type { LiveObject } from '../live/live.ts';
import type { Carries } from '../plan/plan.ts';
import { productName } from './products.ts';

/** What hangs on a group, from the list of groups that is read anyway. */
export function carriesOf(group: LiveObject | undefined): Carries {
  const licences = group?.['assignedLicenses'];
  const options = group?.['resourceProvisioningOptions'];
  return {
    licences: Array.isArray(licences)
      ? licences
          .map((licence: unknown) => productName(String((licence as { skuId?: unknown }).skuId)))
          .toSorted()
      : [],
    team: Array.isArray(options) && options.includes('Team'),
    roleAssignable: group?.['isAssignableToRole'] === true,
    mailEnabled: group?.['mailEnabled'] === true,
    synced: group?.['onPremisesSyncEnabled'] === true,
  };
}
