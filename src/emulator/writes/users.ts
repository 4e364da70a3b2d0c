import { newItem, withProperties, type Item } from '../directory/item.ts';
import { badRequest } from '../errors.ts';
import type { Json, JsonObject } from '../state.ts';
import { uuid } from '../random.ts';
import type { Tenant } from '../tenant.ts';
import { readBody, requireValues } from './body.ts';
import { checkUnique } from './conflicts.ts';
import { checkExtensionCount } from './extension-count.ts';
import { checkImmutableId } from './immutable-id.ts';
import { merged } from './merge.ts';
import { referenced } from './references.ts';
import { checkSource } from './synced.ts';
import type { Origin } from './store.ts';
import { checkPermission, checkUserValues, proxyAddresses } from './user-rules.ts';

/** The user that a POST would create, after all checks. */
export function newUser(tenant: Tenant, body: Json | undefined): Item {
  const read = readBody(body, 'user', tenant.documents);
  const { values } = read;
  requireValues(
    values,
    ['accountEnabled', 'displayName', 'mailNickname', 'passwordProfile', 'userPrincipalName'],
    'user',
  );
  checkUserValues(tenant, values);
  const manager = read.bindings.get('manager')?.[0];
  const bare = newItem('user', uuid(tenant.random), {});
  const item: Item = {
    ...withProperties(bare, {
      userType: 'Member',
      ...merged(bare, stored(values)),
      ...proxyAddresses(bare, values['mail']),
      createdDateTime: tenant.clock.iso(),
    }),
    manager: manager === undefined ? null : managerOf(tenant, manager).id,
  };
  checkImmutableId(tenant, null, item);
  checkExtensionCount(null, item);
  checkUnique(tenant, item);
  return item;
}

/** The version of a user that a PATCH would make; null where the body changes nothing. */
export function changedUser(tenant: Tenant, item: Item, body: Json | undefined, origin: Origin): Item | null {
  const read = readBody(body, 'user', tenant.documents, [], item);
  checkPermission(tenant, origin.caller, item, read);
  checkSource(item, read);
  checkUserValues(tenant, read.values);
  const manager = read.bindings.get('manager')?.[0];
  const changes = {
    ...merged(item, stored(read.values)),
    ...proxyAddresses(item, read.values['mail']),
    ...passwordChange(tenant, read.values),
  };
  const next: Item = {
    ...withProperties(item, changes),
    manager: manager === undefined ? item.manager : managerOf(tenant, manager).id,
  };
  checkImmutableId(tenant, item, next);
  checkExtensionCount(item, next);
  checkUnique(tenant, next);
  const isSame = JSON.stringify(next.properties) === JSON.stringify(item.properties);
  return isSame && next.manager === item.manager ? null : next;
}

/** Whoever may be a manager: users (contacts are outside the practice tenant). */
export function managerOf(tenant: Tenant, address: string): Item {
  const item = referenced(tenant, address);
  if (item.kind !== 'user')
    throw badRequest("An invalid operation was included in the following modified references: 'manager'.");
  return item;
}

/** A password is accepted and never kept. */
function stored(values: JsonObject): JsonObject {
  const { passwordProfile: _, ...rest } = values;
  return rest;
}

function passwordChange(tenant: Tenant, values: JsonObject): JsonObject {
  return values['passwordProfile'] === undefined ? {} : { lastPasswordChangeDateTime: tenant.clock.iso() };
}
