import { hostNamed, type Service } from './hosts.ts';

/** What a request is for: a service, or the tenant's own controls. */
export type Part = Service | 'admin';

/** By the host where it is one of Microsoft's, by the path on this machine. */
export function partOf(host: string, url: string, hasSignIn: boolean): Part {
  const named = hostNamed(host);
  if (named) return named.service;
  if (/^\/_emulator(?=[/?#]|$)/.test(url)) return 'admin';
  if (/^\/adminapi(?=[/?#]|$)/i.test(url)) return 'exchange';
  const isGraph = /^\/(?:v1\.0|beta)(?=[/?#]|$)/i.test(url);
  return hasSignIn && !isGraph ? 'signIn' : 'graph';
}
