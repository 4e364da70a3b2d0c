import type { Fault } from '../faults.ts';
import type { Reply } from '../http/request.ts';
import type { Tenant } from '../tenant.ts';
import { checkAssertion } from './check-assertion.ts';
import { checkSecret } from './check-secret.ts';
import { clientOf } from './client.ts';
import { issueToken } from './issue.ts';
import { noCredential } from './client-refusals.ts';
import { missingParameter, unsupportedGrant } from './request-refusals.ts';
import type { SignInRequest } from './request.ts';
import { requested } from './scope.ts';
import type { SignIn } from './sign-in.ts';
import { namesOf } from './tenant-names.ts';

const byAssertion = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** The token endpoint: an application signs in by itself, with a secret or an assertion. Throws refusals. */
export async function answerToken(
  tenant: Tenant,
  signIn: SignIn,
  request: SignInRequest,
  faults: readonly Fault[],
): Promise<Reply> {
  const form = new URLSearchParams(request.text);
  const field = (name: string): string => form.get(name) ?? '';
  const needed = (name: string): string => {
    if (field(name) === '') throw missingParameter(name);
    return field(name);
  };
  const grant = needed('grant_type');
  if (grant !== 'client_credentials') throw unsupportedGrant(grant);
  const basic = basicOf(request.headers['authorization']);
  const client = clientOf(tenant, basic?.id ?? needed('client_id'));
  const { host } = new URL(request.origin);
  const wanted = requested(field('scope'), host, tenant.documents.organization.displayName);

  const assertion = field('client_assertion');
  const secret = basic?.secret ?? field('client_secret');
  if (assertion !== '') {
    if (needed('client_assertion_type') !== byAssertion) throw missingParameter('client_assertion_type');
    await checkAssertion(assertion, {
      client,
      tenantNames: [...namesOf(tenant), 'common', 'organizations'],
      host,
      issuers: signIn.issuers,
      now: tenant.clock.now(),
      wallClock: Date.now(),
    });
  } else if (secret !== '') checkSecret(client, secret, tenant.clock.now());
  else throw noCredential();

  const skewMs = faults.reduce((sum, fault) => sum + (fault.skewMs ?? 0), 0);
  const seconds = Math.floor(signIn.lifetimeMs / 1000);
  const token = issueToken(tenant, signIn, client, wanted, { byCertificate: assertion !== '', skewMs });
  return {
    status: 200,
    headers: {},
    body: { token_type: 'Bearer', expires_in: seconds, ext_expires_in: seconds, access_token: token },
  };
}

/** Id and secret in a header, percent-encoded as RFC 6749 says. */
function basicOf(authorization: string | undefined): { id: string; secret: string } | null {
  const encoded = /^Basic\s+(\S+)$/i.exec(authorization ?? '')?.[1];
  if (encoded === undefined) return null;
  const [id = '', secret = ''] = Buffer.from(encoded, 'base64').toString('utf8').split(/:(.*)/s);
  return { id: decoded(id), secret: decoded(secret) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
