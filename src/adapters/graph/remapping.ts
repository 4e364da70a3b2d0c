import type { Step } from '../http/http-exchange.ts';

/**
 * Sends a request to the practice tenant instead of the cloud. Inside the program every address is one of the cloud;
 * only here, at the end of the chain, another origin takes its place. The URL is put together anew from the request,
 * because the library's own reading of it drops `#` and everything behind, and splits at `https://` inside a query.
 */
export function remapping(origin: string): Step {
  return async (exchange, next) => {
    const { version = 'v1.0', target } = exchange.request;
    exchange.url = `${origin}/${version}${target}`;
    await next();
  };
}
