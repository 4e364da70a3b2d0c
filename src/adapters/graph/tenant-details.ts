import type { Registration, ServicePlan, Synchronisation } from '../../core/doctor/observed.ts';
import { member, textOf, textsOf } from '../http/json.ts';
import { address } from './address.ts';
import { pagesOf, type Connection, type Item } from './pages.ts';
import { purposes } from './purposes.ts';

/** https://learn.microsoft.com/graph/api/resources/organization#properties */
export async function synchronisation(connection: Connection): Promise<Synchronisation> {
  const target = address(['organization'], {
    $select: 'id,onPremisesLastSyncDateTime,onPremisesSyncEnabled',
  });
  const [tenant] = await everything(pagesOf(connection, purposes.synchronisation, target));
  const enabled = member(tenant, 'onPremisesSyncEnabled');
  const lastSync = textOf(member(tenant, 'onPremisesLastSyncDateTime'));
  return { enabled: typeof enabled === 'boolean' ? enabled : null, ...(lastSync === '' ? {} : { lastSync }) };
}

/** https://learn.microsoft.com/graph/api/subscribedsku-list */
export async function servicePlans(connection: Connection): Promise<readonly ServicePlan[]> {
  const target = address(['subscribedSkus'], { $select: 'capabilityStatus,id,prepaidUnits,servicePlans' });
  const bought = await everything(pagesOf(connection, purposes.servicePlans, target));
  return bought.flatMap((sku) => {
    const units = ['enabled', 'warning'].map((name) => Number(member(sku['prepaidUnits'], name) ?? 0));
    const status = textOf(sku['capabilityStatus']);
    return listOf(sku['servicePlans']).map((plan) => ({
      name: textOf(member(plan, 'servicePlanName')),
      usable:
        textOf(member(plan, 'provisioningStatus')) === 'Success' && ['Enabled', 'Warning'].includes(status),
      units: units.reduce((sum, each) => sum + each, 0),
    }));
  });
}

/**
 * Application, certificates, secrets and federated credentials, without anything secret:
 * https://learn.microsoft.com/graph/api/application-list-federatedidentitycredentials
 */
export async function registration(connection: Connection, appId: string): Promise<Registration | undefined> {
  const target = address(['applications'], {
    $filter: `appId eq '${appId.replaceAll("'", "''")}'`,
    $select: 'displayName,id,keyCredentials,passwordCredentials',
  });
  const [found] = await everything(pagesOf(connection, purposes.registration, target));
  if (!found) return undefined;
  const path = address(['applications', found.id, 'federatedIdentityCredentials']);
  const federated = await everything(pagesOf(connection, purposes.registration, path));
  return {
    displayName: textOf(found['displayName']),
    certificates: listOf(found['keyCredentials']).map((each) => ({
      name: textOf(member(each, 'displayName')),
      ...thumbprintOf(textOf(member(each, 'customKeyIdentifier'))),
      ...until(member(each, 'endDateTime')),
    })),
    secrets: listOf(found['passwordCredentials']).map((each) => ({
      name: textOf(member(each, 'displayName')),
      ...until(member(each, 'endDateTime')),
    })),
    federated: federated.map((each) => ({
      name: textOf(each['name']),
      issuer: textOf(each['issuer']),
      subject: textOf(each['subject']),
      audiences: textsOf(each['audiences']),
    })),
  };
}

/** The identifier of a certificate is its SHA-1 thumbprint: in base64, or as Graph shows it, in hexadecimal digits. */
function thumbprintOf(identifier: string): { readonly sha1?: string } {
  if (/^[\dA-F]{40}$/i.test(identifier)) return { sha1: identifier.toUpperCase() };
  const bytes = Buffer.from(identifier, 'base64');
  return bytes.length === 20 ? { sha1: bytes.toString('hex').toUpperCase() } : {};
}

function until(value: unknown): { readonly until?: number } {
  const ms = Date.parse(textOf(value));
  return Number.isNaN(ms) ? {} : { until: ms };
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

async function everything(pages: AsyncIterable<readonly Item[]>): Promise<readonly Item[]> {
  const found: Item[] = [];
  for await (const items of pages) found.push(...items);
  return found;
}
