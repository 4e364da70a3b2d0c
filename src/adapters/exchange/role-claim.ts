import { TenantryError } from '../../core/problem.ts';
import type { TokenSource } from '../http/authorizing.ts';
import { claimsOf } from '../sign-in/claims.ts';
import { textsOf } from '../http/json.ts';

/** The application permission of Office 365 Exchange Online. */
export const appRole = 'Exchange.ManageAsApp';

export const howToGrant =
  `Grant the application the permission ${appRole} of Office 365 Exchange Online and consent to it, and assign it the directory role Exchange Recipient Administrator; both can take up to an hour and need a new sign-in. ` +
  'To write no attribute through Exchange, set `exchange: { route: never }` in tenant.yaml.';

/**
 * Tokens that carry the application permission. A token is issued also without it, and the service then answers with
 * nothing that could be understood: https://learn.microsoft.com/powershell/exchange/app-only-auth-powershell-v2
 * A token that is no JWT is left to the service. Throws TenantryError.
 */
export function requiringRole(token: TokenSource): TokenSource {
  return async (...refusal) => {
    const given = await token(...refusal);
    const claims = claimsOf(given);
    if (claims === undefined || textsOf(claims['roles']).includes(appRole)) return given;
    throw new TenantryError({
      id: 'exchange-role',
      message:
        typeof claims['scp'] === 'string'
          ? `Exchange Online is asked as an application, but a person is signed in.`
          : `The application that is signed in may not manage Exchange Online: its token has no role ${appRole}.`,
      remedy: howToGrant,
    });
  };
}
