import type { Desired } from '../desired/desired.ts';
import type { Live } from '../live/live.ts';
import { findLive, indexLive } from '../match/live-index.ts';
import { failure, fine, warning, type DoctorLine } from './line.ts';
import type { ServicePlan, Synchronisation } from './observed.ts';

/** Whether on-premises directories hold values of declared people. `live` is absent where the tenant was not read. */
export function hybridLines(
  { enabled, lastSync }: Synchronisation,
  desired: Desired,
  live: Live | undefined,
): readonly DoctorLine[] {
  const index = live && indexLive(live);
  const synced = index
    ? desired.users.filter((entry) => findLive(entry, index)?.['onPremisesSyncEnabled'] === true).length
    : undefined;
  const when = lastSync === undefined ? '' : `, last at ${lastSync}`;
  const how =
    enabled === true
      ? `The tenant is hybrid: on-premises Active Directory is synced into it${when}.`
      : enabled === false
        ? 'The tenant was hybrid once and no longer syncs.'
        : synced
          ? 'The tenant does not say that anything is synced into it.'
          : 'The tenant is in the cloud alone: nothing is synced into it.';
  const whom =
    synced === undefined || (enabled === null && synced === 0)
      ? ''
      : ` Of the ${desired.users.length} declared users ${synced} ${synced === 1 ? 'is' : 'are'} synced; what on-premises holds of them is blocked, and the plan says where to change it.`;
  const federated = live?.tenant.federatedDomains ?? [];
  return [
    fine('tenant', 'hybrid', `${how}${whom}`),
    ...(federated.length === 0
      ? []
      : [
          fine(
            'tenant',
            'federated',
            `Federated domains: ${federated.join(', ')}. The immutable ids of people with such a sign-in name cannot be changed.`,
          ),
        ]),
  ];
}

/** https://learn.microsoft.com/entra/identity/users/groups-dynamic-membership: Entra ID P1, one for each member. */
const premium = new Set(['AAD_PREMIUM', 'AAD_PREMIUM_P2']);

/** Whether the licences are there that rules of groups take. */
export function licenceLines(plans: readonly ServicePlan[], ruled: number): readonly DoctorLine[] {
  if (ruled === 0) return [];
  const bought = plans.filter(({ name }) => premium.has(name));
  const units = Math.max(0, ...bought.filter(({ usable }) => usable).map((each) => each.units));
  const groups = `${ruled} declared group${ruled === 1 ? ' has' : 's have'} a rule`;
  if (units === 0)
    return [
      failure('tenant', 'licences', {
        text: `${groups}, and the tenant has no usable licence with Entra ID P1 or P2${bought.length > 0 ? ' (what it has is suspended)' : ''}.`,
        next: 'Buy one for each person who is a member of such a group (Microsoft 365 admin centre, Billing), or take `membership: { rule }` out of the files.',
      }),
    ];
  return [
    fine(
      'tenant',
      'licences',
      `${groups}; the tenant has at least ${units} licences with Entra ID P1 or P2. Each person who is a member of such a group needs one.`,
    ),
  ];
}

/** The same where the service does not tell. */
export function unknownLicences(ruled: number, message: string, remedy: string): readonly DoctorLine[] {
  if (ruled === 0) return [];
  return [
    warning('tenant', 'licences', {
      text: `Whether the tenant has licences with Entra ID P1, which rules of groups take, cannot be read: ${message}`,
      next: `${remedy} Or look in the Microsoft 365 admin centre under Billing, Licenses.`,
    }),
  ];
}
