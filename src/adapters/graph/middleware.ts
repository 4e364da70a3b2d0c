import type { Context, Middleware } from '@microsoft/microsoft-graph-client';
import { HttpExchange, type Step } from '../http/http-exchange.ts';

/**
 * A handler in the form of Microsoft's client library. The exchange travels as an option of the library's middleware,
 * because an error that a handler throws would come back from the library without its class and details.
 */
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

function exchangeOf(context: Context): HttpExchange {
  const option: unknown = context.middlewareControl?.getMiddlewareOptions(HttpExchange);
  if (!(option instanceof HttpExchange))
    throw new TypeError('a request of Microsoft Graph without its exchange');
  return option;
}
