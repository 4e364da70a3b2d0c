import type { Step } from './exchange.ts';

/**
 * Gives a token; asked again with the token that the service refused, it gives a new one.
 * Throws TenantryError where nobody is signed in.
 */
export type TokenSource = (refused?: string) => Promise<string>;

/**
 * Puts the token on a request. Needed because the library's own handler leaves it out, without a word, for every
 * address that is not https on a host it knows. A 401 to the whole request means that nothing of it was done, so it is
 * sent once more with a fresh token.
 */
export function authorizing(token: TokenSource): Step {
  return async (exchange, next, headers) => {
    const send = async (refused?: string): Promise<void> => {
      try {
        exchange.token = await token(refused);
      } catch (error) {
        exchange.outcome = { type: 'signInFailed', error };
        return;
      }
      headers.set('authorization', `Bearer ${exchange.token}`);
      await next();
    };
    await send();
    const { outcome } = exchange;
    if (outcome.type === 'replied' && outcome.reply.status === 401) await send(exchange.token);
  };
}
