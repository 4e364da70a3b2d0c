import type { Cloud } from '../../core/desired/settings.ts';
import { exchangeHosts } from '../exchange/hosts.ts';
import { clouds } from '../graph/clouds.ts';
import type { TokenSource } from '../http/authorizing.ts';
import { tokenSource } from './token.ts';

export interface SignInOptions {
  readonly cloud: Cloud;
  readonly tenantId: string;
  /** A practice tenant, which takes any token: no real one is acquired then. */
  readonly endpoint?: URL | undefined;
}

/** No secret: it opens nothing but a practice tenant. */
export const practiceToken = 'tenantry-practice';

/** Tokens for each service. Asking throws TenantryError where nobody is signed in, or somebody is to another tenant. */
export interface Tokens {
  readonly graph: TokenSource;
  readonly exchange: TokenSource;
}

/**
 * Where tokens come from. Nothing happens until the first is asked for; the sign-in library takes a quarter of a second
 * to load, which a practice tenant never pays.
 */
export function signIn(options: SignInOptions): Tokens {
  if (options.endpoint) return { graph: practise, exchange: practise };
  const { cloud, tenantId } = options;
  const { graph, login } = clouds[cloud];
  const load = async () => {
    const { DefaultAzureCredential } = await import('@azure/identity');
    return new DefaultAzureCredential({ tenantId, authorityHost: login });
  };
  let credential: ReturnType<typeof load> | undefined;
  const tokensFor = (scope: string): TokenSource =>
    tokenSource(() => (credential ??= load()), scope, tenantId);
  return { graph: tokensFor(`${graph}/.default`), exchange: tokensFor(exchangeHosts[cloud].scope) };
}

const practise: TokenSource = async () => practiceToken;
