import type { Cloud } from '../../core/desired/settings.ts';

/**
 * The hosts of Exchange Online in Microsoft's clouds, as the official PowerShell module knows them:
 * https://learn.microsoft.com/powershell/module/exchangepowershell/connect-exchangeonline
 */
interface ExchangeHosts {
  readonly origin: string;
  /** What a token is asked for. */
  readonly scope: string;
  /** Hosts that a redirect may lead to, also to those below them. */
  readonly own: readonly string[];
}

export const exchangeHosts: Readonly<Record<Cloud, ExchangeHosts>> = {
  global: {
    origin: 'https://outlook.office365.com',
    scope: 'https://outlook.office365.com/.default',
    own: ['outlook.office365.com'],
  },
  usGovernment: {
    origin: 'https://outlook.office365.us',
    scope: 'https://outlook.office365.us/.default',
    own: ['outlook.office365.us'],
  },
  usGovernmentDoD: {
    origin: 'https://outlook-dod.office365.us',
    scope: 'https://outlook-dod.office365.us/.default',
    own: ['outlook-dod.office365.us'],
  },
  china: {
    origin: 'https://outlook.office365.cn',
    scope: 'https://partner.outlook.cn/.default',
    own: ['outlook.office365.cn', 'partner.outlook.cn'],
  },
};

/** Whether an address is one of the service's own, so that the token may go there. */
export function isOwnHost(url: URL, cloud: Cloud): boolean {
  if (url.protocol !== 'https:' || url.port !== '' || url.username !== '' || url.password !== '')
    return false;
  return exchangeHosts[cloud].own.some((host) => url.hostname === host || url.hostname.endsWith(`.${host}`));
}
