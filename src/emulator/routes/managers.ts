import type { Item } from '../directory/item.ts';
import { notFound } from '../errors.ts';
import { key, type Call, type Routes } from '../http/call.ts';
import { noContent, ok, type Outcome, type Reply } from '../http/request.ts';
import { objects, one } from '../reads/items.ts';
import { directReports } from '../reads/links.ts';
import { answerList } from '../reads/list.ts';
import { entryById, findUser, newest, visible } from '../reads/objects.ts';
import { referenceOf } from '../writes/references.ts';
import { checkRestricted } from '../writes/restricted.ts';
import { store } from '../writes/store.ts';
import { checkSynced } from '../writes/synced.ts';
import { managerOf } from '../writes/users.ts';
import { originOf } from './origin.ts';

/** `/users/{id}/manager` and its other end, `directReports`. */
export function addManagers(routes: Routes): void {
  routes.add('GET', '/users/{id}/manager', (call) => one(call, currentManager(call), null));
  routes.add('GET', '/users/{id}/manager/$ref', reference);
  routes.add('PUT', '/users/{id}/manager/$ref', set);
  routes.add('DELETE', '/users/{id}/manager/$ref', clear);
  routes.add('GET', '/users/{id}/directReports', (call) => {
    const user = findUser(call.tenant, key(call));
    return answerList(call, objects(call, directReports(call.tenant, user.id), null));
  });
}

/** Without a manager the answer is 404, with the relationship as the resource that does not exist. */
function currentManager(call: Call): Item {
  const user = findUser(call.tenant, key(call));
  const manager = user.manager === null ? null : visible(entryById(call.tenant, user.manager));
  if (!manager) throw notFound('manager');
  return manager;
}

/** The published contract says a text, and so it is. */
function reference(call: Call): Reply {
  const { id } = currentManager(call);
  const { root } = call.request;
  return ok(JSON.stringify(`${root}/directoryObjects/${id}`));
}

function set(call: Call): Outcome {
  const { tenant, request } = call;
  const user = newest(tenant, findUser(tenant, key(call)));
  const manager = managerOf(tenant, referenceOf(request.body));
  checkRestricted(tenant, call.caller, user);
  checkSynced(user);
  return {
    commit() {
      if (user.manager !== manager.id)
        store(tenant, user.id, { ...user, manager: manager.id }, originOf(call));
      return noContent();
    },
  };
}

function clear(call: Call): Outcome {
  const { tenant } = call;
  const user = newest(tenant, findUser(tenant, key(call)));
  if (user.manager === null) throw notFound('manager');
  checkRestricted(tenant, call.caller, user);
  checkSynced(user);
  return {
    commit() {
      store(tenant, user.id, { ...user, manager: null }, originOf(call));
      return noContent();
    },
  };
}
