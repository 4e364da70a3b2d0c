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
  let known: Promise<AccessToken> | undefined;
  const fresh = async (claims: string | undefined): Promise<AccessToken> => {
    const access = await (claims === undefined ? acquire(scope) : acquire(scope, claims));
    check(access.token);
    return access;
  };
  return async (refused, claims) => {
    for (;;) {
      const asked = known;
      const current = asked && (await asked.catch(() => undefined));
      // Somebody else may have asked meanwhile.
      if (asked !== known) continue;
      if (current && current.token !== refused && current.expiresOnTimestamp - marginMs > now().getTime())
        return current.token;
      const next = fresh(claims);
      known = next;
      return (await next).token;
    }
  };
}
