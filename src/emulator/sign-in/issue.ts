import { createHash } from 'node:crypto';
import { builtInRoles } from '../model/built-in-roles.ts';
import { rolesOf } from '../reads/roles.ts';
import { objectsOf, textOf } from '../json.ts';
import type { JsonObject } from '../state.ts';
import type { Tenant } from '../tenant.ts';
import { uuid } from '../random.ts';
import type { Client } from './client.ts';
import { signJwt } from './jwt.ts';
import type { SignIn } from './sign-in.ts';
import type { Requested } from './scope.ts';
import { resourceNamed } from './resources.ts';

/** Stands in every token of an application beside its roles, and is the id of none. */
const everyApplication = '0997a1d0-0d1d-4acb-b408-d5ca73121e90';

/** How long before its issue a token is valid already. */
const allowanceS = 300;

/**
 * A token of version 1, which is what Graph and Exchange take
 * (https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference): `roles` are the app roles that are
 * assigned for the resource, `wids` the directory roles for the whole tenant. Both are as they were when it was issued.
 * `skewMs` is what the clock that it is issued by is off by.
 */
export function issueToken(
  tenant: Tenant,
  signIn: SignIn,
  client: Client,
  { resource, audience }: Requested,
  how: { byCertificate: boolean; skewMs: number },
): string {
  const { id: tenantId } = tenant.documents.organization;
  const { principal, application, appId } = client;
  const now = Math.floor((tenant.clock.now() + how.skewMs) / 1000);
  const issuer = `https://sts.windows.net/${tenantId}/`;
  const roles = objectsOf(principal['appRoleAssignments'])
    .filter((row) => resourceNamed(textOf(row['resource']), ['global']) === resource)
    .map((row) => textOf(row['role']));
  const claims: JsonObject = {
    aud: audience,
    iss: issuer,
    iat: now - allowanceS,
    nbf: now - allowanceS,
    exp: now + Math.floor(signIn.lifetimeMs / 1000),
    app_displayname: textOf(application['displayName']),
    appid: appId,
    appidacr: how.byCertificate ? '2' : '1',
    idp: issuer,
    idtyp: 'app',
    oid: principal.id,
    // Without an app role there is no such claim.
    ...(roles.length > 0 ? { roles: roles.toSorted() } : {}),
    sub: principal.id,
    tenant_region_scope: 'NA',
    tid: tenantId,
    uti: createHash('sha256').update(uuid(tenant.random)).digest('base64url').slice(0, 22),
    ver: '1.0',
    wids: [...directoryRoles(tenant, client), everyApplication],
  };
  return signJwt(signIn.key.private, { kid: signIn.key.id, x5t: signIn.key.id }, claims);
}

/** The templates of the built-in roles that the application holds; custom roles are not told in tokens. */
function directoryRoles(tenant: Tenant, { appId, principal }: Client): string[] {
  const caller = { kind: 'app' as const, appId, displayName: '', servicePrincipalId: principal.id };
  const templates = new Set(builtInRoles.map(({ id }) => id));
  return [...rolesOf(tenant, caller, '/')].filter((id) => templates.has(id)).toSorted();
}
