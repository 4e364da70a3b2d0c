import type { Middleware, MiddlewareOptions, Context } from '@microsoft/microsoft-graph-client';

/** What the service answered, whole. Header names in lower case. */
export interface HttpReply {
  readonly status: number;
  readonly statusText: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/**
 * What came of a request:
 * `replied`: the service answered, with whatever status; `body` is set where the answer is a success that was understood;
 * `notSent`: the request never left, so nothing can have happened;
 * `broken`: the connection ended before the whole answer was there;
 * `signInFailed`: no token, so nothing was sent;
 * `stopped`: the command was interrupted.
 */
export type Outcome =
  | { readonly type: 'replied'; readonly reply: HttpReply; readonly body?: unknown }
  | { readonly type: 'notSent'; readonly message: string; readonly refused: boolean }
  | { readonly type: 'broken'; readonly message: string }
  | { readonly type: 'signInFailed'; readonly error: unknown }
  | { readonly type: 'stopped'; readonly reason: unknown };

/** One request as the chain sees it. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  /** Below the version root, percent-encoded: `/users?$top=999`; or the path and query of a nextLink, as it came. */
  readonly target: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Reads are sent again after a refusal or a broken connection, with patience; writes never. */
  readonly repeatable: boolean;
  /** Reads the text of a success; throws where it is no such answer, which counts as a broken one. */
  readonly parse: (text: string) => unknown;
  readonly signal?: AbortSignal;
}

/**
 * A request on its way down the chain of handlers, and what came of it. It travels as an option of the library's
 * middleware, because an error that a handler throws would come back from the library without its class and details.
 */
export class Exchange implements MiddlewareOptions {
  readonly request: HttpRequest;
  /** Where it goes, set by the handler that knows. */
  url: string;
  /** The token in use, so that it can be kept out of every message. */
  token = '';
  outcome: Outcome = { type: 'broken', message: 'nothing was sent' };

  constructor(request: HttpRequest, url: string) {
    this.request = request;
    this.url = url;
  }
}

/** One handler of the chain: does its part, and calls `next` never, once or several times. */
export type Step = (exchange: Exchange, next: () => Promise<void>, headers: Headers) => Promise<void>;

/** The handlers in the form of Microsoft's client library. */
export function middlewareOf(step: Step): Middleware {
  let following: Middleware | undefined;
  return {
    setNext(next) {
      following = next;
    },
    async execute(context) {
      const exchange = exchangeOf(context);
      const headers = new Headers(context.options?.headers);
      await step(
        exchange,
        async () => {
          context.options = { ...context.options, headers };
          await following?.execute(context);
        },
        headers,
      );
    },
  };
}

function exchangeOf(context: Context): Exchange {
  const option: unknown = context.middlewareControl?.getMiddlewareOptions(Exchange);
  if (!(option instanceof Exchange)) throw new TypeError('a request of Microsoft Graph without its exchange');
  return option;
}
