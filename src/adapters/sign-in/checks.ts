import { TenantryError } from '../../core/problem.ts';
import { textsOf } from '../http/json.ts';
import { claimsOf } from './claims.ts';
import { wrongClock } from './clock-words.ts';

/**
 * Looks at a token that has just come, as far as it is a JWT. Throws TenantryError where it is for another tenant, since
 * everything else would then be done to the wrong one, or where the clock of this machine is wrong.
 */
export function checkToken(token: string, tenantId: string, now: Date): void {
  const claims = claimsOf(token);
  if (claims === undefined) return;
  const { tid, nbf, exp } = claims;
  if (typeof tid === 'string' && tid.toLowerCase() !== tenantId.toLowerCase())
    throw wrongTenant(tid, tenantId);
  // Tokens hold from five minutes before they are issued: https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference
  if (typeof nbf === 'number' && nbf * 1000 > now.getTime())
    throw clock(now.getTime() - nbf * 1000 - earlierMs);
  if (typeof exp === 'number' && exp * 1000 < now.getTime()) throw clock(now.getTime() - exp * 1000);
}

const earlierMs = 5 * 60_000;

/** The role that every service principal has, which allows nothing. */
const everybodys = '0997a1d0-0d1d-4acb-b408-d5ca73121e90';

/**
 * Throws TenantryError where an application may do nothing in Microsoft Graph: neither by a permission nor by a
 * directory role, which also lets applications in. A person's token has scopes.
 */
export function checkGraphRoles(token: string): void {
  const claims = claimsOf(token);
  if (claims === undefined || typeof claims['scp'] === 'string') return;
  // Not of Entra's making, such as that of a test.
  if (typeof claims['tid'] !== 'string') return;
  const allowed = [...textsOf(claims['roles']), ...textsOf(claims['wids'])].filter(
    (each) => each !== everybodys,
  );
  if (allowed.length > 0) return;
  const { appid } = claims;
  throw new TenantryError({
    id: 'graph-roles',
    message: `Application ${typeof appid === 'string' ? appid : 'that is signed in'} has no permission for Microsoft Graph: its token has no roles.`,
    remedy:
      'Grant it application permissions (not delegated ones) with admin consent: User.Read.All, Group.Read.All and Organization.Read.All to plan; to apply, User.ReadWrite.All and Group.ReadWrite.All besides. `tenantry doctor` lists what these files need. They count from the next token on.',
  });
}

function clock(offMs: number): TenantryError {
  return new TenantryError({ id: 'clock', ...wrongClock(offMs) });
}

function wrongTenant(issuedFor: string, tenantId: string): TenantryError {
  return new TenantryError({
    id: 'wrong-tenant',
    message: `You are signed in to tenant ${issuedFor}, but tenant.yaml is about ${tenantId}.`,
    remedy: `Sign in to that tenant (\`az login --tenant ${tenantId}\`), or correct tenant.id in tenant.yaml.`,
  });
}
