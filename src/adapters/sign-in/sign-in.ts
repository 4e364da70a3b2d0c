import type { Cloud } from '../../core/desired/settings.ts';
import type { Clock } from '../../ports.ts';
import { exchangeHosts } from '../exchange/hosts.ts';
import { clouds } from '../graph/clouds.ts';
import type { TokenSource } from '../http/authorizing.ts';
import { asApplication, type Acquire, type Surroundings } from './application.ts';
import { authorityOf } from './authority.ts';
import { checkGraphRoles, checkToken } from './checks.ts';
import type { Environment } from './environment.ts';
import { checkTenantVariable } from './home-tenant.ts';
import { asPerson } from './person.ts';
import { tokenSource } from './token.ts';
import { chooseWay } from './way.ts';

export interface SignInOptions {
  readonly cloud: Cloud;
  readonly tenantId: string;
  /** A practice tenant, which takes any token: no real one is acquired then. */
  readonly endpoint?: URL | undefined;
  readonly environment: Environment;
  readonly clock: Clock;
  /** Whether a person sits at a terminal, who can type a device code. */
  readonly interactive: boolean;
  /** Shows a line to that person, on stderr. */
  readonly say: (text: string) => void;
  readonly signal?: AbortSignal;
}

/** No secret: it opens nothing but a practice tenant. */
export const practiceToken = 'tenantry-practice';

/** Tokens for each service. Asking throws TenantryError where nobody is signed in, or somebody is to another tenant. */
export interface Tokens {
  readonly graph: TokenSource;
  readonly exchange: TokenSource;
}

/**
 * Where tokens come from: what the environment says (`chooseWay`). Nothing happens until the first is asked for; the
 * sign-in library takes a quarter of a second to load, which a practice tenant never pays.
 */
export function signIn(options: SignInOptions): Tokens {
  if (options.endpoint) return { graph: practise, exchange: practise };
  const { cloud, tenantId, clock } = options;
  let acquire: Acquire | undefined;
  const source = (scope: string, alsoCheck: (token: string) => void = () => {}): TokenSource =>
    tokenSource(
      async (...asked) => await (acquire ??= acquireFor(options))(...asked),
      scope,
      (token) => {
        checkToken(token, tenantId, clock.now());
        alsoCheck(token);
      },
      () => clock.now(),
    );
  return {
    graph: source(`${clouds[cloud].graph}/.default`, checkGraphRoles),
    exchange: source(exchangeHosts[cloud].scope),
  };
}

function acquireFor(options: SignInOptions): Acquire {
  const { cloud, tenantId, environment, clock, interactive, say, signal } = options;
  checkTenantVariable(environment, tenantId);
  const { way } = chooseWay(environment, interactive);
  const authority = authorityOf(environment, cloud);
  const surroundings: Surroundings = { cloud, tenantId, authority, environment, clock, signal };
  return way.way === 'person' ? asPerson(way, { ...surroundings, say }) : asApplication(way, surroundings);
}

const practise: TokenSource = async () => practiceToken;
