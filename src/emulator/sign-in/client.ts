import { isSameName, textOf } from '../json.ts';
import { servicePrincipals } from '../reads/roles.ts';
import type { JsonObject, ServicePrincipal } from '../state.ts';
import type { Tenant } from '../tenant.ts';
import { applicationDisabled, applicationNotFound, noServicePrincipal } from './client-refusals.ts';

/** Who signs in: an application that is registered in the tenant, and what it acts through there. */
export interface Client {
  appId: string;
  application: JsonObject;
  principal: ServicePrincipal;
}

/** The application of an id. Throws a refusal where it is not registered, has no service principal or is disabled. */
export function clientOf(tenant: Tenant, appId: string): Client {
  const { organization, applications } = tenant.documents;
  const application = applications.find((row) => isSameName(row['appId'], appId));
  if (!application) throw applicationNotFound(appId, organization.displayName);
  const principal = servicePrincipals(tenant).find((row) => isSameName(row.appId, appId));
  if (!principal) throw noServicePrincipal(appId, organization.id);
  if (principal['accountEnabled'] === false)
    throw applicationDisabled(appId, textOf(application['displayName']));
  return { appId: textOf(application['appId']), application, principal };
}
