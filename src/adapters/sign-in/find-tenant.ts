import type { Cloud } from '../../core/desired/settings.ts';
import { TenantryError } from '../../core/problem.ts';
import { clouds } from '../graph/clouds.ts';
import { member, textOf } from '../http/json.ts';
import { networkRemedy } from '../http/network-remedy.ts';
import { ask, Unreachable, type Asking } from './ask.ts';

export interface TenantPlace {
  /** In lower case. */
  readonly id: string;
  readonly cloud: Cloud;
}

/**
 * The tenant that has a domain, from its OpenID configuration, which anybody may read. Without a cloud the global one is
 * asked, which knows the tenants of the others too:
 * https://learn.microsoft.com/entra/identity-platform/v2-protocols-oidc#find-your-apps-openid-configuration-document-uri.
 * Throws TenantryError where no tenant has it, or where nobody answers.
 */
export async function findTenant(
  domain: string,
  cloud: Cloud | undefined,
  asking: Asking,
): Promise<TenantPlace> {
  const origin = clouds[cloud ?? 'global'].login;
  const url = `${origin}/${encodeURIComponent(domain)}/v2.0/.well-known/openid-configuration`;
  const answer = await ask({ method: 'GET', url, headers: { accept: 'application/json' } }, asking).catch(
    (error: unknown) => {
      if (error instanceof Unreachable) throw unreachable(domain, error);
      throw error;
    },
  );
  if (answer.status === 400 || answer.status === 404) throw unknown(domain, origin);
  const document = answer.status === 200 ? parsed(answer.text) : undefined;
  const id = /\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\//i.exec(
    textOf(member(document, 'issuer')),
  )?.[1];
  if (id === undefined) throw unclear(domain, origin, answer.status);
  return { id: id.toLowerCase(), cloud: cloud ?? cloudIn(document) };
}

/** What the service calls its clouds: `microsoftonline.com`, `microsoftonline.us`, `partner.microsoftonline.cn`. */
function cloudIn(document: unknown): Cloud {
  const instance = textOf(member(document, 'cloud_instance_name')).toLowerCase();
  if (instance.endsWith('.cn')) return 'china';
  if (!instance.endsWith('.us')) return 'global';
  // DODCON is GCC High, which the hosts of usGovernment serve.
  return textOf(member(document, 'tenant_region_sub_scope')) === 'DOD' ? 'usGovernmentDoD' : 'usGovernment';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const byId = 'Or name the tenant by its ID, which the Entra admin center shows under Overview.';

const unknown = (domain: string, origin: string): TenantryError =>
  new TenantryError({
    id: 'unknown-tenant',
    message: `${origin} knows no tenant with the domain ${domain}.`,
    remedy: `Check its spelling; it has to be verified in the tenant. ${byId}`,
  });

const unreachable = (domain: string, { host, message }: Unreachable): TenantryError =>
  new TenantryError({
    id: 'unknown-tenant',
    message: `The tenant of ${domain} cannot be looked up: ${host} does not answer (${message}).`,
    remedy: `${networkRemedy(message)} ${byId}`,
  });

const unclear = (domain: string, origin: string, status: number): TenantryError =>
  new TenantryError({
    id: 'unknown-tenant',
    message: `The tenant of ${domain} cannot be looked up: ${origin} answers with status ${status} and no tenant ID.`,
    remedy: byId,
  });
