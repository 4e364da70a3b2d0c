import type { JsonObject } from '../state.ts';
import { hosts } from '../http/hosts.ts';
import type { SignIn } from './sign-in.ts';

/**
 * The OpenID configuration of a tenant, of version 2 under `/v2.0`. `tenant` is as the caller named it, which the
 * endpoints repeat; the issuer names the tenant by its id. `login` is the origin that was asked.
 */
export function openIdConfiguration(
  login: string,
  tenant: string,
  tenantId: string,
  isVersion2: boolean,
): JsonObject {
  const base = `${login}/${tenant}`;
  const version = isVersion2 ? '/v2.0' : '';
  return {
    token_endpoint: `${base}/oauth2${version}/token`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
    jwks_uri: `${base}/discovery${version}/keys`,
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    issuer: isVersion2 ? `${login}/${tenantId}/v2.0` : `https://sts.windows.net/${tenantId}/`,
    authorization_endpoint: `${base}/oauth2${version}/authorize`,
    tenant_region_scope: 'NA',
    cloud_instance_name: 'microsoftonline.com',
    cloud_graph_host_name: 'graph.windows.net',
    msgraph_host: 'graph.microsoft.com',
  };
}

/** The public keys that tokens can be checked with. */
export function keySet({ key }: SignIn): JsonObject {
  const { e = '', n = '' } = key.public.export({ format: 'jwk' });
  return { keys: [{ kty: 'RSA', use: 'sig', alg: 'RS256', kid: key.id, x5t: key.id, n, e }] };
}

/** What the instances of the service are called; every host of a cloud is an alias of the others. */
export function instances(login: string): JsonObject {
  const groups: string[][] = [];
  for (const { name, service, clouds } of hosts) {
    if (service !== 'signIn') continue;
    const cloud = clouds.join();
    const same = groups.find(([first]) => hosts.find((host) => host.name === first)?.clouds.join() === cloud);
    if (same) same.push(name);
    else groups.push([name]);
  }
  return {
    tenant_discovery_endpoint: `${login}/common/v2.0/.well-known/openid-configuration`,
    'api-version': '1.1',
    metadata: groups.map((aliases) => ({
      preferred_network: aliases[0] ?? '',
      preferred_cache: aliases[1] ?? aliases[0] ?? '',
      aliases,
    })),
  };
}
