import { withProperties } from '../directory/item.ts';
import type { Caller } from '../http/caller.ts';
import { uuid } from '../random.ts';
import type { PendingDualWrite } from '../state.ts';
import type { Tenant } from '../tenant.ts';
import { merged } from '../writes/merge.ts';
import { store } from '../writes/store.ts';
import { receive } from './forward-sync.ts';
import { arrived, overtake, postpone } from './pending-writes.ts';

/** Who changes a user in the audit log when Exchange does. The id of the service principal differs per tenant. */
const exchangeOnline: Caller = {
  kind: 'app',
  appId: '00000002-0000-0ff1-ce00-000000000000',
  displayName: 'Office 365 Exchange Online',
  servicePrincipalId: '5d7c2e81-6a3f-4b90-9c1e-8f24d0b7a653',
};

/**
 * Exchange writes to Entra whatever it writes itself, and Graph shows it after the delay of this tenant
 * (techcommunity.microsoft.com, Exchange Team Blog, 837218).
 */
export function dualWrite(tenant: Tenant, user: string, attributes: PendingDualWrite['attributes']): void {
  const { clock, recipients, settings } = tenant;
  const delay = settings.exchangeReplicationMs;
  const write = { user, to: 'graph' as const, attributes };
  if (delay > 0) postpone(recipients, { ...write, at: new Date(clock.now() + delay).toISOString() });
  else {
    overtake(recipients, write);
    writeToGraph(tenant, write, clock.now());
  }
}

/** Lets arrive what is due by an instant, in either direction. */
export function deliver(tenant: Tenant, until: number): void {
  const now = tenant.clock.now();
  for (const write of arrived(tenant.recipients, until)) {
    if (write.to === 'exchange') receive(tenant.recipients, write);
    else writeToGraph(tenant, write, Math.min(now, Date.parse(write.at)));
    tenant.changed();
  }
}

function writeToGraph(tenant: Tenant, write: Omit<PendingDualWrite, 'at'>, at: number): void {
  const item = tenant.directory.entries.get(write.user)?.written;
  if (!item || item.kind !== 'user') return;
  const changes = merged(item, { onPremisesExtensionAttributes: write.attributes });
  const next = withProperties(item, changes);
  if (JSON.stringify(next.properties) === JSON.stringify(item.properties)) return;
  const origin = { caller: exchangeOnline, correlationId: uuid(tenant.random), at, fromExchange: true };
  store(tenant, item.id, next, origin);
}
