import { createHash } from 'node:crypto';
import { hostNamed } from '../http/hosts.ts';
import { isSameName, textOf } from '../json.ts';
import type { Expected } from './check-assertion.ts';
import { checkValidity } from './check-validity.ts';
import { certificatesOf, type RegisteredCertificate } from './credentials.ts';
import { isSignedBy, type Jwt } from './jwt.ts';
import {
  foreignAssertion,
  malformedAssertion,
  useFailed,
  wrongAudience,
  wrongKey,
} from './assertion-refusals.ts';

/**
 * Checks an assertion that an application signed itself
 * (https://learn.microsoft.com/entra/identity-platform/certificate-credentials): who it is about, for whom it is, with
 * which certificate it was signed, and when it is valid.
 */
export function checkSigned(jwt: Jwt, expected: Expected): void {
  const { appId, application } = expected.client;
  const { iss, sub, aud, jti } = jwt.claims;
  if (!isSameName(iss, appId) || !isSameName(sub, appId)) throw foreignAssertion();
  if (typeof jti !== 'string' || jti === '') throw malformedAssertion();
  if (!isThisService(textOf(aud), expected)) throw wrongAudience();

  const named = thumbprintOf(jwt);
  const key = certificatesOf(application).find((row) => named !== null && hasThumbprint(row, named));
  const fault = { appId, ...(named === null ? {} : { thumbprint: named.toString('hex').toUpperCase() }) };
  if (!key) throw wrongKey({ ...fault, reason: 'The key was not found.' });
  const found = { start: american(key.from), end: american(key.until) };
  if (key.until <= expected.now) throw wrongKey({ ...fault, found, reason: 'The key used is expired.' });
  if (!isSignedBy(jwt, key.certificate.publicKey)) throw wrongKey({ ...fault, found, reason: useFailed });
  checkValidity(jwt, expected.wallClock);
}

/** What `x5t` (SHA-1) or `x5t#S256` of the header say. */
function thumbprintOf({ header }: Jwt): Buffer | null {
  const text = textOf(header['x5t#S256']) || textOf(header['x5t']);
  return text === '' ? null : Buffer.from(text, 'base64url');
}

function hasThumbprint({ certificate }: RegisteredCertificate, thumbprint: Buffer): boolean {
  return ['sha1', 'sha256'].some((hash) =>
    createHash(hash).update(certificate.raw).digest().equals(thumbprint),
  );
}

/** The token endpoint of this tenant, of either version, or its issuer; on the host that was asked, or any of Microsoft's. */
function isThisService(audience: string, { tenantNames, host }: Expected): boolean {
  const [, authority = '', tenant = '', rest = ''] =
    /^https:\/\/([^/]+)\/([^/]+)\/?((?:oauth2\/)?(?:v2\.0)?(?:\/?token)?)\/?$/i.exec(audience) ?? [];
  const known = authority.toLowerCase() === host.toLowerCase() || hostNamed(authority)?.service === 'signIn';
  const ends = ['', 'v2.0', 'oauth2/token', 'oauth2/v2.0/token'];
  return known && tenantNames.includes(tenant.toLowerCase()) && ends.includes(rest.toLowerCase());
}

/** `08/18/2024 19:33:23`, as the service writes the life of a key. */
function american(ms: number): string {
  const [date = '', time = ''] = new Date(ms).toISOString().slice(0, 19).split('T');
  const [year, month, day] = date.split('-');
  return `${month}/${day}/${year} ${time}`;
}
