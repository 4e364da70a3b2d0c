import { createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An identity provider on loopback, as Entra sees one: a configuration, keys, and tokens signed with them. */
export interface Issuer {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** A token with these claims, valid for five minutes from now unless they say otherwise. */
  token(claims: Readonly<Record<string, unknown>>, options?: { key?: KeyObject; kid?: string }): string;
  /** The paths that were asked for. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

export async function startIssuer(): Promise<Issuer> {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const jwk = createPublicKey(privateKey).export({ format: 'jwk' });
    const documents: Record<string, unknown> = {
      '/.well-known/openid-configuration': { issuer: url, jwks_uri: `${url}/keys` },
      '/keys': { keys: [{ ...jwk, kid: 'one', use: 'sig', alg: 'RS256' }] },
    };
    const found = documents[request.url ?? ''];
    response
      .writeHead(found ? 200 : 404, { 'content-type': 'application/json' })
      .end(JSON.stringify(found ?? {}));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    asked,
    token(claims, { key = privateKey, kid = 'one' } = {}) {
      const now = Math.floor(Date.now() / 1000);
      return jwt({ typ: 'JWT', alg: 'RS256', kid }, { iss: url, nbf: now, exp: now + 300, ...claims }, key);
    },
    close: () => new Promise<void>((resolve) => void server.close(() => resolve())),
  };
}

/** A token signed with RS256. */
export function jwt(
  header: Readonly<Record<string, unknown>>,
  claims: Readonly<Record<string, unknown>>,
  key: KeyObject | string,
): string {
  const signed = `${part(header)}.${part(claims)}`;
  return `${signed}.${sign('sha256', Buffer.from(signed), key).toString('base64url')}`;
}

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
