import type { Caller } from './http/caller.ts';
import { catchUp } from './membership/rounds.ts';
import { findGroup, findUser, newest } from './reads/objects.ts';
import { uuid } from './random.ts';
import type { JsonObject } from './state.ts';
import type { Tenant } from './tenant.ts';
import { changedGroup } from './writes/groups.ts';
import { store } from './writes/store.ts';
import { changedUser } from './writes/users.ts';

const administrator: Caller = {
  kind: 'user',
  id: '9d0c3f5e-1b7a-4c86-8e42-6f5a4b3c2d1e',
  displayName: 'Portal Administrator',
  userPrincipalName: 'admin@contoso.com',
};

/** What an administrator does by hand in the portal: the checks and the audit entry of any other update. */
export function edit(tenant: Tenant, kind: 'user' | 'group', id: string, patch: JsonObject): void {
  catchUp(tenant);
  const origin = { caller: administrator, correlationId: uuid(tenant.random) };
  const key = { by: 'id', value: id };
  const item = newest(tenant, kind === 'user' ? findUser(tenant, key) : findGroup(tenant, key));
  const next =
    kind === 'user' ? changedUser(tenant, item, patch, origin) : changedGroup(tenant, item, patch, origin);
  if (next) store(tenant, item.id, next, origin);
}
