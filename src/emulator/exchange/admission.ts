import { bearer, claimsOf } from '../http/caller.ts';
import { textOf, textsOf } from '../json.ts';
import { checkToken } from '../sign-in/check-token.ts';
import { exchangeResource } from '../sign-in/resources.ts';
import type { SignIn } from '../sign-in/sign-in.ts';
import type { JsonObject } from '../state.ts';
import type { Tenant } from '../tenant.ts';
import { forbidden, notAllowed, unauthorized } from './refusals.ts';
import type { AdminApiRequest } from './request.ts';
import { hasEntryFor } from './role-entries.ts';

/** The names of Exchange Online that a token may be for, in any cloud. */
const audience =
  /^(?:https:\/\/(?:outlook(?:-dod)?\.office365\.(?:com|us|cn)|partner\.outlook\.cn)\/?|00000002-0000-0ff1-ce00-000000000000)$/i;

/** Lets a call in, or throws: 405 for another verb or version, 401 for a wrong token, 403 without a role for it. */
export function admit(tenant: Tenant, request: AdminApiRequest): void {
  const { method, version, action } = request;
  if (method !== 'POST' || version !== 'beta' || !['invokecommand', '$batch'].includes(action))
    throw notAllowed(method);
  if (!namesOf(tenant).includes(request.tenant.toLowerCase())) throw unauthorized();
  if (tenant.signIn) admitSignedIn(tenant, tenant.signIn, request);
  else if (!isGood(tenant, request)) throw unauthorized();
  if (tenant.settings.exchangeAccess === 'none') throw forbidden(request.headers);
}

/** Where applications sign in here: the token has to be theirs, with the app role, and a directory role for the cmdlet. */
function admitSignedIn(tenant: Tenant, signIn: SignIn, request: AdminApiRequest): void {
  const token = bearer(request.headers['authorization']);
  const { host } = new URL(request.address);
  const said = checkToken(tenant, signIn, token ?? '', { resource: exchangeResource, host });
  if (typeof said === 'string' || !textsOf(said['roles']).includes(appRole)) throw unauthorized();
  if (!hasRoleFor(request, said) && !hasEntryFor(tenant, request, textOf(said['oid'])))
    throw forbidden(request.headers);
}

const appRole = 'Exchange.ManageAsApp';

/** Templates of the directory roles that Exchange knows (app-only authentication, supported roles). */
const writers = [
  '62e90394-69f5-4237-9190-012177145e10', // Global Administrator
  '29232cdf-9323-42fd-ade2-1d097af3e4de', // Exchange Administrator
  '31392ffb-586c-42d1-9346-e59415a2cc4e', // Exchange Recipient Administrator
];
const readers = [...writers, 'f2ef992c-3afb-46b9-b7cf-a126ee74c451']; // Global Reader

/** Roles are those of the token: one that is given later needs another token. A batch is judged by its items. */
function hasRoleFor({ action, invocation }: AdminApiRequest, { wids }: JsonObject): boolean {
  const reads = action === '$batch' || /^Get-/i.test(invocation.cmdlet);
  return textsOf(wids).some((role) => (reads ? readers : writers).includes(role));
}

/** Whatever is no JWT is good, as on Graph's side; a JWT has to be for Exchange, this tenant and an application. */
function isGood(tenant: Tenant, { headers }: AdminApiRequest): boolean {
  if (bearer(headers['authorization']) === null) return false;
  const claims = claimsOf(headers['authorization']);
  if (!claims) return true;
  const { aud, tid, roles } = claims;
  if (typeof aud === 'string' && !audience.test(aud)) return false;
  if (typeof tid === 'string' && tid.toLowerCase() !== tenant.documents.organization.id.toLowerCase())
    return false;
  return Array.isArray(roles) && roles.includes(appRole);
}

/** The tenant's id and its initial domain; no other domain leads here. */
function namesOf({ documents }: Tenant): string[] {
  const initial = documents.domains.filter((domain) => domain['isInitial'] === true);
  return [documents.organization.id, ...initial.map(({ id }) => id)].map((name) => name.toLowerCase());
}
