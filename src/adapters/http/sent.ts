import type { Clock, Reply, Sent } from '../../ports.ts';
import { redactText } from '../trace/redact.ts';
import type { HttpExchange, HttpReply } from './http-exchange.ts';
import { retryAfterMs } from './patience.ts';

/** What the writers of the services differ in. */
export interface Dialect {
  /** Its name: `Microsoft Graph`. */
  readonly service: string;
  /** Throws where the text answers not every request of the batch. */
  readonly repliesIn: (text: string) => readonly Reply[];
  /** Parts that the service left out are empty. */
  readonly errorIn: (reply: HttpReply) => {
    readonly code: string;
    readonly message: string;
    readonly requestId: string;
  };
}

/** What came of a batch that was sent once, with the words of the service, less the token. */
export function sentOf(exchange: HttpExchange, dialect: Dialect, clock: Clock): Sent {
  const { outcome } = exchange;
  switch (outcome.type) {
    case 'notSent':
      return notSent(outcome.message);
    case 'signInFailed':
      return notSent(outcome.error instanceof Error ? outcome.error.message : String(outcome.error));
    case 'stopped':
      return { result: 'lost', message: 'The command was interrupted.' };
    case 'broken':
      return { result: 'lost', message: clean(outcome.message, exchange) };
    case 'replied':
      return answerOf(outcome.reply, dialect, exchange, clock);
  }
}

/** Nothing left the machine. */
export function notSent(message: string): Sent {
  return { result: 'refused', status: 0, code: 'NotSent', message: redactText(message), requestId: '' };
}

function answerOf(reply: HttpReply, dialect: Dialect, exchange: HttpExchange, clock: Clock): Sent {
  if (reply.status >= 200 && reply.status <= 299) {
    try {
      return { result: 'answered', replies: dialect.repliesIn(reply.text), ...aboutThrottling(reply) };
    } catch {
      return { result: 'lost', message: 'The answer to the batch cannot be read.' };
    }
  }
  const { code, message, requestId } = dialect.errorIn(reply);
  const words = clean(
    message === '' ? `${dialect.service} answered with status ${reply.status}.` : message,
    exchange,
  );
  // These come from gateways, which do not know how far the service behind them got.
  if ([500, 502, 504].includes(reply.status))
    return { result: 'lost', message: `${words} (status ${reply.status}, request-id ${requestId})` };
  const wait = retryAfterMs(reply.headers, clock.now());
  return {
    result: 'refused',
    status: reply.status,
    code,
    message: words,
    requestId,
    ...(wait === undefined ? {} : { retryAfterMs: wait }),
    ...aboutThrottling(reply),
  };
}

function aboutThrottling({ headers }: HttpReply): Pick<Sent & { result: 'answered' }, 'headers'> {
  const found = Object.entries(headers).filter(([name]) => name.startsWith('x-ms-throttle-'));
  return found.length === 0 ? {} : { headers: Object.fromEntries(found) };
}

function clean(text: string, { token }: HttpExchange): string {
  return redactText(token === '' ? text : text.replaceAll(token, 'REDACTED'));
}
