import { TenantryError } from '../../core/problem.ts';
import type { TokenSource } from '../http/authorizing.ts';
import { redactText } from '../trace/redact.ts';
import { claimsOf } from './claims.ts';

/** As much of a credential of `@azure/identity` as is used. */
export interface Credential {
  getToken(
    scope: string,
    options: { readonly tenantId: string; readonly claims?: string },
  ): Promise<{ readonly token: string; readonly expiresOnTimestamp: number } | null>;
}

/** A token is given up so long before its end. */
const marginMs = 5 * 60_000;

/**
 * Tokens for one tenant, kept until shortly before they expire: the credential of the Azure command line starts a
 * process for each. Asked with the token that the service refused, it gets a new one. A token of another tenant is
 * refused, since everything else would then be done to the wrong one. Throws TenantryError.
 */
export function tokenSource(
  credential: () => Promise<Credential>,
  scope: string,
  tenantId: string,
): TokenSource {
  let known: Promise<{ readonly token: string; readonly expiresOnTimestamp: number }> | undefined;
  const acquire = async (claims: string | undefined) => {
    const access = await ask(credential, scope, tenantId, claims);
    const issuedFor = tenantOf(access.token);
    if (issuedFor !== undefined && issuedFor.toLowerCase() !== tenantId.toLowerCase())
      throw wrongTenant(issuedFor, tenantId);
    return access;
  };
  return async (refused, claims) => {
    const current = known && (await known.catch(() => undefined));
    if (current && current.token !== refused && current.expiresOnTimestamp - marginMs > Date.now())
      return current.token;
    const fresh = acquire(claims);
    known = fresh;
    return (await fresh).token;
  };
}

async function ask(
  credential: () => Promise<Credential>,
  scope: string,
  tenantId: string,
  claims: string | undefined,
) {
  const options = claims === undefined ? { tenantId } : { tenantId, claims };
  try {
    const access = await (await credential()).getToken(scope, options);
    if (access) return access;
  } catch (error) {
    throw notSignedIn(error, tenantId);
  }
  throw notSignedIn(undefined, tenantId);
}

/** The `tid` of a JWT; undefined of a token in any other form. */
function tenantOf(token: string): string | undefined {
  const tid = claimsOf(token)?.['tid'];
  return typeof tid === 'string' ? tid : undefined;
}

const ways =
  'Sign in with `az login`, or set AZURE_TENANT_ID, AZURE_CLIENT_ID and either AZURE_CLIENT_SECRET or AZURE_CLIENT_CERTIFICATE_PATH. In GitHub Actions let azure/login go before.';

function notSignedIn(error: unknown, tenantId: string): TenantryError {
  const name = error instanceof Error ? error.name : '';
  const unavailable =
    error === undefined || name === 'CredentialUnavailableError' || name === 'AggregateAuthenticationError';
  return new TenantryError({
    id: 'sign-in',
    message: unavailable
      ? `Nobody is signed in to tenant ${tenantId}.`
      : `Signing in to tenant ${tenantId} failed: ${firstLine(error)}`,
    remedy: ways,
  });
}

/** Errors of the sign-in library are many lines long; the first says what happened. */
function firstLine(error: unknown): string {
  const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  return redactText(line.trim());
}

function wrongTenant(issuedFor: string, tenantId: string): TenantryError {
  return new TenantryError({
    id: 'wrong-tenant',
    message: `You are signed in to tenant ${issuedFor}, but tenant.yaml is about ${tenantId}.`,
    remedy: `Sign in to that tenant (\`az login --tenant ${tenantId}\`), or correct tenant.id in tenant.yaml.`,
  });
}
