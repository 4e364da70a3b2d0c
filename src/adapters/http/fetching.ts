import type { HttpExchange, HttpReply, Outcome, Step } from './http-exchange.ts';
import { wellFormed } from './well-formed.ts';

/**
 * The last handler: sends the request and takes the whole answer, so that everything before it in the chain sees an
 * answer that is complete or none. Redirects are not followed: a token must not travel to another host.
 */
export function fetching(answerWithinMs: number): Step {
  return async (exchange, _next, headers) => {
    exchange.outcome = await answerTo(exchange, headers, AbortSignal.timeout(answerWithinMs));
  };
}

async function answerTo(exchange: HttpExchange, headers: Headers, patience: AbortSignal): Promise<Outcome> {
  const { body } = exchange;
  const { method, signal } = exchange.request;
  try {
    const response = await fetch(exchange.url, {
      method,
      headers,
      redirect: 'manual',
      signal: signal ? AbortSignal.any([signal, patience]) : patience,
      ...(body === undefined ? {} : { body }),
    });
    const reply: HttpReply = {
      status: response.status,
      statusText: response.statusText,
      headers: Object.fromEntries(response.headers),
      text: await textOf(response),
    };
    return understood(reply, exchange.request.parse);
  } catch (error) {
    if (signal?.aborted) return { type: 'stopped', reason: signal.reason };
    return unanswered(error);
  }
}

/**
 * Exchange Online answers to what a role does not allow with 403 and 4096 NUL bytes that it calls gzip. The status of a
 * refusal says enough, so its text is not missed; a success that cannot be unpacked is a broken one.
 */
async function textOf(response: Response): Promise<string> {
  try {
    return await response.text();
  } catch (error) {
    const packedWrongly = causesOf(error).some((each) => codeOf(each).startsWith('Z_'));
    if (packedWrongly && response.status >= 400 && response.status <= 499) return '';
    throw error;
  }
}

function understood(reply: HttpReply, parse: (text: string) => unknown): Outcome {
  if (reply.status < 200 || reply.status > 299) return { type: 'replied', reply };
  try {
    return { type: 'replied', reply, body: parse(wellFormed(reply.text)) };
  } catch {
    return { type: 'replied', reply };
  }
}

/** Failures that come before the first byte of a request: the name is unknown, nobody listens, no trust. */
const beforeSending =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_\w+|ENETUNREACH|EHOSTUNREACH|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT|CERT_\w+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+|ERR_TLS_CERT_ALTNAME_INVALID|ERR_INVALID_URL)$/;

/**
 * What became of a request for which `fetch` threw. It says just `fetch failed`; what happened is in the error that
 * caused it.
 */
export function unanswered(error: unknown): Extract<Outcome, { readonly type: 'notSent' | 'broken' }> {
  const causes = causesOf(error);
  const code = causes.map(codeOf).find((each) => each !== '') ?? '';
  const message = causes.map((each) => each.message).findLast((each) => each !== '') ?? String(error);
  const text = code === '' || message.includes(code) ? message : `${message} (${code})`;
  // `fetch` refuses some ports by itself: https://fetch.spec.whatwg.org/#port-blocking
  if (
    beforeSending.test(code) ||
    message === 'bad port' ||
    message.startsWith('Request was cancelled. Proxy response')
  )
    return { type: 'notSent', message: text, refused: code === 'ECONNREFUSED' };
  return { type: 'broken', message: text };
}

function causesOf(error: unknown): Error[] {
  const found: Error[] = [];
  for (let each = error; each instanceof Error && found.length < 5; each = each.cause) found.push(each);
  return found;
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}
