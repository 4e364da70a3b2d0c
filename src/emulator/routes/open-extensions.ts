import type { Item } from '../directory/item.ts';
import { badRequest, GraphFault, notFound } from '../errors.ts';
import { key, type Call, type Routes } from '../http/call.ts';
import { noContent, ok, type Outcome, type Reply } from '../http/request.ts';
import { findGroup, findUser, newest } from '../reads/objects.ts';
import type { Json, JsonObject } from '../state.ts';
import { checkRestricted } from '../writes/restricted.ts';
import { store } from '../writes/store.ts';
import { isSameName, member, withoutHidden } from '../json.ts';
import { originOf } from './origin.ts';

/** Open extensions: named bags of values that an application keeps on a user or group. */
export function addOpenExtensions(routes: Routes): void {
  const roots: [string, (call: Call) => Item][] = [
    ['/users/{id}', (call) => findUser(call.tenant, key(call))],
    ['/groups/{id}', (call) => findGroup(call.tenant, key(call))],
  ];
  for (const [root, find] of roots) {
    const owner = (call: Call): Item => {
      const item = newest(call.tenant, find(call));
      checkRestricted(call.tenant, call.caller, item);
      return item;
    };
    routes.add('GET', `${root}/extensions`, (call) => list(call, find(call)));
    routes.add('POST', `${root}/extensions`, (call) => create(call, owner(call)));
    routes.add('GET', `${root}/extensions/{name}`, (call) => ok(withoutHidden(named(call, find(call)))));
    routes.add('PATCH', `${root}/extensions/{name}`, (call) => change(call, owner(call)));
    routes.add('DELETE', `${root}/extensions/{name}`, (call) => remove(call, owner(call)));
  }
}

/** Two of one application on one object, of two kilobytes each (extensibility overview). */
const limits = { perApplication: 2, bytes: 2048 };

function list(call: Call, item: Item): Reply {
  const context = `${call.request.root}/$metadata#${item.kind}s('${item.id}')/extensions`;
  return ok({ '@odata.context': context, value: item.extensions.map(withoutHidden) });
}

function named(call: Call, item: Item): JsonObject {
  // The full name of the type may stand in front.
  const name = key(call, 1).value.replace(/^microsoft\.graph\.opentypeextension\./i, '');
  const found = item.extensions.find((extension) => isSameName(extension['id'], name));
  if (!found) throw notFound(name);
  return found;
}

function create(call: Call, item: Item): Outcome {
  const name = member(call.request.body, 'extensionName');
  if (typeof name !== 'string' || name.trim() === '')
    throw badRequest("A value is required for property 'extensionName' of resource 'OpenTypeExtension'.");
  if (item.extensions.some((extension) => isSameName(extension['id'], name)))
    throw new GraphFault(409, 'NameAlreadyExists', 'An extension already exists with given id.');
  const appId = call.caller.kind === 'app' ? call.caller.appId : call.caller.id;
  const own = item.extensions.filter((extension) => member(extension['_service'], 'appId') === appId);
  if (own.length >= limits.perApplication)
    throw badRequest(`An application can have at most ${limits.perApplication} extensions on one object.`);
  const extension: JsonObject = {
    '@odata.type': '#microsoft.graph.openTypeExtension',
    extensionName: name,
    id: name,
    ...values(call),
    _service: { appId },
  };
  checkSize(extension);
  return {
    commit() {
      save(call, item, [...item.extensions, extension]);
      const context = `${call.request.root}/$metadata#${item.kind}s('${item.id}')/extensions/$entity`;
      return { status: 201, headers: {}, body: { '@odata.context': context, ...withoutHidden(extension) } };
    },
  };
}

/** The body is the whole new extension, or is merged into the old one: see the setting. Null removes a member. */
function change(call: Call, item: Item): Outcome {
  const before = named(call, item);
  const isMerge = call.tenant.settings.openExtensionPatch === 'merge';
  const kept = Object.entries(before).filter(([name]) => isMerge || isFixed(name));
  const after = Object.fromEntries(
    Object.entries({ ...Object.fromEntries(kept), ...values(call) }).filter(([, value]) => value !== null),
  );
  checkSize(after);
  return {
    commit() {
      const extensions = item.extensions.map((extension) => (extension === before ? after : extension));
      save(call, item, extensions);
      return noContent();
    },
  };
}

function remove(call: Call, item: Item): Outcome {
  const gone = named(call, item);
  return {
    commit() {
      const extensions = item.extensions.filter((extension) => extension !== gone);
      save(call, item, extensions);
      return noContent();
    },
  };
}

function values(call: Call): JsonObject {
  const { body } = call.request;
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw badRequest('Empty Payload. JSON content expected.');
  const given = Object.entries(body).filter(([name]) => !isFixed(name) && !name.startsWith('@'));
  for (const [name, value] of given)
    if (!isPrimitive(value) && !(Array.isArray(value) && value.every(isPrimitive)))
      throw badRequest(`Invalid value specified for property '${name}' of resource 'OpenTypeExtension'.`);
  return Object.fromEntries(given);
}

function isFixed(name: string): boolean {
  return ['@odata.type', 'extensionName', 'id', '_service'].includes(name);
}

/** The data are primitive values and lists of them (open extension: update). */
function isPrimitive(value: Json): boolean {
  return value === null || typeof value !== 'object';
}

function checkSize(extension: JsonObject): void {
  if (Buffer.byteLength(JSON.stringify(withoutHidden(extension))) > limits.bytes)
    throw badRequest(`An extension holds at most ${limits.bytes} bytes.`);
}

function save(call: Call, item: Item, extensions: JsonObject[]): void {
  store(call.tenant, item.id, { ...item, extensions }, originOf(call));
}
