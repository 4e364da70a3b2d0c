import type { Item } from '../directory/item.ts';
import { badRequest, denied } from '../errors.ts';
import { key, type Call, type Routes } from '../http/call.ts';
import { noContent, ok, type Outcome, type Reply } from '../http/request.ts';
import { one, renderer } from '../reads/items.ts';
import { entryById, findObject, newest, visible } from '../reads/objects.ts';
import { parseQuery } from '../odata/query.ts';
import { softDelete } from '../writes/deletion.ts';
import { checkSensitiveAction } from '../writes/user-rules.ts';
import { member, textsOf, withoutHidden } from '../json.ts';
import { originOf } from './origin.ts';

/** Objects of any kind, by their ids. */
export function addDirectoryObjects(routes: Routes): void {
  routes.add('GET', '/directoryObjects/{id}', (call) => one(call, findObject(call.tenant, key(call)), null));
  routes.add('DELETE', '/directoryObjects/{id}', remove);
  routes.add('POST', '/directoryObjects/getByIds', getByIds);
  routes.add('POST', '/directoryObjects/getAvailableExtensionProperties', availableExtensions);
}

/** The most ids of one request (directoryObject: getByIds). */
const limit = 1000;

/** Ids that are nothing, or not of the wanted types, are left out of the answer without a word. */
function getByIds(call: Call): Reply {
  const { body, root, search } = call.request;
  const ids = member(body, 'ids');
  if (!Array.isArray(ids) || ids.length === 0)
    throw badRequest("Invalid value specified for property 'ids'.");
  if (ids.length > limit) throw badRequest(`At most ${limit} ids can be asked for in one request.`);
  const types = member(body, 'types');
  const wanted = Array.isArray(types) ? new Set(textsOf(types).map((type) => type.toLowerCase())) : null;
  const query = parseQuery(search);
  const show = renderer(call, query, null, false);
  const found: Item[] = [];
  for (const id of new Set(textsOf(ids).map((entry) => entry.toLowerCase()))) {
    const item = visible(entryById(call.tenant, id));
    if (item && (!wanted || wanted.has(item.kind) || wanted.has('directoryobject'))) found.push(item);
  }
  // The documented answer has this one beyond the default set of users.
  const enabled = (item: Item) =>
    item.kind === 'user' && query.select === undefined
      ? { accountEnabled: item.properties['accountEnabled'] ?? null }
      : {};
  const value = found.map((item) => ({ ...show(item), ...enabled(item) }));
  return ok({ '@odata.context': `${root}/$metadata#directoryObjects`, value });
}

function remove(call: Call): Outcome {
  const item = newest(call.tenant, findObject(call.tenant, key(call)));
  if (item.kind === 'device') throw denied();
  checkSensitiveAction(call.tenant, call.caller, item);
  return {
    commit() {
      softDelete(call.tenant, item, originOf(call));
      return noContent();
    },
  };
}

function availableExtensions(call: Call): Reply {
  const synced = member(call.request.body, 'isSyncedFromOnPremises');
  const value = call.tenant.documents.extensionProperties
    .filter((row) => typeof synced !== 'boolean' || (row['isSyncedFromOnPremises'] ?? false) === synced)
    .map((row) => ({
      '@odata.type': '#microsoft.graph.extensionProperty',
      deletedDateTime: null,
      ...withoutHidden(row),
    }));
  return ok({ '@odata.context': `${call.request.root}/$metadata#Collection(extensionProperty)`, value });
}
