import { withProperties, type Item } from './directory/item.ts';
import { practiceApplication } from './http/caller.ts';
import { catchUp } from './membership/rounds.ts';
import { uuid } from './random.ts';
import type { Tenant } from './tenant.ts';
import { store } from './writes/store.ts';

/**
 * Turns directory synchronisation off for the whole tenant. Every user there is, cloud-born ones and deleted ones
 * included, is Exchange's from then on where extension attributes are concerned (msgraph-sdk-powershell issue 1854).
 * Reports differ on what `onPremisesSyncEnabled` becomes: null (microsoft-graph-docs issue 12584) or false. What else
 * came from on-premises stays as it was.
 */
export function dirSyncOff(tenant: Tenant, shownAs: null | false): void {
  catchUp(tenant);
  const origin = { caller: practiceApplication, correlationId: uuid(tenant.random), silent: true };
  const { lists } = tenant.directory;
  for (const { id, written } of [...lists.user, ...lists.group])
    if (written) {
      const next = withoutSync(written, shownAs);
      if (next !== written) store(tenant, id, next, origin);
    }
  const { organization } = tenant.documents;
  if (organization['onPremisesSyncEnabled'] === true) organization['onPremisesSyncEnabled'] = shownAs;
  tenant.changed();
}

function withoutSync(item: Item, shownAs: null | false): Item {
  const isSynced = item.properties['onPremisesSyncEnabled'] === true;
  const next = isSynced ? withProperties(item, { onPremisesSyncEnabled: shownAs }) : item;
  if (item.kind !== 'user') return next;
  const { wasSynced: _, ...service } = item.service;
  return { ...next, service: { ...service, exchangeMastered: true } };
}
