import type { Cloud } from '../../core/desired/settings.ts';
import { clouds } from '../graph/clouds.ts';
import { tokenSource } from './token.ts';

export interface SignInOptions {
  readonly cloud: Cloud;
  readonly tenantId: string;
  /** A practice tenant, which takes any token: no real one is acquired then. */
  readonly endpoint?: URL | undefined;
}

/** No secret: it opens nothing but a practice tenant. */
export const practiceToken = 'tenantry-practice';

/**
 * Where tokens for Microsoft Graph come from. Nothing happens until the first is asked for; the sign-in library takes
 * a quarter of a second to load, which a practice tenant never pays.
 * Asking throws TenantryError where nobody is signed in, or somebody is to another tenant.
 */
export function signIn(options: SignInOptions): (refused?: string) => Promise<string> {
  if (options.endpoint) return async () => practiceToken;
  const { graph, login } = clouds[options.cloud];
  const load = async () => {
    const { DefaultAzureCredential } = await import('@azure/identity');
    return new DefaultAzureCredential({ tenantId: options.tenantId, authorityHost: login });
  };
  let credential: ReturnType<typeof load> | undefined;
  return tokenSource(() => (credential ??= load()), `${graph}/.default`, options.tenantId);
}
