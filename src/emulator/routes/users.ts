import type { Kind } from '../directory/item.ts';
import { badRequest, GraphFault } from '../errors.ts';
import { key, type Call, type Routes } from '../http/call.ts';
import { isEventual, noContent, plainText, type Outcome, type Reply } from '../http/request.ts';
import { everyone, one, renderer } from '../reads/items.ts';
import { answerList, countOf } from '../reads/list.ts';
import { findUser, newest } from '../reads/objects.ts';
import { checkSensitiveAction } from '../writes/user-rules.ts';
import { softDelete } from '../writes/deletion.ts';
import { store } from '../writes/store.ts';
import { changedUser, newUser } from '../writes/users.ts';
import { originOf } from './origin.ts';

/** `/users` and `/users/{id or user principal name}`. */
export function addUsers(routes: Routes): void {
  routes.add('GET', '/users', (call) => answerList(call, everyone(call, 'user')));
  routes.add('GET', '/users/$count', (call) => plainText(counted(call, 'user')));
  routes.add('POST', '/users', create);
  routes.add('GET', '/users/{id}', (call) => one(call, findUser(call.tenant, key(call)), 'user'));
  routes.add('PATCH', '/users/{id}', update);
  routes.add('DELETE', '/users/{id}', remove);
  for (const method of ['GET', 'PATCH', 'POST', 'DELETE'])
    for (const path of ['/me', '/me/{any}', '/me/{any}/{more}']) routes.add(method, path, me);
}

/** The number of a `/$count` segment, which is an advanced query (advanced queries page). */
export function counted(call: Call, kind: Kind): number {
  requireEventual(call);
  return countOf(call, everyone(call, kind));
}

/** 400 where a `/$count` segment comes without the header of advanced queries. */
export function requireEventual(call: Call): void {
  if (!isEventual(call.request)) throw badRequest('$count is not currently supported.');
}

function create(call: Call): Outcome {
  const { tenant, request } = call;
  const item = newUser(tenant, request.body);
  return {
    commit(): Reply {
      store(tenant, item.id, item, originOf(call));
      const context = { '@odata.context': `${request.root}/$metadata#users/$entity` };
      const shown = renderer(call, { count: false }, 'user', false)(item);
      const location = `${request.root}/users/${item.id}`;
      return { status: 201, headers: { location }, body: { ...context, ...shown } };
    },
  };
}

function update(call: Call): Outcome {
  const { tenant, request } = call;
  const origin = originOf(call);
  const item = newest(tenant, findUser(tenant, key(call)));
  const next = changedUser(tenant, item, request.body, origin);
  return {
    commit() {
      if (next) store(tenant, item.id, next, origin);
      return noContent();
    },
  };
}

function remove(call: Call): Outcome {
  const { tenant } = call;
  const item = newest(tenant, findUser(tenant, key(call)));
  checkSensitiveAction(call.tenant, call.caller, item);
  return {
    commit() {
      softDelete(tenant, item, originOf(call));
      return noContent();
    },
  };
}

function me(): never {
  throw new GraphFault(400, 'BadRequest', '/me request is only valid with delegated authentication flow.');
}
