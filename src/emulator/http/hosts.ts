/** What a host of Microsoft's is for; `management` is Azure Resource Manager, which `az login` asks for subscriptions. */
export type Service = 'graph' | 'exchange' | 'signIn' | 'management';

export type Cloud = 'global' | 'usGovernment' | 'usGovernmentDoD' | 'china';

interface Host {
  name: string;
  service: Service;
  clouds: readonly Cloud[];
}

/**
 * The names under which the practice tenant answers over TLS (https://learn.microsoft.com/graph/deployments,
 * https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud, Connect-ExchangeOnline).
 */
export const hosts: readonly Host[] = [
  { name: 'graph.microsoft.com', service: 'graph', clouds: ['global'] },
  { name: 'graph.microsoft.us', service: 'graph', clouds: ['usGovernment'] },
  { name: 'dod-graph.microsoft.us', service: 'graph', clouds: ['usGovernmentDoD'] },
  { name: 'microsoftgraph.chinacloudapi.cn', service: 'graph', clouds: ['china'] },
  { name: 'outlook.office365.com', service: 'exchange', clouds: ['global'] },
  { name: 'outlook.office365.us', service: 'exchange', clouds: ['usGovernment'] },
  { name: 'outlook-dod.office365.us', service: 'exchange', clouds: ['usGovernmentDoD'] },
  { name: 'outlook.office365.cn', service: 'exchange', clouds: ['china'] },
  { name: 'partner.outlook.cn', service: 'exchange', clouds: ['china'] },
  { name: 'login.microsoftonline.com', service: 'signIn', clouds: ['global'] },
  { name: 'login.windows.net', service: 'signIn', clouds: ['global'] },
  { name: 'login.microsoft.com', service: 'signIn', clouds: ['global'] },
  { name: 'login.microsoftonline.us', service: 'signIn', clouds: ['usGovernment', 'usGovernmentDoD'] },
  { name: 'login.chinacloudapi.cn', service: 'signIn', clouds: ['china'] },
  { name: 'login.partner.microsoftonline.cn', service: 'signIn', clouds: ['china'] },
  { name: 'management.azure.com', service: 'management', clouds: ['global'] },
];

/** The row of a `Host` header, with or without a port; undefined for names that are not Microsoft's, loopback first of all. */
export function hostNamed(header: string): Host | undefined {
  const name = header.replace(/:\d+$/, '').toLowerCase();
  return hosts.find((host) => host.name === name);
}

/** The clouds of a host; every one for a name that is not Microsoft's, so that tests on loopback can try them all. */
export function cloudsOf(header: string): readonly Cloud[] {
  return hostNamed(header)?.clouds ?? ['global', 'usGovernment', 'usGovernmentDoD', 'china'];
}
