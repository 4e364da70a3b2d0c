import { withProperties, type Item } from './directory/item.ts';
import type { Caller } from './http/caller.ts';
import { catchUp } from './membership/rounds.ts';
import { uuid } from './random.ts';
import type { Tenant } from './tenant.ts';
import { store } from './writes/store.ts';

const connect: Caller = {
  kind: 'user',
  id: '5b0f3c1e-7d42-4f9a-8c66-2e1d9a7b4c30',
  displayName: 'On-Premises Directory Synchronization Service Account',
  userPrincipalName: 'Sync_DC01@contoso.onmicrosoft.com',
};

/**
 * A run of Entra Connect. What was handed back to Active Directory counts as synchronised again from here on; the
 * values stay as they are, since there is no Active Directory to take others from.
 */
export function syncNow(tenant: Tenant): void {
  catchUp(tenant);
  const origin = { caller: connect, correlationId: uuid(tenant.random) };
  const now = tenant.clock.iso();
  for (const kind of ['user', 'group'] as const)
    for (const { written } of tenant.directory.lists[kind])
      if (written && written.deleted === null && isHandedBack(written)) {
        const { wasSynced: _, isCloudManaged: __, ...service } = written.service;
        const changes = { onPremisesSyncEnabled: true, onPremisesLastSyncDateTime: now };
        store(tenant, written.id, { ...withProperties(written, changes), service }, origin);
      }
}

function isHandedBack({ service }: Item): boolean {
  return service['wasSynced'] === true && service['isCloudManaged'] !== true;
}
