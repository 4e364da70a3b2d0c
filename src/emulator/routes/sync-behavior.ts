import { withProperties, type Item } from '../directory/item.ts';
import { invalidValue } from '../errors.ts';
import { key, type Call, type Routes } from '../http/call.ts';
import { checkRestricted } from '../writes/restricted.ts';
import { noContent, ok, type Outcome, type Reply } from '../http/request.ts';
import { findGroup, findUser, newest } from '../reads/objects.ts';
import { store } from '../writes/store.ts';
import { member } from '../json.ts';
import { originOf } from './origin.ts';

/** `onPremisesSyncBehavior`: the switch that hands a synchronised object over to the cloud, and back. */
export function addSyncBehavior(routes: Routes): void {
  const roots: [string, (call: Call) => Item][] = [
    ['/users/{id}/onPremisesSyncBehavior', (call) => findUser(call.tenant, key(call))],
    ['/groups/{id}/onPremisesSyncBehavior', (call) => findGroup(call.tenant, key(call))],
  ];
  for (const [path, find] of roots) {
    routes.add('GET', path, (call) => show(call, find(call)));
    routes.add('PATCH', path, (call) => change(call, newest(call.tenant, find(call))));
  }
}

function show(call: Call, item: Item): Reply {
  const context = `${call.request.root}/$metadata#${item.kind}s('${item.id}')/onPremisesSyncBehavior/$entity`;
  return ok({
    '@odata.context': context,
    id: item.id,
    isCloudManaged: item.service['isCloudManaged'] === true,
  });
}

/**
 * An object that the cloud manages no longer counts as synchronised, and one that is handed back does so only from the
 * next run of Entra Connect on (Entra: configure user source of authority, table of states). An object that was never
 * synchronised has nothing to move; how the service says so is unknown.
 */
function change(call: Call, item: Item): Outcome {
  const isCloudManaged = member(call.request.body, 'isCloudManaged');
  if (typeof isCloudManaged !== 'boolean') throw invalidValue('isCloudManaged', 'OnPremisesSyncBehavior');
  checkRestricted(call.tenant, call.caller, item);
  const isSynced = item.properties['onPremisesSyncEnabled'] === true;
  if (isCloudManaged && !isSynced && item.service['wasSynced'] !== true)
    throw invalidValue('isCloudManaged', 'OnPremisesSyncBehavior');
  const isSame = isCloudManaged === (item.service['isCloudManaged'] === true);
  const next: Item = {
    ...withProperties(item, { onPremisesSyncEnabled: null }),
    service: { ...item.service, isCloudManaged, wasSynced: true },
  };
  return {
    commit() {
      if (!isSame) store(call.tenant, item.id, next, originOf(call));
      return noContent();
    },
  };
}
