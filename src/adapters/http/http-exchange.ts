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
  /**
   * Below the root of the service, percent-encoded: `/users?$top=999`; or the path and query of a nextLink, as it came.
   */
  readonly target: string;
  /** Of Microsoft Graph, where it is not v1.0. */
  readonly version?: 'beta';
  readonly headers?: Readonly<Record<string, string>>;
  /** A function of the token where the token goes into the body as well. */
  readonly body?: string | ((token: string) => string);
  /** Reads are sent again after a refusal or a broken connection, with patience; writes never. */
  readonly repeatable: boolean;
  /** Reads the text of a success; throws where it is no such answer, which counts as a broken one. */
  readonly parse: (text: string) => unknown;
  readonly signal?: AbortSignal;
}

/** A request on its way down the chain of handlers, and what came of it. */
export class HttpExchange {
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

  get body(): string | undefined {
    const { body } = this.request;
    return typeof body === 'function' ? body(this.token) : body;
  }
}

/** Sends requests to one service. Resolves with the exchange, whatever came of it; never rejects. */
export type Transport = (request: HttpRequest) => Promise<HttpExchange>;

/** One handler of the chain: does its part, and calls `next` never, once or several times. */
export type Step = (exchange: HttpExchange, next: () => Promise<void>, headers: Headers) => Promise<void>;
