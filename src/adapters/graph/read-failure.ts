import type { TenantryError } from '../../core/problem.ts';
import type { HttpExchange } from '../http/http-exchange.ts';
import * as failures from '../http/read-failure.ts';
import type { Purpose, Speech } from '../http/read-failure.ts';
import { usualRefusal } from '../http/usual-refusal.ts';
import type { Reply } from '../../ports.ts';
import { describeError } from './graph-error.ts';

const speech: Speech = {
  service: 'Microsoft Graph',
  id: 'graph',
  refusal(purpose, reply) {
    const error = describeError(reply);
    if (reply.status === 403)
      return {
        message: `Microsoft Graph does not allow to ${purpose.doing}: ${error}.`,
        remedy: purpose.allowing ?? `Grant the application the permission ${purpose.permission}.`,
      };
    return usualRefusal('Microsoft Graph', purpose, reply, error);
  },
};

/** Why a read failed, for the user. Throws instead where the command was interrupted or nobody is signed in. */
export function readFailure(
  purpose: Purpose,
  exchange: HttpExchange,
  endpoint: URL | undefined,
): TenantryError {
  return failures.readFailure(speech, purpose, exchange, endpoint);
}

/** The same for one item of a batch. */
export function itemFailure(purpose: Purpose, { status, headers, body }: Reply): TenantryError {
  return failures.itemFailure(speech, purpose, { status, headers, text: JSON.stringify(body) });
}
