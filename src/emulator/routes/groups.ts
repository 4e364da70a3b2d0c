import type { Item } from '../directory/item.ts';
import { GraphFault } from '../errors.ts';
import { key, type Call, type Routes } from '../http/call.ts';
import { noContent, plainText, prefers, type Outcome, type Reply } from '../http/request.ts';
import { everyone, one, renderer } from '../reads/items.ts';
import { answerList } from '../reads/list.ts';
import { findGroup, groupByUniqueName, newest } from '../reads/objects.ts';
import { isObject } from '../json.ts';
import type { Json } from '../state.ts';
import { readBody } from '../writes/body.ts';
import { softDelete } from '../writes/deletion.ts';
import { changedGroup, isOwnPatch, newGroup } from '../writes/groups.ts';
import { checkManageable } from '../writes/group-rules.ts';
import { replicated } from '../writes/references.ts';
import { checkRestricted } from '../writes/restricted.ts';
import { store } from '../writes/store.ts';
import { originOf } from './origin.ts';
import { counted } from './users.ts';

/** `/groups`, `/groups/{id}` and `/groups(uniqueName='x')`. */
export function addGroups(routes: Routes): void {
  routes.add('GET', '/groups', (call) => answerList(call, everyone(call, 'group')));
  routes.add('GET', '/groups/$count', (call) => plainText(counted(call, 'group')));
  routes.add('POST', '/groups', (call) =>
    create(call, newGroup(call.tenant, call.request.body, originOf(call))),
  );
  routes.add('GET', '/groups/{id}', (call) => one(call, findGroup(call.tenant, key(call)), 'group'));
  routes.add('PATCH', '/groups/{id}', update);
  routes.add('DELETE', '/groups/{id}', remove);
}

function create(call: Call, item: Item): Outcome {
  const { tenant, request } = call;
  return {
    commit(): Reply {
      store(tenant, item.id, item, originOf(call));
      const context = { '@odata.context': `${request.root}/$metadata#groups/$entity` };
      const { uniqueName } = item.properties;
      // Not a default property, and yet in the documented answer of the upsert.
      const named = uniqueName === undefined ? {} : { uniqueName };
      const shown = { ...renderer(call, { count: false }, 'group', false)(item), ...named };
      const location = `${request.root}/groups/${item.id}`;
      return { status: 201, headers: { location }, body: { ...context, ...shown } };
    },
  };
}

/**
 * A PATCH by unique name creates the group that is not there, when the caller prefers so (group: upsert); otherwise it
 * is the same as one by id.
 */
function update(call: Call): Outcome {
  const { tenant, request } = call;
  const { by, value } = key(call);
  const origin = originOf(call);
  if (by === 'uniquename' && !groupByUniqueName(tenant, value) && prefers(request, 'create-if-missing')) {
    if (value.trim() === '') throw new GraphFault(400, 'Request_BadRequest', 'The unique name is empty.');
    return create(call, newGroup(tenant, request.body, origin, value));
  }
  if (bindsMembers(request.body)) replicated(tenant, value);
  const item = newest(tenant, findGroup(tenant, key(call)));
  const next = changedGroup(tenant, item, request.body, origin);
  const read = readBody(request.body, 'group', tenant.documents, ['uniqueName'], item);
  const status = isOwnPatch(read) ? 200 : 204;
  return {
    commit() {
      if (next) store(tenant, item.id, next, origin);
      return { ...noContent(), status };
    },
  };
}

/** Members make it a write to links, where a group that has not replicated is 400 and not 404 (group: update). */
function bindsMembers(body: Json | undefined): boolean {
  return isObject(body) && Object.keys(body).some((name) => /^members@odata\.bind$/i.test(name));
}

function remove(call: Call): Outcome {
  const { tenant } = call;
  const item = newest(tenant, findGroup(tenant, key(call)));
  checkRestricted(tenant, call.caller, item);
  checkManageable(item);
  return {
    commit() {
      softDelete(tenant, item, originOf(call));
      return noContent();
    },
  };
}
