import { unanswered } from '../http/fetching.ts';

/** How long one answer may take. */
const answerWithinMs = 60_000;

/** A request without a whole answer. */
export class Unanswered extends Error {
  readonly sent: boolean;

  constructor(message: string, sent: boolean) {
    super(message);
    this.sent = sent;
  }
}

/**
 * A fetch that gives whole answers or none: Octokit takes an answer that breaks off for an empty one. Refuses to ask any
 * other host than the API's, since every request carries the token.
 */
export function wholeAnswers(
  ask: typeof fetch,
  apiUrl: string,
  signal: AbortSignal | undefined,
): typeof fetch {
  const { origin } = new URL(apiUrl);
  return async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    if (new URL(url).origin !== origin)
      throw new Unanswered(`a request was to go to ${new URL(url).host}, which is not the API's host`, false);
    const patience = AbortSignal.timeout(answerWithinMs);
    try {
      const response = await ask(input, {
        ...init,
        signal: signal ? AbortSignal.any([signal, patience]) : patience,
      });
      const bytes = await response.arrayBuffer();
      mustBeWhole(response, bytes);
      return copyOf(response, bytes);
    } catch (error) {
      if (error instanceof Unanswered) throw error;
      const outcome = unanswered(error);
      throw new Unanswered(outcome.message, outcome.type !== 'notSent');
    }
  };
}

function mustBeWhole(response: Response, bytes: ArrayBuffer): void {
  if (!response.ok || !/\bjson\b/.test(response.headers.get('content-type') ?? '')) return;
  try {
    if (bytes.byteLength > 0) JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new Unanswered('an answer that cannot be read', true);
  }
}

function copyOf(response: Response, bytes: ArrayBuffer): Response {
  const { status, statusText, headers, url } = response;
  const copy = new Response(bytes.byteLength === 0 ? null : bytes, { status, statusText, headers });
  return Object.defineProperty(copy, 'url', { value: url });
}
