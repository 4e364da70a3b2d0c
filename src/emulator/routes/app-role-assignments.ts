import { badRequest, denied, GraphFault, notFound } from '../errors.ts';
import { key, type Call, type Routes } from '../http/call.ts';
import { noContent, type Outcome } from '../http/request.ts';
import { isSameName, member, objectsOf, textOf } from '../json.ts';
import { documents } from '../reads/documents.ts';
import { answerList } from '../reads/list.ts';
import { idFrom } from '../reads/resource-principals.ts';
import { servicePrincipals } from '../reads/roles.ts';
import { graphResource } from '../sign-in/resources.ts';
import { mayConsent } from '../sign-in/people.ts';
import type { JsonObject, ServicePrincipal } from '../state.ts';
import type { Tenant } from '../tenant.ts';

/**
 * What applications may do, which is what admin consent writes: from the side of the client (`appRoleAssignments`) and of
 * the resource (`appRoleAssignedTo`). https://learn.microsoft.com/graph/api/serviceprincipal-post-approleassignedto
 */
export function addAppRoleAssignments(routes: Routes): void {
  for (const name of ['appRoleAssignments', 'appRoleAssignedTo'] as const) {
    const path = `/servicePrincipals/{id}/${name}`;
    routes.add('GET', path, (call) => {
      const own = servicePrincipalOf(call);
      const context = `servicePrincipals('${own.id}')/${name}`;
      return answerList(call, documents(call, rows(call.tenant, own, name), 'appRoleAssignment', context));
    });
    routes.add('POST', path, (call) => assign(call, name));
    routes.add('DELETE', `${path}/{assignment}`, (call) => remove(call, name));
  }
}

/** The service principal that a path names, by its object id or `(appId='…')`. Throws a 404. */
export function servicePrincipalOf(call: Call): ServicePrincipal {
  const { by, value } = key(call);
  const found = servicePrincipals(call.tenant).find((row) =>
    isSameName(by === 'appid' ? row.appId : row.id, value),
  );
  if (!found) throw notFound(value);
  return found;
}

function rows(tenant: Tenant, own: ServicePrincipal, name: string): JsonObject[] {
  const all = servicePrincipals(tenant).flatMap((principal) => assignments(tenant, principal));
  const side = name === 'appRoleAssignedTo' ? 'resourceId' : 'principalId';
  return all.filter((row) => row[side] === own.id);
}

/** The state keeps the application id of the resource and the value of the role. */
function assignments(tenant: Tenant, principal: ServicePrincipal): JsonObject[] {
  return objectsOf(principal['appRoleAssignments']).flatMap((row) => {
    const resource = servicePrincipals(tenant).find(({ appId }) => isSameName(row['resource'], appId));
    const role = objectsOf(resource?.['appRoles']).find(({ value }) => value === row['role']);
    if (!resource || !role) return [];
    return [
      {
        id: idOf(principal, resource, textOf(role['id'])),
        deletedDateTime: null,
        appRoleId: role['id'] ?? '',
        createdDateTime: row['createdDateTime'] ?? '2026-01-05T08:00:00Z',
        principalDisplayName: principal.displayName,
        principalId: principal.id,
        principalType: 'ServicePrincipal',
        resourceDisplayName: resource.displayName,
        resourceId: resource.id,
      },
    ];
  });
}

function idOf(principal: ServicePrincipal, resource: ServicePrincipal, roleId: string): string {
  return Buffer.from(idFrom(`${principal.id} ${resource.id} ${roleId}`)).toString('base64url');
}

function assign(call: Call, name: string): Outcome {
  const { tenant, request, caller } = call;
  const own = servicePrincipalOf(call);
  const named = (property: string): ServicePrincipal => {
    const id = textOf(member(request.body, property));
    const found = tenant.documents.servicePrincipals.find((row) => isSameName(row.id, id));
    const other = found ?? servicePrincipals(tenant).find((row) => isSameName(row.id, id));
    if (!other) throw notFound(id);
    return other;
  };
  const principal = named('principalId');
  const resource = named('resourceId');
  if (own.id !== (name === 'appRoleAssignedTo' ? resource : principal).id)
    throw badRequest('The principal or resource of the request does not match the path.');
  const roleId = textOf(member(request.body, 'appRoleId'));
  const role = objectsOf(resource['appRoles']).find(({ id }) => isSameName(id, roleId));
  if (!role)
    throw new GraphFault(400, 'Request_BadRequest', 'Permission being assigned was not found on application');
  if (!mayConsent(caller, resource.appId === graphResource.appId)) throw denied();
  const before = objectsOf(principal['appRoleAssignments']);
  if (before.some((row) => isSameName(row['resource'], resource.appId) && row['role'] === role['value']))
    throw badRequest('Permission being assigned already exists on the object');
  return {
    commit() {
      principal['appRoleAssignments'] = [
        ...before,
        { resource: resource.appId, role: role['value'] ?? '', createdDateTime: tenant.clock.iso() },
      ];
      tenant.changed();
      const id = idOf(principal, resource, textOf(role['id']));
      const created = assignments(tenant, principal).find((row) => row['id'] === id) ?? {};
      const context = `${request.root}/$metadata#servicePrincipals('${own.id}')/${name}/$entity`;
      return { status: 201, headers: {}, body: { '@odata.context': context, ...created } };
    },
  };
}

function remove(call: Call, name: string): Outcome {
  const { tenant } = call;
  const { value } = key(call, 1);
  const row = rows(tenant, servicePrincipalOf(call), name).find(({ id }) => id === value);
  const principal = tenant.documents.servicePrincipals.find(({ id }) => id === row?.['principalId']);
  if (!row || !principal) throw notFound(value);
  return {
    commit() {
      const resource = servicePrincipals(tenant).find(({ id }) => id === row['resourceId']);
      const role = objectsOf(resource?.['appRoles']).find(({ id }) => id === row['appRoleId']);
      principal['appRoleAssignments'] = objectsOf(principal['appRoleAssignments']).filter(
        (each) => !isSameName(each['resource'], resource?.appId ?? '') || each['role'] !== role?.['value'],
      );
      tenant.changed();
      return noContent();
    },
  };
}
