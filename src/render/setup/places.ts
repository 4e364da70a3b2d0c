import type { Cloud } from '../../core/desired/settings.ts';
import type { Part } from '../../core/permissions/requirement.ts';

/** What differs from cloud to cloud in what an administrator types or clicks. */
export interface CloudPlaces {
  /** Origin of Microsoft Graph. */
  readonly graph: string;
  readonly portal: string;
  /** `az cloud set --name …`; absent for the usual one. */
  readonly azure?: string;
  /** `Connect-MgGraph -Environment …` */
  readonly mgGraph: string;
  /** `Connect-ExchangeOnline -ExchangeEnvironmentName …`; absent for the usual one. */
  readonly exchange?: string;
}

/** https://learn.microsoft.com/graph/deployments, https://learn.microsoft.com/powershell/exchange/connect-to-exchange-online-powershell */
export const places: Readonly<Record<Cloud, CloudPlaces>> = {
  global: { graph: 'https://graph.microsoft.com', portal: 'https://entra.microsoft.com', mgGraph: 'Global' },
  usGovernment: {
    graph: 'https://graph.microsoft.us',
    portal: 'https://entra.microsoft.us',
    azure: 'AzureUSGovernment',
    mgGraph: 'USGov',
    exchange: 'O365USGovGCCHigh',
  },
  usGovernmentDoD: {
    graph: 'https://dod-graph.microsoft.us',
    portal: 'https://entra.microsoft.us',
    azure: 'AzureUSGovernment',
    mgGraph: 'USGovDoD',
    exchange: 'O365USGovDoD',
  },
  china: {
    graph: 'https://microsoftgraph.chinacloudapi.cn',
    portal: 'https://entra.microsoftonline.cn',
    azure: 'AzureChinaCloud',
    mgGraph: 'China',
    exchange: 'O365China',
  },
};

/** What the ids of an application are called in a script: `READER`, `READER_PRINCIPAL`. */
export const shellName = (part: Part): string => part.toUpperCase();

/** What the renderers know besides the steps. */
export interface SetupPlace {
  readonly tenantId: string;
  readonly cloud: Cloud;
  /** What the user types to start the program. */
  readonly program: string;
  /** The folder of the files, as it was named. */
  readonly directory: string;
}

/** The page where permissions of an application are shown and consented to; `appId` may be a variable of a script. */
export const consentLink = (cloud: Cloud, appId: string): string =>
  `${places[cloud].portal}/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/CallAnAPI/appId/${appId}`;
