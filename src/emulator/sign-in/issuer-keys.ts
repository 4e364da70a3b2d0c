import { createPublicKey, type KeyObject } from 'node:crypto';
import { isObject, member, textOf } from '../json.ts';
import type { Json } from '../state.ts';

/** Finds the keys that outside issuers sign with. */
export interface IssuerKeys {
  /** A key of an issuer by its id, undefined where the issuer has none of that id. Throws where it cannot be reached. */
  find(issuer: string, keyId: string): Promise<KeyObject | undefined>;
}

/**
 * Asks the OpenID configuration of an issuer for its keys, every time, so that a rotated key is known at once. Only HTTPS
 * is asked, and plain HTTP on this machine. `elsewhere` says where issuers are that cannot be reached under their names.
 */
export function createIssuerKeys(elsewhere: Readonly<Record<string, string>>): IssuerKeys {
  return {
    async find(issuer, keyId) {
      const base = (elsewhere[issuer] ?? issuer).replace(/\/+$/, '');
      const configuration = await get(`${base}/.well-known/openid-configuration`);
      const keys = member(await get(textOf(member(configuration, 'jwks_uri'))), 'keys');
      if (!Array.isArray(keys)) throw new Error('The issuer shows no keys.');
      const found = keys.find((key) => isObject(key) && key['kid'] === keyId);
      return isObject(found) ? createPublicKey({ key: found, format: 'jwk' }) : undefined;
    },
  };
}

const timeoutMs = 10_000;

async function get(address: string): Promise<Json> {
  const url = new URL(address);
  const isLocal = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLocal))
    throw new Error('The keys of an issuer are asked for over HTTPS.');
  const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
  if (!response.ok) throw new Error(`The issuer answered ${response.status}.`);
  return (await response.json()) as Json;
}
