import { notFound } from '../errors.ts';
import { isObject, isSameName, member, textsOf } from '../json.ts';
import { servicePrincipals } from '../reads/roles.ts';
import type { Tenant } from '../tenant.ts';
import type { AdminApiRequest } from './request.ts';

/**
 * Makes a service principal a member of a role group of Exchange, whose role has entries for these cmdlets. The cmdlets
 * that administrators use for it (New-ServicePrincipal, New-RoleGroup, Add-RoleGroupMember) are not practised here. Throws
 * a 404 for one that is not there.
 */
export function assignExchangeRole(tenant: Tenant, id: string, entries: readonly string[]): void {
  const principal = servicePrincipals(tenant).find((row) => isSameName(row.id, id));
  if (!principal) throw notFound(id);
  const hidden = isObject(principal['_service']) ? principal['_service'] : {};
  const before = textsOf(hidden['exchangeRoleEntries']);
  principal['_service'] = { ...hidden, exchangeRoleEntries: [...new Set([...before, ...entries])] };
  tenant.changed();
}

/**
 * Whether Exchange's own roles let a service principal run a cmdlet. Exchange keeps them itself, so they count at once and
 * for tokens from before, unlike directory roles. A batch is judged by its items.
 */
export function hasEntryFor(
  tenant: Tenant,
  { action, invocation }: AdminApiRequest,
  servicePrincipalId: string,
): boolean {
  const principal = servicePrincipals(tenant).find((row) => isSameName(row.id, servicePrincipalId));
  const entries = textsOf(member(principal?.['_service'], 'exchangeRoleEntries'));
  return action === '$batch'
    ? entries.length > 0
    : entries.some((name) => isSameName(name, invocation.cmdlet));
}
