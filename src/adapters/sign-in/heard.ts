import type { ClientSecretCredentialOptions } from '@azure/identity';
import { ask, type Answer, type Asking } from './ask.ts';

/** What was last heard while a token was being acquired. The library passes on just some words of it. */
export interface Heard {
  answer?: Answer;
  failure?: unknown;
}

type LibraryClient = NonNullable<ClientSecretCredentialOptions['httpClient']>;
type LibraryReply = Awaited<ReturnType<LibraryClient['sendRequest']>>;

/**
 * Lets the sign-in library send through `fetch`, as everything else here does, so that proxies and trust are the same
 * for all, and keeps what came back.
 */
export function hearing(heard: Heard, asking: Asking): LibraryClient {
  return {
    async sendRequest(request): Promise<LibraryReply> {
      const { body, url, method } = request;
      delete heard.answer;
      delete heard.failure;
      try {
        const answer = await ask(
          {
            url,
            method: method === 'POST' ? 'POST' : 'GET',
            headers: request.headers.toJSON(),
            ...(typeof body === 'string' ? { body } : {}),
          },
          asking,
        );
        heard.answer = answer;
        return { request, status: answer.status, headers: libraryHeaders(answer), bodyAsText: answer.text };
      } catch (error) {
        heard.failure = error;
        throw error;
      }
    },
  };
}

function libraryHeaders({ headers }: Answer): LibraryReply['headers'] {
  const values = new Map(Object.entries(headers));
  return {
    get: (name) => values.get(name.toLowerCase()),
    has: (name) => values.has(name.toLowerCase()),
    set: (name, value) => void values.set(name.toLowerCase(), String(value)),
    delete: (name) => void values.delete(name.toLowerCase()),
    toJSON: () => Object.fromEntries(values),
    [Symbol.iterator]: () => values.entries(),
  };
}
