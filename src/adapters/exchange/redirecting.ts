import type { HttpReply, Step } from '../http/http-exchange.ts';

/** Redirects of one request that are followed. */
const most = 3;

/**
 * Sends a request to where the service is, and follows it to another of its own hosts, with the same method and body:
 * a tenant may be served elsewhere than at the common address. Later requests go there at once, for as long as it
 * answers. Anywhere else the token does not go, and the redirect is the answer.
 */
export function redirecting(home: string, isOwn: (url: URL) => boolean): Step {
  let at = home;
  return async (exchange, next) => {
    exchange.url = `${at}${exchange.request.target}`;
    for (let hops = 0; ; hops++) {
      await next();
      const { outcome } = exchange;
      if (outcome.type !== 'replied') at = home;
      const target = outcome.type === 'replied' ? redirectOf(outcome.reply, exchange.url) : undefined;
      if (!target || hops === most || !isOwn(target) || !target.pathname.startsWith('/adminapi/')) return;
      exchange.url = target.href;
      at = target.origin;
    }
  };
}

/** Where an answer sends its reader to; undefined where it is no redirect, or one to nowhere. */
export function redirectOf(reply: Pick<HttpReply, 'status' | 'headers'>, base?: string): URL | undefined {
  const { location = '' } = reply.headers;
  if (![301, 302, 307, 308].includes(reply.status) || location === '') return undefined;
  return URL.parse(location, base) ?? undefined;
}
