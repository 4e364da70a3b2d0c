import type { Cloud } from '../http/hosts.ts';

/** An application of Microsoft's that tokens are for. It is in every tenant. */
export interface Resource {
  appId: string;
  displayName: string;
  /** By cloud, what a scope and an audience call it, without a slash at the end. */
  names: Readonly<Record<Cloud, readonly string[]>>;
}

export const graphResource: Resource = {
  appId: '00000003-0000-0000-c000-000000000000',
  displayName: 'Microsoft Graph',
  names: {
    global: ['https://graph.microsoft.com'],
    usGovernment: ['https://graph.microsoft.us'],
    usGovernmentDoD: ['https://dod-graph.microsoft.us'],
    china: ['https://microsoftgraph.chinacloudapi.cn'],
  },
};

export const exchangeResource: Resource = {
  appId: '00000002-0000-0ff1-ce00-000000000000',
  displayName: 'Office 365 Exchange Online',
  names: {
    global: ['https://outlook.office365.com', 'https://outlook.office.com'],
    usGovernment: ['https://outlook.office365.us'],
    usGovernmentDoD: ['https://outlook-dod.office365.us'],
    china: ['https://partner.outlook.cn', 'https://outlook.office365.cn'],
  },
};

/** What `az login` asks a token for, even where there are no subscriptions. */
const management: Resource = {
  appId: '797f4846-ba00-4fd7-ba43-dac1f8f63013',
  displayName: 'Windows Azure Service Management API',
  names: {
    global: ['https://management.azure.com', 'https://management.core.windows.net'],
    usGovernment: ['https://management.usgovcloudapi.net', 'https://management.core.usgovcloudapi.net'],
    usGovernmentDoD: ['https://management.usgovcloudapi.net', 'https://management.core.usgovcloudapi.net'],
    china: ['https://management.chinacloudapi.cn', 'https://management.core.chinacloudapi.cn'],
  },
};

const resources = [graphResource, exchangeResource, management];

/** The resource that a scope or a role assignment names in one of some clouds, by address or application id. */
export function resourceNamed(name: string, clouds: readonly Cloud[]): Resource | undefined {
  return resources.find((resource) => isName(resource, name, clouds));
}

/** Whether an audience means a resource in one of some clouds. */
export function isName(resource: Resource, name: string, clouds: readonly Cloud[]): boolean {
  const bare = name.replace(/\/+$/, '').toLowerCase();
  return bare === resource.appId || clouds.some((cloud) => resource.names[cloud].includes(bare));
}
