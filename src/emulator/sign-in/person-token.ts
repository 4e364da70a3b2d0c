import { builtInRoles } from '../model/built-in-roles.ts';
import { badRequest } from '../errors.ts';
import { findUser } from '../reads/objects.ts';
import { textOf } from '../json.ts';
import type { Tenant } from '../tenant.ts';
import { signJwt } from './jwt.ts';
import { graphResource } from './resources.ts';

/** What a person is signed in through: the Azure CLI. */
const azureCli = '04b07795-8ddb-461a-bbee-02f9e1bf7b46';

/** What the Azure CLI may do in a person's name, as its tokens say. */
const scopes =
  'Application.ReadWrite.All AppRoleAssignment.ReadWrite.All AuditLog.Read.All DelegatedPermissionGrant.ReadWrite.All Directory.AccessAsUser.All email Group.ReadWrite.All openid profile User.Read.All User.ReadWrite.All';

/**
 * A token of a person for Microsoft Graph, as `az account get-access-token` gives it, for an hour. The practice tenant has
 * no page where people type passwords: whoever is on this machine may be anybody. Throws a 404 for a name that nobody
 * has, and a 400 where nobody has to sign in.
 */
export function personToken(tenant: Tenant, userPrincipalName: string): string {
  const { signIn } = tenant;
  if (!signIn) throw badRequest('Nobody has to sign in to this tenant.');
  const { id, properties } = findUser(tenant, { by: 'id', value: userPrincipalName });
  const { id: tenantId } = tenant.documents.organization;
  const templates = new Set(builtInRoles.map(({ id }) => id));
  const roles = tenant.documents.roleAssignments
    .filter((row) => row.principalId.toLowerCase() === id && row.directoryScopeId === '/')
    .map((row) => row.roleDefinitionId.toLowerCase());
  const now = Math.floor(tenant.clock.now() / 1000);
  return signJwt(
    signIn.key.private,
    { kid: signIn.key.id, x5t: signIn.key.id },
    {
      aud: graphResource.names.global[0] ?? '',
      iss: `https://sts.windows.net/${tenantId}/`,
      iat: now - 300,
      nbf: now - 300,
      exp: now + Math.floor(signIn.lifetimeMs / 1000),
      app_displayname: 'Microsoft Azure CLI',
      appid: azureCli,
      appidacr: '0',
      idtyp: 'user',
      name: textOf(properties['displayName']),
      oid: id,
      scp: scopes,
      tid: tenantId,
      upn: userPrincipalName,
      ver: '1.0',
      wids: roles.filter((role) => templates.has(role)).toSorted(),
    },
  );
}
