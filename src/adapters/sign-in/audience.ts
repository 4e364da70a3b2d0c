import type { Cloud } from '../../core/desired/settings.ts';
import { valueOf, type Environment } from './environment.ts';

/** Replaces the audience below, for a federated credential that was made with another one. */
export const audienceName = 'TENANTRY_TOKEN_AUDIENCE';

/**
 * What a token says it is for when it is to be exchanged:
 * https://learn.microsoft.com/entra/workload-id/workload-identity-federation-considerations#audience
 */
const audiences: Readonly<Record<Cloud, string>> = {
  global: 'api://AzureADTokenExchange',
  usGovernment: 'api://AzureADTokenExchangeUSGov',
  usGovernmentDoD: 'api://AzureADTokenExchangeUSGov',
  china: 'api://AzureADTokenExchangeChina',
};

export function audienceOf(environment: Environment, cloud: Cloud): string {
  return valueOf(environment, audienceName) ?? audiences[cloud];
}
