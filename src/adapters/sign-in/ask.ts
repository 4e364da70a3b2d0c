import type { Clock } from '../../ports.ts';
import { retryAfterMs } from '../http/patience.ts';

/** What one question to an issuer of tokens takes. */
export interface Question {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Header names in lower case. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

export interface Asking {
  readonly clock: Clock;
  readonly signal: AbortSignal | undefined;
}

/** Nobody answered. The message says why, with the code of the failure. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
  readonly host: string;

  constructor(host: string, message: string) {
    super(message);
    this.host = host;
  }
}

const answerWithinMs = 30_000;
const waitsMs = [1000, 2000, 4000];
const longestWaitMs = 60_000;

/**
 * Asks, and asks again where nobody answers or the service is too busy: three times, after 1, 2 and 4 seconds, or when
 * the service says. Redirects are not followed, since what is sent is secret. Throws Unreachable.
 */
export async function ask(question: Question, { clock, signal }: Asking): Promise<Answer> {
  for (let attempt = 0; ; attempt++) {
    const wait = waitsMs[attempt];
    const answer = await answerTo(question, signal).catch((error: unknown) => {
      signal?.throwIfAborted();
      return unreachable(question.url, error);
    });
    const failed = answer instanceof Unreachable;
    if (!failed && !isPassing(answer.status)) return answer;
    const asked = failed ? undefined : retryAfterMs(answer.headers, clock.now());
    if (wait === undefined || (asked ?? 0) > longestWaitMs || (failed && !mayPass(answer))) {
      if (failed) throw answer;
      return answer;
    }
    await clock.sleep(asked ?? wait, signal);
    signal?.throwIfAborted();
  }
}

async function answerTo(question: Question, signal: AbortSignal | undefined): Promise<Answer> {
  const patience = AbortSignal.timeout(answerWithinMs);
  const { url, method, headers, body } = question;
  const response = await fetch(url, {
    method,
    headers,
    redirect: 'manual',
    signal: signal ? AbortSignal.any([signal, patience]) : patience,
    ...(body === undefined ? {} : { body }),
  });
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    text: await response.text(),
  };
}

const isPassing = (status: number): boolean => status === 408 || status === 429 || status >= 500;

/** Distrust and a proxy that refuses do not mend themselves in seconds. */
function mayPass({ message }: Unreachable): boolean {
  return !/CERT|SELF_SIGNED|UNABLE_TO|Proxy response|bad port|ERR_/.test(message);
}

/** What `fetch` says is `fetch failed`; what happened is in the errors that caused it. */
function unreachable(url: string, error: unknown): Unreachable {
  const causes: Error[] = [];
  for (let each = error; each instanceof Error && causes.length < 5; each = each.cause) causes.push(each);
  const said = causes.map(({ message }) => message).findLast((each) => each !== '') ?? String(error);
  const code = causes.map(codeOf).find((each) => each !== '') ?? '';
  const text = said.includes(code) ? said : `${said} (${code})`;
  return new Unreachable(new URL(url).host, text);
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}
