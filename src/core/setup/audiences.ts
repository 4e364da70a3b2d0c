import type { Cloud } from '../desired/settings.ts';

/**
 * What a token says it is for when it is to be exchanged:
 * https://learn.microsoft.com/entra/workload-id/workload-identity-federation-considerations#audience
 */
export const audiences: Readonly<Record<Cloud, string>> = {
  global: 'api://AzureADTokenExchange',
  usGovernment: 'api://AzureADTokenExchangeUSGov',
  usGovernmentDoD: 'api://AzureADTokenExchangeUSGov',
  china: 'api://AzureADTokenExchangeChina',
};
