import { cloudsOf } from '../http/hosts.ts';
import { isSameName, textOf } from '../json.ts';
import type { JsonObject } from '../state.ts';
import type { Tenant } from '../tenant.ts';
import { isSignedBy, parseJwt } from './jwt.ts';
import { isName, type Resource } from './resources.ts';
import type { SignIn } from './sign-in.ts';

/** Why a token is not good for a resource. */
export type TokenFault = 'malformed' | 'signature' | 'tenant' | 'audience' | 'early' | 'expired';

/**
 * The claims of a bearer token that was issued here, for a resource in the cloud of the host that was asked, and is valid
 * now, in emulated time; or what is wrong with it.
 */
export function checkToken(
  tenant: Tenant,
  signIn: SignIn,
  token: string,
  { resource, host }: { resource: Resource; host: string },
): JsonObject | TokenFault {
  const jwt = parseJwt(token);
  if (!jwt) return 'malformed';
  if (!isSignedBy(jwt, signIn.key.public)) return 'signature';
  const { aud, tid, nbf, exp } = jwt.claims;
  if (!isSameName(tid, tenant.documents.organization.id)) return 'tenant';
  if (!isName(resource, textOf(aud), cloudsOf(host))) return 'audience';
  const now = tenant.clock.now() / 1000;
  if (Number(exp) <= now) return 'expired';
  if (Number(nbf) > now) return 'early';
  return jwt.claims;
}
