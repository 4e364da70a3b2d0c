import { Forbidden, TenantryError, type Problem } from '../../core/problem.ts';
import { redactText } from '../trace/redact.ts';
import type { HttpExchange, HttpReply } from './http-exchange.ts';
import { networkRemedy } from './network-remedy.ts';

/** What a query was about, for the messages: `read the users`, and the permission that it takes. */
export interface Purpose {
  readonly doing: string;
  readonly permission: string;
  /** Who has to grant what, in a sentence, where more can be said than the name. */
  readonly allowing?: string;
}

/** An answer in whatever form it came, also as an item of a batch. */
export type Answered = Pick<HttpReply, 'status' | 'headers' | 'text'>;
export type Words = Pick<Problem, 'message' | 'remedy'>;

/** How one service is spoken of. */
export interface Speech {
  /** Its name: `Microsoft Graph`. */
  readonly service: string;
  /** Begins the ids of problems: `graph`. */
  readonly id: string;
  /** What a refusal means, and what to do about it. */
  readonly refusal: (purpose: Purpose, reply: Answered) => Words;
}

/** Why a read failed, for the user. Throws instead where the command was interrupted or nobody is signed in. */
export function readFailure(
  speech: Speech,
  purpose: Purpose,
  exchange: HttpExchange,
  endpoint: URL | undefined,
): TenantryError {
  const { outcome } = exchange;
  switch (outcome.type) {
    case 'signInFailed':
      throw outcome.error;
    case 'stopped':
      throw outcome.reason;
    case 'notSent':
      return failure(
        `${speech.id}-unreachable`,
        exchange,
        unreachable(speech.service, outcome, exchange, endpoint),
      );
    case 'broken':
      return failure(`${speech.id}-unreachable`, exchange, {
        message: `${speech.service} did not give a whole answer on trying to ${purpose.doing}: ${outcome.message}.`,
        remedy: 'Nothing was changed. Run the command again.',
      });
    case 'replied':
      return refusal(speech, purpose, outcome.reply, exchange);
  }
}

/** A failed item of a batch has no exchange of its own, but the same messages. */
export function itemFailure(speech: Speech, purpose: Purpose, reply: Answered): TenantryError {
  return refusal(speech, purpose, reply, undefined);
}

function refusal(
  speech: Speech,
  purpose: Purpose,
  reply: Answered,
  exchange: HttpExchange | undefined,
): TenantryError {
  const error = failure(`${speech.id}-refused`, exchange, speech.refusal(purpose, reply));
  return reply.status === 403 ? new Forbidden(error.problems) : error;
}

function failure(id: string, exchange: HttpExchange | undefined, { message, remedy }: Words): TenantryError {
  const token = exchange?.token ?? '';
  const clean = token === '' ? message : message.replaceAll(token, 'REDACTED');
  return new TenantryError({ id, message: redactText(clean), remedy });
}

function unreachable(
  service: string,
  outcome: { readonly message: string; readonly refused: boolean },
  exchange: HttpExchange,
  endpoint: URL | undefined,
): Words {
  if (endpoint && outcome.refused)
    return {
      message: `Nothing listens at ${endpoint.origin}.`,
      remedy: `Start the practice tenant with \`tenantry emulate --port ${endpoint.port === '' ? '80' : endpoint.port}\`, or mend --endpoint.`,
    };
  return {
    message: `${service} cannot be reached at ${new URL(exchange.url).host}: ${outcome.message}.`,
    remedy: networkRemedy(outcome.message),
  };
}
