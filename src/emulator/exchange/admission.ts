import { authenticate, claimsOf } from '../http/caller.ts';
import type { Tenant } from '../tenant.ts';
import { forbidden, notAllowed, unauthorized } from './refusals.ts';
import type { AdminApiRequest } from './request.ts';

/** The names of Exchange Online that a token may be for, in any cloud. */
const audience =
  /^(?:https:\/\/(?:outlook(?:-dod)?\.office365\.(?:com|us|cn)|partner\.outlook\.cn)\/?|00000002-0000-0ff1-ce00-000000000000)$/i;

/** Lets a call in, or throws: 405 for another verb or version, 401 for a wrong token, 403 without any role. */
export function admit(tenant: Tenant, request: AdminApiRequest): void {
  const { method, version, action } = request;
  if (method !== 'POST' || version !== 'beta' || !['invokecommand', '$batch'].includes(action))
    throw notAllowed(method);
  if (!isGood(tenant, request)) throw unauthorized();
  if (tenant.settings.exchangeAccess === 'none') throw forbidden(request.headers);
}

/** Whatever is no JWT is good, as on Graph's side; a JWT has to be for Exchange, this tenant and an application. */
function isGood(tenant: Tenant, { headers, tenant: named }: AdminApiRequest): boolean {
  try {
    authenticate(headers['authorization']);
  } catch {
    return false;
  }
  if (!namesOf(tenant).includes(named.toLowerCase())) return false;
  const claims = claimsOf(headers['authorization']);
  if (!claims) return true;
  const { aud, tid, roles } = claims;
  if (typeof aud === 'string' && !audience.test(aud)) return false;
  if (typeof tid === 'string' && tid.toLowerCase() !== tenant.documents.organization.id.toLowerCase())
    return false;
  return Array.isArray(roles) && roles.includes('Exchange.ManageAsApp');
}

/** The tenant's id and its initial domain; no other domain leads here. */
function namesOf({ documents }: Tenant): string[] {
  const initial = documents.domains.filter((domain) => domain['isInitial'] === true);
  return [documents.organization.id, ...initial.map(({ id }) => id)].map((name) => name.toLowerCase());
}
