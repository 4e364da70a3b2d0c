import type { Item } from '../directory/item.ts';
import { badRequest } from '../errors.ts';
import { key, type Call, type Routes } from '../http/call.ts';
import { ok, type Reply } from '../http/request.ts';
import { memberOf, transitiveMemberOf } from '../reads/links.ts';
import { member, textsOf } from '../json.ts';
import { findDevice, findGroup, findObject, findUser } from '../reads/objects.ts';
import { addCasts } from './casts.ts';

/** Which groups hold an object: lists, and the actions that check or name them by id. */
export function addMemberships(routes: Routes): void {
  const roots: [string, (call: Call) => Item][] = [
    ['/users/{id}', (call) => findUser(call.tenant, key(call))],
    ['/groups/{id}', (call) => findGroup(call.tenant, key(call))],
    ['/devices/{id}', (call) => findDevice(call.tenant, key(call))],
    ['/directoryObjects/{id}', (call) => findObject(call.tenant, key(call))],
  ];
  for (const [root, find] of roots) {
    addCasts(routes, `${root}/memberOf`, (call) => memberOf(call.tenant, find(call).id));
    addCasts(routes, `${root}/transitiveMemberOf`, (call) => transitiveMemberOf(call.tenant, find(call).id));
    for (const kind of ['Groups', 'Objects'] as const) {
      routes.add('POST', `${root}/checkMember${kind}`, (call) => check(call, find(call), kind));
      routes.add('POST', `${root}/getMember${kind}`, (call) => get(call, find(call)));
    }
  }
}

/** The most ids that one check takes (directoryObject: checkMemberGroups). */
const limit = 20;

function check(call: Call, item: Item, kind: 'Groups' | 'Objects'): Reply {
  const name = kind === 'Groups' ? 'groupIds' : 'ids';
  const wanted = member(call.request.body, name);
  if (!Array.isArray(wanted) || wanted.length === 0)
    throw badRequest(`Invalid value specified for property '${name}' of resource 'DirectoryObject'.`);
  if (wanted.length > limit) throw badRequest(`At most ${limit} ids can be checked in one request.`);
  const held = new Set(transitiveMemberOf(call.tenant, item.id).map((entry) => entry.id));
  return strings(
    call,
    textsOf(wanted)
      .map((id) => id.toLowerCase())
      .filter((id) => held.has(id)),
  );
}

function get(call: Call, item: Item): Reply {
  const onlySecurity = member(call.request.body, 'securityEnabledOnly');
  if (typeof onlySecurity !== 'boolean')
    throw badRequest(
      "Invalid value specified for property 'securityEnabledOnly' of resource 'DirectoryObject'.",
    );
  const groups = transitiveMemberOf(call.tenant, item.id).filter(
    (entry) => !onlySecurity || entry.seen?.properties['securityEnabled'] === true,
  );
  return strings(
    call,
    groups.map((entry) => entry.id),
  );
}

function strings(call: Call, value: string[]): Reply {
  return ok({ '@odata.context': `${call.request.root}/$metadata#Collection(Edm.String)`, value });
}
