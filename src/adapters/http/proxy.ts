import http from 'node:http';
import { TenantryError } from '../../core/problem.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What a process is to know of proxies. Empty texts mean none. */
export interface Proxies {
  readonly httpProxy: string;
  readonly httpsProxy: string;
  /** With this machine, which is never reached through a proxy. */
  readonly noProxy: string;
}

const thisMachine = ['localhost', '127.0.0.1', '[::1]', '::1'];

/**
 * The proxies that an environment names, where it names any. The lower-case names go first, as with curl and Node.
 * Throws TenantryError where one is no address of an HTTP proxy.
 */
export function proxiesIn(environment: Environment, direct: readonly string[] = []): Proxies | undefined {
  const httpProxy = address(environment, 'HTTP_PROXY');
  const httpsProxy = address(environment, 'HTTPS_PROXY');
  if (httpProxy === '' && httpsProxy === '') return undefined;
  const written = valueOf(environment, 'NO_PROXY');
  // Node takes the asterisk for everything only where it stands alone.
  const noProxy = written === '*' ? written : [written, ...thisMachine, ...direct].filter(Boolean).join(',');
  return { httpProxy, httpsProxy, noProxy };
}

/**
 * Lets everything that this process sends go through the proxies of its environment. `fetch` looks at none by itself:
 * https://nodejs.org/docs/latest-v24.x/api/http.html#built-in-proxy-support. A practice tenant (`endpoint`) is reached
 * without one. Throws TenantryError where the environment names a proxy and this Node cannot be told of it from inside.
 */
export function useProxies(environment: Environment, endpoint?: URL): void {
  const already = environment['NODE_USE_ENV_PROXY'] === '1';
  if (endpoint && !already) return;
  const proxies = proxiesIn(environment, endpoint ? [endpoint.hostname] : []);
  if (!proxies) return;
  // Node has it since 24.14; the program runs from 24.0 on.
  const tell = http.setGlobalProxyFromEnv as typeof http.setGlobalProxyFromEnv | undefined;
  if (tell)
    tell({ http_proxy: proxies.httpProxy, https_proxy: proxies.httpsProxy, no_proxy: proxies.noProxy });
  else if (!already) throw tooOld(process.versions.node);
}

export function tooOld(version: string): TenantryError {
  return new TenantryError({
    id: 'proxy',
    message: `The environment names a proxy, but Node.js ${version} uses it only where it is told so before it starts.`,
    remedy: 'Set NODE_USE_ENV_PROXY=1 beside HTTPS_PROXY, or use Node.js 24.14 or newer.',
  });
}

function valueOf(environment: Environment, name: string): string {
  return (environment[name.toLowerCase()] || environment[name] || '').trim();
}

function address(environment: Environment, name: string): string {
  const written = valueOf(environment, name);
  if (written === '') return '';
  const text = written.includes('://') ? written : `http://${written}`;
  if (URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol)) return text;
  // The value is not shown: it may hold a password.
  throw new TenantryError({
    id: 'proxy',
    message: `${name} is set, but not to the address of an HTTP proxy.`,
    remedy: `Write it as http://HOST:PORT, or http://USER:PASSWORD@HOST:PORT with special characters percent-encoded. SOCKS proxies are not supported.`,
  });
}
