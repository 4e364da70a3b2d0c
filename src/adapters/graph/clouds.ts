import type { Cloud } from '../../core/desired/settings.ts';

/**
 * The hosts of Microsoft's clouds: https://learn.microsoft.com/graph/deployments. Global also serves GCC.
 */
interface CloudHosts {
  /** Origin of Microsoft Graph. It is also the root of the links in bodies (`@odata.id`). */
  readonly graph: string;
  /** Origin that issues tokens. */
  readonly login: string;
}

export const clouds: Readonly<Record<Cloud, CloudHosts>> = {
  global: { graph: 'https://graph.microsoft.com', login: 'https://login.microsoftonline.com' },
  usGovernment: { graph: 'https://graph.microsoft.us', login: 'https://login.microsoftonline.us' },
  usGovernmentDoD: { graph: 'https://dod-graph.microsoft.us', login: 'https://login.microsoftonline.us' },
  china: { graph: 'https://microsoftgraph.chinacloudapi.cn', login: 'https://login.chinacloudapi.cn' },
};
