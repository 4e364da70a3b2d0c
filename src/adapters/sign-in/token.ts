import type { TokenSource } from '../http/authorizing.ts';
import type { AccessToken, Acquire } from './application.ts';

/** A token is given up so long before its end. */
const marginMs = 5 * 60_000;

/**
 * Tokens for one scope, kept until shortly before they expire. Asked with the token that the service refused, it gets a
 * new one; however many ask at once, one token is acquired for all. `check` throws where a token is not to be used.
 */
export function tokenSource(
  acquire: Acquire,
  scope: string,
  check: (token: string) => void,
  now: () => Date,
): TokenSource {
  let current: AccessToken | undefined;
  let pending: { readonly access: Promise<AccessToken>; readonly claims: string | undefined } | undefined;
  const fresh = async (claims: string | undefined): Promise<AccessToken> => {
    const access = await (claims === undefined ? acquire(scope) : acquire(scope, claims));
    check(access.token);
    return access;
  };
  return async (refused, claims) => {
    // Whoever asks while another asks gets the same, be it a failure.
    if (pending && pending.claims === claims) return (await pending.access).token;
    if (current && current.token !== refused && current.expiresOnTimestamp - marginMs > now().getTime())
      return current.token;
    const mine = { access: fresh(claims), claims };
    pending = mine;
    try {
      current = await mine.access;
      return current.token;
    } finally {
      if (pending === mine) pending = undefined;
    }
  };
}
