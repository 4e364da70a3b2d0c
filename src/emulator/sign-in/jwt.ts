import { constants, createHash, sign, verify, type KeyObject } from 'node:crypto';
import { isObject } from '../json.ts';
import type { Json, JsonObject } from '../state.ts';

/** A JSON Web Token, taken apart and not checked. */
export interface Jwt {
  header: JsonObject;
  claims: JsonObject;
  /** What the signature is over. */
  signed: string;
  signature: Buffer;
}

/** The parts of a signed token in compact form; null for whatever is none. */
export function parseJwt(text: string): Jwt | null {
  const parts = text.split('.');
  const [head = '', body = '', signature = ''] = parts;
  const header = decoded(head);
  const claims = decoded(body);
  if (parts.length !== 3 || signature === '' || !isObject(header) || !isObject(claims)) return null;
  return { header, claims, signed: `${head}.${body}`, signature: Buffer.from(signature, 'base64url') };
}

/** A token in compact form, signed with RS256. */
export function signJwt(key: KeyObject, header: JsonObject, claims: JsonObject): string {
  const signed = `${encoded({ typ: 'JWT', alg: 'RS256', ...header })}.${encoded(claims)}`;
  return `${signed}.${sign('sha256', Buffer.from(signed), key).toString('base64url')}`;
}

/** Whether a token was signed by the owner of a public key, with RS256 or PS256; no other algorithm is known. */
export function isSignedBy({ header, signed, signature }: Jwt, key: KeyObject): boolean {
  if (key.asymmetricKeyType !== 'rsa') return false;
  const data = Buffer.from(signed);
  if (header['alg'] === 'RS256') return verify('sha256', data, key, signature);
  if (header['alg'] !== 'PS256') return false;
  const { RSA_PKCS1_PSS_PADDING: padding, RSA_PSS_SALTLEN_DIGEST: saltLength } = constants;
  return verify('sha256', data, { key, padding, saltLength }, signature);
}

/** RFC 7638: a name of a key that follows from the key. */
export function keyIdOf(key: KeyObject): string {
  const { e, kty, n } = key.export({ format: 'jwk' });
  return createHash('sha256').update(JSON.stringify({ e, kty, n })).digest('base64url');
}

function encoded(part: JsonObject): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

function decoded(part: string): Json | undefined {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as Json;
  } catch {
    return undefined;
  }
}
