import type { GraphRequest } from '../../ports.ts';

/** Requests in one batch: https://learn.microsoft.com/graph/json-batching */
export const batchSize = 20;

/**
 * The body of a `$batch`. Written by hand because the library's own class needs absolute addresses and then writes
 * `/v1.0/…`, which Graph rejects. A body needs its Content-Type, or Graph refuses the item.
 */
export function batchBody(
  requests: readonly GraphRequest[],
  headers: Readonly<Record<string, string>> = {},
): string {
  return JSON.stringify({
    requests: requests.map((request) => {
      const own = { ...headers, ...request.headers };
      const typed = request.body === undefined ? own : { 'Content-Type': 'application/json', ...own };
      return {
        id: request.id,
        method: request.method,
        url: request.path,
        ...(Object.keys(typed).length === 0 ? {} : { headers: typed }),
        ...(request.body === undefined ? {} : { body: request.body }),
      };
    }),
  });
}
