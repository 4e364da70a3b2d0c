import { TenantryError } from '../../core/problem.ts';
import { howToAllow } from '../../core/permissions/how-to-allow.ts';
import { exchangeAccess } from '../../core/permissions/permission.ts';
import { tasks } from '../../core/permissions/tasks.ts';
import type { TokenSource } from '../http/authorizing.ts';
import { claimsOf } from '../sign-in/claims.ts';
import { textsOf } from '../http/json.ts';

/** The application permission of Office 365 Exchange Online. */
export const appRole = exchangeAccess;

export const howToGrant =
  `${howToAllow(tasks.readRecipients)} It can take up to an hour. ` +
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
