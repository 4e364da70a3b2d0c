import type { Item } from '../directory/item.ts';
import { badRequest, notFound } from '../errors.ts';
import { key, type Call, type Routes } from '../http/call.ts';
import { noContent, ok, type Outcome, type Reply } from '../http/request.ts';
import { linked, transitiveMembers } from '../reads/links.ts';
import { entryById, findGroup, findObject, newest } from '../reads/objects.ts';
import { checkAssigned, checkManageable } from '../writes/group-rules.ts';
import { withLink } from '../writes/groups.ts';
import { referenced, referenceOf, replicated } from '../writes/references.ts';
import { checkRestricted } from '../writes/restricted.ts';
import { store } from '../writes/store.ts';
import { checkSynced } from '../writes/synced.ts';
import { originOf } from './origin.ts';
import { addCasts } from './casts.ts';

type Link = 'owners' | 'members';

/** Owners and members of groups, as lists and as references to add and remove. */
export function addGroupLinks(routes: Routes): void {
  for (const link of ['owners', 'members'] as const) {
    addCasts(routes, `/groups/{id}/${link}`, (call) => linked(call.tenant, group(call)[link]));
    routes.add('GET', `/groups/{id}/${link}/$ref`, (call) => references(call, link));
    routes.add('POST', `/groups/{id}/${link}/$ref`, (call) => add(call, link));
    routes.add('DELETE', `/groups/{id}/${link}/{member}/$ref`, (call) => remove(call, link));
  }
  addCasts(routes, '/groups/{id}/transitiveMembers', (call) => transitiveMembers(call.tenant, group(call)));
}

function group(call: Call): Item {
  return findGroup(call.tenant, key(call));
}

/** Plain texts, as the published contract has them. */
function references(call: Call, link: Link): Reply {
  const { root } = call.request;
  const value = linked(call.tenant, group(call)[link])
    .filter((entry) => entry.seen?.deleted === null)
    .map(({ id }) => `${root}/directoryObjects/${id}`);
  return ok({ '@odata.context': `${root}/$metadata#Collection($ref)`, value });
}

/** A group that reads do not see yet is no 404 here but the same 400 as for a new member (group: post members). */
function writable(call: Call, link: Link): Item {
  replicated(call.tenant, key(call).value);
  const item = newest(call.tenant, group(call));
  checkRestricted(call.tenant, call.caller, item);
  checkManageable(item);
  if (link === 'members') {
    checkAssigned(item);
    checkSynced(item);
  }
  return item;
}

function add(call: Call, link: Link): Outcome {
  const { tenant, request } = call;
  const item = writable(call, link);
  const next = withLink(item, link, referenced(tenant, referenceOf(request.body)));
  return {
    commit() {
      store(tenant, item.id, next, originOf(call));
      return noContent();
    },
  };
}

function remove(call: Call, link: Link): Outcome {
  const { tenant } = call;
  const item = writable(call, link);
  const id = (
    entryById(tenant, key(call, 1).value) ? findObject(tenant, key(call, 1)).id : key(call, 1).value
  ).toLowerCase();
  if (!item[link].has(id)) {
    if (!entryById(tenant, id)) throw notFound(id);
    throw badRequest(
      `One or more removed object references do not exist for the following modified properties: '${link}'.`,
    );
  }
  if (link === 'owners' && item.owners.size === 1)
    throw badRequest('The group must have at least one owner, hence this owner cannot be removed.');
  const rest = new Set(item[link]);
  rest.delete(id);
  return {
    commit() {
      store(tenant, item.id, { ...item, [link]: rest }, originOf(call));
      return noContent();
    },
  };
}
