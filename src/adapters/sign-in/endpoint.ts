import { TenantryError } from '../../core/problem.ts';

/**
 * The origin of a practice tenant, from what stands behind `--endpoint`: an origin or its `/v1.0`. Only addresses of
 * this machine are taken, so that a slip can never send a tenant's data elsewhere. Throws TenantryError.
 */
export function parseEndpoint(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol))
    throw refused(text, 'it is no http or https address');
  if (!isLoopback(url.hostname)) throw refused(text, `${url.hostname} is not this machine`);
  if (url.username !== '' || url.password !== '') throw refused(text, 'it holds a user name or a password');
  if (url.search !== '' || url.hash !== '' || !/^\/(?:v1\.0\/?)?$/.test(url.pathname))
    throw refused(text, 'it goes on behind the port');
  return new URL(url.origin);
}

/** `URL` has already brought other spellings of an address into these. */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);
}

function refused(text: string, why: string): TenantryError {
  return new TenantryError({
    id: 'endpoint',
    message: `--endpoint ${text} is refused: ${why}.`,
    remedy:
      '--endpoint is for a practice tenant on this machine, such as http://127.0.0.1:8080. For a real tenant leave it out; tenant.yaml names the tenant and its cloud.',
  });
}
