import type { HttpReply, Step } from './http-exchange.ts';

/**
 * Gives a token; asked again with the token that the service refused, it gives a new one, which meets the claims that
 * the service asked for. Throws TenantryError where nobody is signed in.
 */
export type TokenSource = (refused?: string, claims?: string) => Promise<string>;

/**
 * Puts the token on a request. Needed for Graph because the library's own handler leaves it out, without a word, for
 * every address that is not https on a host it knows. A 401 to the whole request means that nothing of it was done, so
 * it is sent once more with a fresh token.
 */
export function authorizing(token: TokenSource): Step {
  return async (exchange, next, headers) => {
    const send = async (...refusal: Parameters<TokenSource>): Promise<void> => {
      try {
        exchange.token = await token(...refusal);
      } catch (error) {
        exchange.outcome = { type: 'signInFailed', error };
        return;
      }
      headers.set('authorization', `Bearer ${exchange.token}`);
      await next();
    };
    await send();
    const { outcome } = exchange;
    if (outcome.type !== 'replied' || outcome.reply.status !== 401) return;
    const claims = claimsOf(outcome.reply);
    await (claims === undefined ? send(exchange.token) : send(exchange.token, claims));
  };
}

/**
 * What a fresh token has to say, in JSON: https://learn.microsoft.com/entra/identity-platform/claims-challenge
 */
function claimsOf({ headers }: HttpReply): string | undefined {
  const encoded = /\bclaims="([\w+/=-]+)"/.exec(headers['www-authenticate'] ?? '')?.[1];
  return encoded === undefined ? undefined : Buffer.from(encoded, 'base64').toString('utf8');
}
