import type { Entry } from '../directory/entry.ts';
import { position } from '../directory/entry.ts';
import type { Item, Kind } from '../directory/item.ts';
import { badRequest, notFound } from '../errors.ts';
import { key, type Call, type Routes } from '../http/call.ts';
import { noContent, ok, type Outcome, type Reply } from '../http/request.ts';
import { one, renderer } from '../reads/items.ts';
import { answerList, type Collection } from '../reads/list.ts';
import { entryById } from '../reads/objects.ts';
import { restore, restored } from '../writes/deletion.ts';
import { store } from '../writes/store.ts';
import { checkSensitiveAction } from '../writes/user-rules.ts';
import { originOf } from './origin.ts';

/** The recycle bin of 30 days. Its list has to name a type (directory: list deleted items). */
export function addDeletedItems(routes: Routes): void {
  const root = '/directory/deletedItems';
  routes.add('GET', root, () => {
    throw badRequest(
      'The deleted items are listed by type: add /microsoft.graph.user or another to the path.',
    );
  });
  routes.add('GET', `${root}/graph.user`, (call) => answerList(call, deleted(call, 'user')));
  routes.add('GET', `${root}/graph.group`, (call) => answerList(call, deleted(call, 'group')));
  routes.add('GET', `${root}/{id}`, (call) => one(call, find(call), null));
  routes.add('DELETE', `${root}/{id}`, remove);
  routes.add('POST', `${root}/{id}/restore`, bringBack);
}

function deleted(call: Call, kind: Kind): Collection<Entry> {
  return {
    kind,
    context: `${kind}s`,
    things: call.tenant.directory.lists[kind],
    position,
    read: ({ seen }) =>
      seen && seen.deleted !== null ? { ...seen.properties, deletedDateTime: seen.deleted } : null,
    render(query) {
      const show = renderer(call, query, kind, true);
      return ({ seen }) =>
        seen && query.select === undefined
          ? { deletedDateTime: seen.deleted, ...show(seen) }
          : seen && show(seen);
    },
  };
}

function find(call: Call): Item {
  const { value } = key(call);
  const item = entryById(call.tenant, value)?.seen;
  if (!item || item.deleted === null) throw notFound(value);
  return item;
}

/** The newest version, which a purge or restore works on. */
function newest(call: Call): Item {
  const written = entryById(call.tenant, find(call).id)?.written;
  if (!written || written.deleted === null) throw notFound(key(call).value);
  return written;
}

function remove(call: Call): Outcome {
  const item = newest(call);
  checkSensitiveAction(call.tenant, call.caller, item);
  return {
    commit() {
      store(call.tenant, item.id, null, originOf(call));
      return noContent();
    },
  };
}

function bringBack(call: Call): Outcome {
  const { tenant, request } = call;
  const item = newest(call);
  checkSensitiveAction(call.tenant, call.caller, item);
  const next = restored(tenant, item, request.body);
  return {
    commit(): Reply {
      restore(tenant, item, next, originOf(call));
      const context = `${request.root}/$metadata#directoryObjects/$entity`;
      return ok({ '@odata.context': context, ...renderer(call, { count: false }, null, false)(next) });
    },
  };
}
