import type { Cloud } from '../../core/desired/settings.ts';
import { TenantryError, type Problem } from '../../core/problem.ts';
import { audienceOf } from './audience.ts';
import { authorityOf } from './authority.ts';
import type { Environment } from './environment.ts';
import { checkTenantVariable } from './home-tenant.ts';
import { chooseWay, type Choice, type Way } from './way.ts';

/** What is known besides the environment. */
export interface SignInContext {
  /** Whether a person sits at a terminal. */
  readonly interactive?: boolean;
  readonly cloud?: Cloud;
  readonly tenantId?: string;
}

export interface SignInDescription {
  /** Absent where the environment does not say which. */
  readonly way?: Way['way'];
  readonly clientId?: string;
  /** One sentence: what would be done. */
  readonly text: string;
  /** Names of the variables that decided. */
  readonly because: readonly string[];
  /** Names of variables that are set for another way and not used. */
  readonly unused: readonly string[];
  /** What GitHub's token is asked for. */
  readonly audience?: string;
  /** Who would be asked: `https://login.microsoftonline.com`. */
  readonly authority?: string;
  readonly problems: readonly Problem[];
}

/** Which way to sign in would be taken and why, without asking anybody. Names of variables, never their secrets. */
export function describeSignIn(environment: Environment, context: SignInContext = {}): SignInDescription {
  const { interactive = false, cloud = 'global', tenantId } = context;
  const problems: Problem[] = [];
  const attempt = <T>(what: () => T): T | undefined => {
    try {
      return what();
    } catch (error) {
      if (!(error instanceof TenantryError)) throw error;
      problems.push(...error.problems);
      return undefined;
    }
  };
  if (tenantId !== undefined) attempt(() => checkTenantVariable(environment, tenantId));
  const choice = attempt(() => chooseWay(environment, interactive));
  const authority = attempt(() => authorityOf(environment, cloud));
  return {
    ...(choice ? chosen(choice) : { text: 'It is not clear how to sign in.', because: [], unused: [] }),
    ...(choice?.way.way === 'github' ? { audience: audienceOf(environment, cloud) } : {}),
    ...(authority ? { authority: authority.origin } : {}),
    problems,
  };
}

function chosen({ way, because, unused }: Choice) {
  return {
    way: way.way,
    ...(way.clientId === undefined ? {} : { clientId: way.clientId }),
    text: sentence(way),
    because,
    unused,
  };
}

function sentence(way: Way): string {
  switch (way.way) {
    case 'github':
      return `As application ${way.clientId}, with GitHub's token for this job.`;
    case 'token-file':
      return `As application ${way.clientId}, with the token in ${way.path}.`;
    case 'certificate':
      return `As application ${way.clientId}, with the certificate ${way.path ?? 'in AZURE_CLIENT_CERTIFICATE'}.`;
    case 'secret':
      return `As application ${way.clientId}, with the secret in AZURE_CLIENT_SECRET.`;
    case 'person':
      return `As whoever is signed in to the Azure CLI or Azure PowerShell${way.deviceCode ? ', else with a device code' : ''}.`;
  }
}
