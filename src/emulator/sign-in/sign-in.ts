import { createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { createIssuerKeys, type IssuerKeys } from './issuer-keys.ts';
import { keyIdOf } from './jwt.ts';

/** What the sign-in part of a practice tenant has beside the state: it is made at start and forgotten at the end. */
export interface SignIn {
  /** Signs the tokens. */
  key: { id: string; private: KeyObject; public: KeyObject };
  /** How long tokens live, in emulated time. */
  lifetimeMs: number;
  issuers: IssuerKeys;
}

export interface SignInOptions {
  /** How long tokens live, in milliseconds; an hour but for a second, if absent. */
  tokenLifetimeMs?: number;
  /** Where the keys of an issuer of federated credentials are, if not at the issuer's own address. */
  issuers?: Readonly<Record<string, string>>;
}

/** A sign-in part with a key of its own. */
export async function createSignIn(options: SignInOptions): Promise<SignIn> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  const publicKey = createPublicKey(privateKey);
  return {
    key: { id: keyIdOf(publicKey), private: privateKey, public: publicKey },
    lifetimeMs: options.tokenLifetimeMs ?? 3_599_000,
    issuers: createIssuerKeys(options.issuers ?? {}),
  };
}
