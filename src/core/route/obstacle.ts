import type { Attribute, Value } from '../attributes/attribute.ts';
import type { Live, LiveObject } from '../live/live.ts';
import type { LiveIndex } from '../match/live-index.ts';
import type { Shut } from './cell.ts';

export interface ObstacleContext {
  readonly live: Live;
  readonly index: LiveIndex;
}

/** What stands in the way of this very value, although the attribute can be written. */
export function findObstacle(
  row: Attribute,
  live: LiveObject,
  after: Value,
  context: ObstacleContext,
): Shut | undefined {
  switch (row.name) {
    case 'userPrincipalName':
      return signInName(live, after, context);
    case 'onPremisesImmutableId':
      return immutableId(live, after, context);
    case 'type':
      return {
        reason: 'groupTypeFixed',
        message: 'the type of a group is fixed once it exists',
        remedy:
          'Create a new group of that type under another key, move its uses over, then delete this one.',
      };
    case 'visibility':
      return visibility(live, after);
    default:
      return undefined;
  }
}

function signInName(live: LiveObject, after: Value, context: ObstacleContext): Shut | undefined {
  if (typeof after !== 'string') return undefined;
  const { verifiedDomains } = context.live.tenant;
  const domain = domainOf(after);
  if (!isAmong(verifiedDomains, domain))
    return {
      reason: 'domainNotVerified',
      message: `the domain ${domain} is not verified in this tenant`,
      remedy: `Use one of ${verifiedDomains.join(', ')}, or verify ${domain} in the Entra admin centre first.`,
    };
  const holder = context.index.usersByPrincipalName.get(after.toLowerCase());
  if (holder && holder.id !== live.id)
    return {
      reason: 'nameTaken',
      message: `the sign-in name ${after} belongs to another user (${holder.displayName ?? ''}, id ${holder.id})`,
      remedy: 'Give that user another sign-in name first; once that is applied, this change is possible.',
    };
  return undefined;
}

/** https://learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-sync-errors: the id is unique in a tenant. */
function immutableId(live: LiveObject, after: Value, context: ObstacleContext): Shut | undefined {
  const domain = domainOf(live.userPrincipalName ?? '');
  if (isAmong(context.live.tenant.federatedDomains, domain))
    return {
      reason: 'domainFederated',
      message: `the user signs in through the federated domain ${domain}, under which the immutable id cannot be changed or cleared`,
      remedy:
        'Move the sign-in name to a managed domain such as the one of onmicrosoft.com, apply, change the id, and move the name back.',
    };
  if (after === null) return undefined;
  const { users, deletedUsers } = context.live;
  const holder = [...users, ...deletedUsers].find(
    (each) => each.id !== live.id && each['onPremisesImmutableId'] === after,
  );
  if (!holder) return undefined;
  const deleted = deletedUsers.includes(holder);
  return {
    reason: 'immutableIdTaken',
    message: `the ${deleted ? 'deleted ' : ''}user ${holder.userPrincipalName ?? holder.id} (id ${holder.id}) has this immutable id already`,
    remedy: deleted
      ? 'Restore that user, or delete it for good in the Entra admin centre; then run the plan again.'
      : 'Clear it there first; once that is applied, this change is possible.',
  };
}

function visibility(live: LiveObject, after: Value): Shut | undefined {
  if (after !== 'HiddenMembership' && live['visibility'] !== 'HiddenMembership') return undefined;
  return {
    reason: 'visibilityFixed',
    message: 'HiddenMembership can be chosen only while a Microsoft 365 group is created, and never changed',
    remedy: 'Choose Public or Private, or create a new group.',
  };
}

const domainOf = (name: string): string => name.slice(name.indexOf('@') + 1).toLowerCase();
const isAmong = (domains: readonly string[], domain: string): boolean =>
  domains.some((each) => each.toLowerCase() === domain);
