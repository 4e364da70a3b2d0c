import type { Attribute, Value } from '../attributes/attribute.ts';
import type { Settings } from '../desired/settings.ts';
import type { LiveObject, LiveTenant } from '../live/live.ts';
import type { LiveIndex } from '../match/live-index.ts';
import type { BlockedReason } from '../plan/plan.ts';

/** Why a value cannot be written, and where it can be changed instead. */
export interface Obstacle {
  readonly reason: BlockedReason;
  readonly message: string;
  readonly remedy: string;
}

export interface RouteContext {
  readonly authorities: Settings['authorities'];
  readonly tenant: LiveTenant;
  readonly index: LiveIndex;
}

/** What stands in the way of a change, or undefined where it can go through Graph. */
export function findObstacle(
  row: Attribute,
  live: LiveObject,
  after: Value,
  context: RouteContext,
): Obstacle | undefined {
  return (
    heldElsewhere(row, context) ??
    mastered(row, live) ??
    (row.on === 'user' ? forUser(row, live, after, context) : forGroup(row, live, after))
  );
}

function heldElsewhere(row: Attribute, { authorities }: RouteContext): Obstacle | undefined {
  const authority = authorities.find((each) => each.attributes.includes(row.name));
  return (
    authority && {
      reason: 'heldElsewhere',
      message: `the authority for ${row.name} is ${authority.owner}, as tenant.yaml says`,
      remedy: `Change it in ${authority.owner}, or take ${row.name} out of the entry.`,
    }
  );
}

/**
 * Objects that are synced from an on-premises directory refuse what is mastered there:
 * https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-fix-default-rules.
 */
function mastered(row: Attribute, live: LiveObject): Obstacle | undefined {
  if (live['onPremisesSyncEnabled'] !== true || (row.on === 'user' && row.mastered === 'cloud'))
    return undefined;
  return {
    reason: 'masteredOnPremises',
    message: `the ${row.on} is synced from on-premises Active Directory, which holds ${row.name}`,
    remedy: 'Change it in on-premises Active Directory; Entra Connect brings it to the cloud.',
  };
}

function forUser(
  row: Attribute,
  live: LiveObject,
  after: Value,
  { tenant, index }: RouteContext,
): Obstacle | undefined {
  if (row.name !== 'userPrincipalName' || typeof after !== 'string') return undefined;
  const domain = after.slice(after.indexOf('@') + 1).toLowerCase();
  if (!tenant.verifiedDomains.some((each) => each.toLowerCase() === domain))
    return {
      reason: 'domainNotVerified',
      message: `the domain ${domain} is not verified in this tenant`,
      remedy: `Use one of ${tenant.verifiedDomains.join(', ')}, or verify ${domain} in the Entra admin centre first.`,
    };
  const holder = index.usersByPrincipalName.get(after.toLowerCase());
  if (holder && holder.id !== live.id)
    return {
      reason: 'nameTaken',
      message: `the sign-in name ${after} belongs to another user (${holder.displayName ?? ''}, id ${holder.id})`,
      remedy: 'Give that user another sign-in name first; once that is applied, this change is possible.',
    };
  return undefined;
}

function forGroup(row: Attribute, live: LiveObject, after: Value): Obstacle | undefined {
  if (row.name === 'type')
    return {
      reason: 'groupTypeFixed',
      message: 'the type of a group is fixed once it exists',
      remedy: 'Create a new group of that type under another key, move its uses over, then delete this one.',
    };
  if (live['mailEnabled'] === true && !isUnified(live))
    return {
      reason: 'managedInExchange',
      message: 'it is a distribution list or mail-enabled security group, which Graph cannot change',
      remedy: 'Change it in the Exchange admin centre.',
    };
  if (
    row.name === 'visibility' &&
    (after === 'HiddenMembership' || live['visibility'] === 'HiddenMembership')
  )
    return {
      reason: 'visibilityFixed',
      message:
        'HiddenMembership can be chosen only while a Microsoft 365 group is created, and never changed',
      remedy: 'Choose Public or Private, or create a new group.',
    };
  if (row.update === 'rule' && live['isAssignableToRole'] === true)
    return {
      reason: 'roleAssignable',
      message: 'a group to which roles can be assigned cannot have a membership rule',
      remedy: 'Use membership: assigned for this group.',
    };
  return undefined;
}

function isUnified(live: LiveObject): boolean {
  const types = live['groupTypes'];
  return Array.isArray(types) && types.includes('Unified');
}
