import { redactBody, redactHeaders, redactText, redactUrl } from './redact.ts';

/** One HTTP exchange as it happened. Header names in lower case. */
export interface TracedExchange {
  readonly started: Date;
  /** Until the last byte of the answer. */
  readonly ms: number;
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: string;
  };
  readonly reply?: {
    readonly status: number;
    readonly statusText: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly text: string;
  };
  /** Why there is no reply. */
  readonly failure?: string;
}

/** An entry of a HAR file, without credentials. An exchange without a reply has status 0. */
export function harEntry({ started, ms, request, reply, failure }: TracedExchange): object {
  const secrets = [tokenOf(request.headers['authorization'])];
  const url = redactUrl(request.url);
  const time = Math.round(ms * 1000) / 1000;
  return {
    startedDateTime: started.toISOString(),
    time,
    request: {
      method: request.method,
      url,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: pairs(redactHeaders(request.headers)),
      queryString: pairs(Object.fromEntries(new URL(url).searchParams)),
      headersSize: -1,
      bodySize: Buffer.byteLength(request.body ?? ''),
      ...(request.body === undefined
        ? {}
        : {
            postData: {
              mimeType: request.headers['content-type'] ?? '',
              text: redactBody(request.body, secrets),
            },
          }),
    },
    response: {
      status: reply?.status ?? 0,
      statusText: reply?.statusText ?? '',
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: pairs(redactHeaders(reply?.headers ?? {})),
      content: {
        size: Buffer.byteLength(reply?.text ?? ''),
        mimeType: reply?.headers['content-type'] ?? '',
        text: redactBody(reply?.text ?? '', secrets),
      },
      redirectURL: redactText(reply?.headers['location'] ?? ''),
      headersSize: -1,
      bodySize: -1,
      ...(failure === undefined ? {} : { _error: redactBody(failure, secrets) }),
    },
    cache: {},
    timings: { send: 0, wait: time, receive: 0 },
  };
}

function tokenOf(authorization: string | undefined): string {
  return authorization?.replace(/^\w+\s+/, '') ?? '';
}

function pairs(values: Readonly<Record<string, string>>): { name: string; value: string }[] {
  return Object.entries(values).map(([name, value]) => ({ name, value }));
}
