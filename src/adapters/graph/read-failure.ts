import { TenantryError, type Problem } from '../../core/problem.ts';
import { redactText } from '../trace/redact.ts';
import type { Exchange, HttpReply } from './exchange.ts';
import { describeError } from './graph-error.ts';
import { isPassing } from './patience.ts';

/** What a query was about, for the messages: `read the users`, and the permission that it takes. */
export interface Purpose {
  readonly doing: string;
  readonly permission: string;
}

/** Why a read failed, for the user. Throws instead where the command was interrupted or nobody is signed in. */
export function readFailure(purpose: Purpose, exchange: Exchange, endpoint: URL | undefined): TenantryError {
  const { outcome } = exchange;
  switch (outcome.type) {
    case 'signInFailed':
      throw outcome.error;
    case 'stopped':
      throw outcome.reason;
    case 'notSent':
      return failure('graph-unreachable', exchange, unreachable(outcome, exchange, endpoint));
    case 'broken':
      return failure('graph-unreachable', exchange, {
        message: `Microsoft Graph did not give a whole answer on trying to ${purpose.doing}: ${outcome.message}.`,
        remedy: 'Nothing was changed. Run the command again.',
      });
    case 'replied':
      return failure('graph-refused', exchange, refusal(purpose, outcome.reply));
  }
}

/** A failed item of a batch has no exchange of its own, but the same messages. */
export function itemFailure(
  purpose: Purpose,
  reply: Pick<HttpReply, 'status' | 'headers' | 'text'>,
): TenantryError {
  return failure('graph-refused', undefined, refusal(purpose, reply));
}

type Words = Pick<Problem, 'message' | 'remedy'>;

function failure(id: string, exchange: Exchange | undefined, { message, remedy }: Words): TenantryError {
  const token = exchange?.token ?? '';
  const clean = token === '' ? message : message.replaceAll(token, 'REDACTED');
  return new TenantryError({ id, message: redactText(clean), remedy });
}

function unreachable(
  outcome: { readonly message: string; readonly refused: boolean },
  exchange: Exchange,
  endpoint: URL | undefined,
): Words {
  if (endpoint && outcome.refused)
    return {
      message: `Nothing listens at ${endpoint.origin}.`,
      remedy: `Start the practice tenant with \`tenantry emulate --port ${endpoint.port === '' ? '80' : endpoint.port}\`, or mend --endpoint.`,
    };
  return {
    message: `Microsoft Graph cannot be reached at ${new URL(exchange.url).host}: ${outcome.message}.`,
    remedy: 'Check the network, the proxy and the `cloud` in tenant.yaml.',
  };
}

function refusal(purpose: Purpose, reply: Pick<HttpReply, 'status' | 'headers' | 'text'>): Words {
  const error = describeError(reply);
  if (reply.status === 403)
    return {
      message: `Microsoft Graph does not allow to ${purpose.doing}: ${error}.`,
      remedy: `Grant the application the permission ${purpose.permission} and consent to it. \`tenantry doctor\` lists what is missing.`,
    };
  if (reply.status === 401)
    return {
      message: `Microsoft Graph does not accept the token on trying to ${purpose.doing}: ${error}.`,
      remedy: 'Sign in again, to the tenant and the cloud that tenant.yaml names.',
    };
  if (reply.status >= 200 && reply.status <= 299)
    return {
      message: `Microsoft Graph answered with something that cannot be read on trying to ${purpose.doing} (${error}).`,
      remedy: 'Nothing was changed. Run the command again; a proxy in between may have cut the answer short.',
    };
  if (isPassing(reply.status))
    return {
      message: `Microsoft Graph was too busy for several minutes to ${purpose.doing}: ${error}.`,
      remedy:
        'Nothing was changed. Run the command again later; other applications may be using up the limits.',
    };
  return {
    message: `Microsoft Graph refused to ${purpose.doing}: ${error}.`,
    remedy:
      'Nothing was changed. The message above is the service’s own; the request-id is what Microsoft support asks for.',
  };
}
