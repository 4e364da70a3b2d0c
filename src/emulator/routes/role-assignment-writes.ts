import { badRequest, GraphFault, notFound } from '../errors.ts';
import { key, type Call, type Routes } from '../http/call.ts';
import { noContent, type Outcome } from '../http/request.ts';
import { isSameName, member, textOf } from '../json.ts';
import { uuid } from '../random.ts';
import { entryById, visible } from '../reads/objects.ts';
import { roleDefinitions, servicePrincipals } from '../reads/roles.ts';
import type { RoleAssignment } from '../state.ts';
import type { Tenant } from '../tenant.ts';

const path = '/roleManagement/directory/roleAssignments';

/** Giving and taking administrator roles: https://learn.microsoft.com/graph/api/rbacapplication-post-roleassignments */
export function addRoleAssignmentWrites(routes: Routes): void {
  routes.add('POST', path, give);
  routes.add('DELETE', `${path}/{id}`, take);
}

function give(call: Call): Outcome {
  const { tenant, request } = call;
  const text = (name: string): string => textOf(member(request.body, name));
  const [principalId, wanted, directoryScopeId] = [
    text('principalId'),
    text('roleDefinitionId'),
    text('directoryScopeId'),
  ];
  if (directoryScopeId === '') throw badRequest('Either directoryScopeId or appScopeId is required.');
  const role = roleDefinitions(tenant).find(({ id }) => isSameName(id, wanted));
  if (!role) throw notFound(wanted);
  if (!exists(tenant, principalId)) throw notFound(principalId);
  const { roleAssignments } = tenant.documents;
  if (
    roleAssignments.some(
      (row) =>
        isSameName(row.principalId, principalId) &&
        isSameName(row.roleDefinitionId, role.id) &&
        row.directoryScopeId === directoryScopeId,
    )
  )
    throw new GraphFault(
      400,
      'Request_BadRequest',
      'A conflicting object with one or more of the specified property values is present in the directory.',
    );
  const created: RoleAssignment = {
    id: `${Buffer.from(uuid(tenant.random)).toString('base64url')}-1`,
    principalId,
    roleDefinitionId: role.id,
    directoryScopeId,
  };
  return {
    commit() {
      roleAssignments.push(created);
      tenant.changed();
      const context = `${request.root}/$metadata#roleManagement/directory/roleAssignments/$entity`;
      return { status: 201, headers: {}, body: { '@odata.context': context, ...created } };
    },
  };
}

function exists(tenant: Tenant, id: string): boolean {
  return (
    visible(entryById(tenant, id)) !== null || servicePrincipals(tenant).some((row) => isSameName(row.id, id))
  );
}

function take(call: Call): Outcome {
  const { tenant } = call;
  const { value } = key(call);
  const { documents } = tenant;
  if (!documents.roleAssignments.some(({ id }) => id === value)) throw notFound(value);
  return {
    commit() {
      documents.roleAssignments = documents.roleAssignments.filter(({ id }) => id !== value);
      tenant.changed();
      return noContent();
    },
  };
}
