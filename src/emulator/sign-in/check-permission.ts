import { denied } from '../errors.ts';
import { key, type Call } from '../http/call.ts';
import { isObject, member } from '../json.ts';
import { entryById } from '../reads/objects.ts';
import { permissions } from './permissions.ts';
import { personMay } from './people.ts';
import { maySelect, mayChangeUser } from './user-permissions.ts';

/**
 * Throws a 403 where no app role of the caller allows an operation. Callers without roles to look at are let through:
 * whoever asks a tenant in which nobody has to sign in. `template` is the one of the route.
 */
export function checkPermission(call: Call, template: string): void {
  const { caller, request } = call;
  const { operation, kind } = operationOf(request.method, template);
  if (caller.kind === 'user' && !personMay(caller, operation)) throw denied();
  if (caller.kind !== 'app' || caller.roles === undefined) return;
  const { roles } = caller;
  if (operation === 'PATCH /users/{id}') {
    if (!mayChangeUser(roles, request.body)) throw denied();
    return;
  }
  const rows = kind === null ? rowsFor(operation, call) : [permissions[`${operation} ${kind}`]];
  const allowed = rows.flatMap((row) => row?.split(' ') ?? []);
  const isOnlyMembers = operation === 'PATCH /groups/{id}' && changesOnlyMembers(call);
  if (isOnlyMembers) allowed.push('GroupMember.ReadWrite.All');
  if (!allowed.some((role) => roles.has(role))) throw denied();
  if (/^GET \/users(?:\/\{id\}|\/delta)?$/.test(operation) && !maySelect(roles, request.search))
    throw denied();
  if (needsRoleManagement(call, operation) && !roles.has('RoleManagement.ReadWrite.Directory'))
    throw denied();
}

/** What a route is in the table: without references, counts and types, but for the kind of deleted items. */
export function operationOf(
  method: string,
  template: string,
): { operation: string; kind: 'user' | 'group' | null } {
  const path = template.replace(/\/\$(?:ref|count)$/, '');
  const [, deleted] = /^\/directory\/deletedItems\/graph\.(user|group)$/.exec(path) ?? [];
  const operation = `${method} ${path.replace(/\/graph\.\w+$/, '')}`;
  return { operation, kind: deleted === 'user' || deleted === 'group' ? deleted : null };
}

/** The row of an operation; where it depends on the object, that of its kind, or both for one that is not there. */
function rowsFor(operation: string, call: Call): (string | undefined)[] {
  const row = permissions[operation];
  if (row !== undefined) return [row];
  const kind = entryById(call.tenant, key(call).value)?.kind;
  const kinds = kind === 'user' || kind === 'group' ? [kind] : ['user', 'group'];
  return kinds.map((each) => permissions[`${operation} ${each}`]);
}

function changesOnlyMembers({ request: { body } }: Call): boolean {
  return isObject(body) && Object.keys(body).every((name) => /^members@odata\.bind$/i.test(name));
}

/** Groups that can be given administrator roles are created and changed by whoever may give roles. */
function needsRoleManagement(call: Call, operation: string): boolean {
  const { tenant, request } = call;
  if (operation === 'POST /groups') return member(request.body, 'isAssignableToRole') === true;
  if (request.method === 'GET' || !operation.includes(' /groups/{id}')) return false;
  if (/validateProperties|MemberGroups|MemberObjects/.test(operation)) return false;
  const group = entryById(tenant, key(call).value);
  return group?.seen?.properties['isAssignableToRole'] === true;
}
