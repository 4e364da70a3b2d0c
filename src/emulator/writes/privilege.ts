import type { Item } from '../directory/item.ts';
import { denied } from '../errors.ts';
import type { Caller } from '../http/caller.ts';
import { mightiestRoles } from '../model/built-in-roles.ts';
import { memberOf, ownerOf } from '../reads/links.ts';
import { isRoleHolder, rolesOf } from '../reads/roles.ts';
import type { Tenant } from '../tenant.ts';

/**
 * Refuses a sensitive action on a privileged person to an application that is not mighty enough itself
 * (https://learn.microsoft.com/graph/api/resources/users, who can perform sensitive actions). The page lets a User
 * Administrator act on holders of a few weak roles; here every role needs one of the two mightiest.
 */
export function checkPrivilege(tenant: Tenant, caller: Caller, item: Item): void {
  if (caller.kind !== 'app' || item.kind !== 'user' || !isPrivileged(tenant, item)) return;
  const held = rolesOf(tenant, caller, '/');
  if (![...held].some((role) => mightiestRoles.has(role))) throw denied();
}

/**
 * Holders of an administrator role, and members and owners of groups that can be given one. The page speaks of
 * assigned roles; that whoever is only eligible counts too is the cautious reading.
 */
function isPrivileged(tenant: Tenant, item: Item): boolean {
  if (isRoleHolder(tenant, item.id)) return true;
  return [...memberOf(tenant, item.id), ...ownerOf(tenant, item.id)].some(
    (group) => group.seen?.properties['isAssignableToRole'] === true,
  );
}
