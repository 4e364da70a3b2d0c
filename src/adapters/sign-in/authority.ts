import type { Cloud } from '../../core/desired/settings.ts';
import { TenantryError } from '../../core/problem.ts';
import { clouds } from '../graph/clouds.ts';
import { valueOf, type Environment } from './environment.ts';

/** Who issues the tokens. */
export interface Authority {
  /** Origin: `https://login.microsoftonline.com`. */
  readonly origin: string;
  /** None of Microsoft's, so that Microsoft is not asked whether it may be trusted. */
  readonly private: boolean;
}

/** Other names of Microsoft's hosts: https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud */
const others: Readonly<Record<string, readonly Cloud[]>> = {
  'login.windows.net': ['global'],
  'login.microsoft.com': ['global'],
  'sts.windows.net': ['global'],
  'login.usgovcloudapi.net': ['usGovernment', 'usGovernmentDoD'],
  'login.partner.microsoftonline.cn': ['china'],
};

/**
 * The authority of a cloud, or the one in AZURE_AUTHORITY_HOST. Throws TenantryError where that is no https origin, or
 * is Microsoft's for another cloud.
 */
export function authorityOf(environment: Environment, cloud: Cloud): Authority {
  const text = valueOf(environment, 'AZURE_AUTHORITY_HOST');
  if (text === undefined) return { origin: clouds[cloud].login, private: false };
  const written = text.includes('://') ? text : `https://${text}`;
  const url = URL.canParse(written) ? new URL(written) : undefined;
  if (!url || url.protocol !== 'https:' || url.username !== '' || url.password !== '')
    throw refused('is no https address', cloud);
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '')
    throw refused('goes on behind the host', cloud);
  const owners = cloudsOf(url.hostname);
  if (owners.length > 0 && !owners.includes(cloud))
    throw refused(`is ${url.hostname}, the host of the cloud ${owners[0] ?? ''}`, cloud);
  return { origin: url.origin, private: owners.length === 0 };
}

function cloudsOf(host: string): readonly Cloud[] {
  const own = (Object.keys(clouds) as Cloud[]).filter(
    (cloud) => new URL(clouds[cloud].login).hostname === host,
  );
  return own.length > 0 ? own : (others[host] ?? []);
}

function refused(what: string, cloud: Cloud): TenantryError {
  return new TenantryError({
    id: 'sign-in-authority',
    message: `AZURE_AUTHORITY_HOST ${what}, and tenant.yaml is about the cloud ${cloud}.`,
    remedy: `Unset it, so that ${clouds[cloud].login} is asked, or correct \`cloud\` in tenant.yaml.`,
  });
}
