import { GraphFault } from '../errors.ts';
import { textsOf } from '../json.ts';
import { checkToken, type TokenFault } from '../sign-in/check-token.ts';
import { graphResource } from '../sign-in/resources.ts';
import type { Tenant } from '../tenant.ts';

/**
 * Who is asking: an application by itself, or a person through one. `roles` are the app roles of a token that was issued
 * here, or the directory roles of a person; where nobody has to sign in there are none to look at.
 */
export type Caller =
  | {
      kind: 'app';
      appId: string;
      displayName: string;
      servicePrincipalId: string;
      roles?: ReadonlySet<string>;
    }
  | {
      kind: 'user';
      id: string;
      displayName: string;
      userPrincipalName: string;
      /** Templates of directory roles, of a token that was issued here. */
      roles?: ReadonlySet<string>;
    };

/** Whoever comes without a token that names its application. */
export const practiceApplication = {
  kind: 'app' as const,
  appId: '7c1f3a52-0d4e-4b86-9a3d-5e2f60718293',
  displayName: 'Tenantry (practice)',
  servicePrincipalId: '2b9e6d10-8f5c-4a37-b1e4-c0d2a3948576',
};

/**
 * Throws 401 without a bearer token. Where applications sign in here, it has to be one of theirs for Graph; elsewhere any
 * token does, and a JWT names its application or person. `host` is the one that was asked.
 */
export function authenticate(tenant: Tenant, authorization: string | undefined, host: string): Caller {
  const token = bearer(authorization);
  if (token === null) throw unauthenticated('Access token is empty.');
  if (!tenant.signIn) return callerOf(claims(token));
  const said = checkToken(tenant, tenant.signIn, token, { resource: graphResource, host });
  if (typeof said === 'string') throw unauthenticated(refused[said]);
  const caller = callerOf(said);
  return { ...caller, roles: new Set(textsOf(said[caller.kind === 'app' ? 'roles' : 'wids'])) };
}

function unauthenticated(message: string): GraphFault {
  return new GraphFault(401, 'InvalidAuthenticationToken', message, {
    headers: { 'www-authenticate': 'Bearer realm=""' },
  });
}

/**
 * What Graph says of tokens, as people quote it; learn.microsoft.com/answers/questions/5841715 for the signature. The text
 * for a token of another tenant, and for one that is not valid yet, nobody quotes.
 */
const refused: Readonly<Record<TokenFault, string>> = {
  malformed:
    "IDX14100: JWT is not well formed, there are no dots (.).\nThe token needs to be in JWS or JWE Compact Serialization Format. (JWS): 'EncodedHeader.EndcodedPayload.EncodedSignature'. (JWE): 'EncodedProtectedHeader.EncodedEncryptedKey.EncodedInitializationVector.EncodedCiphertext.EncodedAuthenticationTag'.",
  signature: 'Signature is invalid.',
  tenant: 'Access token validation failure.',
  audience: 'Access token validation failure. Invalid audience.',
  early: 'Access token has expired or is not yet valid.',
  expired: 'Lifetime validation failed, the token is expired.',
};

/** The text of a bearer token; null without one. */
export function bearer(authorization: string | undefined): string | null {
  return /^Bearer\s+(\S.*)$/i.exec(authorization ?? '')?.[1] ?? null;
}

/** What a token says; null where it is no JWT, as tokens of the practice tenant need not be. */
export function claimsOf(authorization: string | undefined): Readonly<Record<string, unknown>> | null {
  const said = claims(bearer(authorization) ?? '');
  return Object.keys(said).length === 0 ? null : said;
}

function callerOf(payload: Readonly<Record<string, unknown>>): Caller {
  const text = (name: string): string | null => {
    const value = payload[name];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  const upn = text('upn');
  const oid = text('oid');
  if (upn !== null && oid !== null && text('idtyp') !== 'app')
    return { kind: 'user', id: oid, displayName: text('name') ?? upn, userPrincipalName: upn };
  const appId = text('appid') ?? text('azp');
  if (appId === null) return practiceApplication;
  return {
    kind: 'app',
    appId,
    displayName: text('app_displayname') ?? appId,
    servicePrincipalId: oid ?? practiceApplication.servicePrincipalId,
  };
}

function claims(token: string): Record<string, unknown> {
  const payload = token.split('.')[1];
  if (payload === undefined) return {};
  try {
    const parsed: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
  } catch {
    return {};
  }
}
