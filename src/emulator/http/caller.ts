import { GraphFault } from '../errors.ts';

/** Who is asking: an application by itself, or a person through one. */
export type Caller =
  | { kind: 'app'; appId: string; displayName: string; servicePrincipalId: string }
  | { kind: 'user'; id: string; displayName: string; userPrincipalName: string };

/** Whoever comes without a token that names its application. */
export const practiceApplication = {
  kind: 'app' as const,
  appId: '7c1f3a52-0d4e-4b86-9a3d-5e2f60718293',
  displayName: 'Tenantry (practice)',
  servicePrincipalId: '2b9e6d10-8f5c-4a37-b1e4-c0d2a3948576',
};

/** Throws 401 without a bearer token. Any other token does; a JWT names its application or person. */
export function authenticate(authorization: string | undefined): Caller {
  const token = bearer(authorization);
  if (token === null)
    throw new GraphFault(401, 'InvalidAuthenticationToken', 'Access token is empty.', {
      headers: { 'www-authenticate': 'Bearer realm=""' },
    });
  return callerOf(claims(token));
}

/** What a token says; null where it is no JWT, as tokens of the practice tenant need not be. */
export function claimsOf(authorization: string | undefined): Readonly<Record<string, unknown>> | null {
  const said = claims(bearer(authorization) ?? '');
  return Object.keys(said).length === 0 ? null : said;
}

function bearer(authorization: string | undefined): string | null {
  return /^Bearer\s+(\S.*)$/i.exec(authorization ?? '')?.[1] ?? null;
}

function callerOf(payload: Record<string, unknown>): Caller {
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
