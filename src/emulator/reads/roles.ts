import { practiceApplication, type Caller } from '../http/caller.ts';
import { builtInRoles } from '../model/built-in-roles.ts';
import { resourcePrincipals } from './resource-principals.ts';
import type { RoleDefinition, ServicePrincipal } from '../state.ts';
import type { Tenant } from '../tenant.ts';

/** The built-in roles and the tenant's own; a definition of the state wins over a built-in one of the same id. */
export function roleDefinitions(tenant: Tenant): RoleDefinition[] {
  const own = tenant.documents.roleDefinitions;
  const ids = new Set(own.map(({ id }) => id.toLowerCase()));
  return [...builtInRoles.filter(({ id }) => !ids.has(id)), ...own];
}

/**
 * The tenant's enterprise applications, always with those of Microsoft's that hold the data, and with the one that the
 * practice caller acts through.
 */
export function servicePrincipals(tenant: Tenant): ServicePrincipal[] {
  const { appId, displayName, servicePrincipalId } = practiceApplication;
  const own = tenant.documents.servicePrincipals;
  const microsofts = resourcePrincipals(tenant.documents.organization.id);
  const known = [...own, ...microsofts.filter(({ appId: its }) => !own.some((row) => row.appId === its))];
  if (known.some((row) => row.appId.toLowerCase() === appId)) return known;
  return [...known, { id: servicePrincipalId, appId, displayName }];
}

/** The roles that the acting application holds at a scope, by the ids of their definitions. */
export function rolesOf(tenant: Tenant, caller: Caller, scope: string): Set<string> {
  if (caller.kind !== 'app') return new Set();
  const principals = new Set([
    caller.servicePrincipalId.toLowerCase(),
    ...servicePrincipals(tenant)
      .filter(({ appId }) => appId.toLowerCase() === caller.appId.toLowerCase())
      .map(({ id }) => id.toLowerCase()),
  ]);
  return new Set(
    tenant.documents.roleAssignments
      .filter((row) => principals.has(row.principalId.toLowerCase()))
      .filter((row) => row.directoryScopeId.toLowerCase() === scope.toLowerCase())
      .map((row) => row.roleDefinitionId.toLowerCase()),
  );
}

/** Whether a principal holds a role of any scope, or is eligible for one. */
export function isRoleHolder(tenant: Tenant, principalId: string): boolean {
  const { roleAssignments, roleEligibilityScheduleInstances } = tenant.documents;
  return [...roleAssignments, ...roleEligibilityScheduleInstances].some(
    (row) => row.principalId.toLowerCase() === principalId,
  );
}
