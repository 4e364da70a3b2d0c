import type { Item } from '../directory/item.ts';
import { denied } from '../errors.ts';
import type { Caller } from '../http/caller.ts';
import { textOf } from '../json.ts';
import { rolesOf } from '../reads/roles.ts';
import type { Tenant } from '../tenant.ts';

/**
 * Refuses any change of a member of a restricted management administrative unit to an application without a role at
 * the scope of that unit (https://learn.microsoft.com/graph/api/resources/group, isManagementRestricted). People are
 * taken for administrators of the unit. The service is reported to add to its text that the target object is in a
 * restricted unit.
 */
export function checkRestricted(tenant: Tenant, caller: Caller, item: Item): void {
  if (item.properties['isManagementRestricted'] !== true || caller.kind !== 'app') return;
  const unit = textOf(item.service['administrativeUnit']);
  if (unit === '' || rolesOf(tenant, caller, `/administrativeUnits/${unit}`).size === 0) throw denied();
}
