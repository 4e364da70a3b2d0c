/**
 * Which application permissions allow an operation of Graph, any one of them, by method and template. From Microsoft's
 * published list (microsoftgraph/microsoft-graph-devx-content, permissions/new/permissions.json) and, for paths that it
 * does not have, the reference page of the operation. Left out are permissions that show or change single properties
 * alone; those of users that may change one have `user-permissions.ts`. A path that ends in `user` or `group` is for
 * objects of that kind where the template does not tell.
 */
export const permissions: Readonly<Record<string, string>> = {
  'GET /users': 'User.Read.All User.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
  'GET /users/delta': 'User.Read.All User.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
  'POST /users': 'User.ReadWrite.All Directory.ReadWrite.All',
  'GET /users/{id}': 'User.Read.All User.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
  'PATCH /users/{id}': 'User.ReadWrite.All Directory.ReadWrite.All',
  'DELETE /users/{id}': 'User.DeleteRestore.All User.ReadWrite.All',
  'GET /users/{id}/manager': 'User.Read.All User.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
  'PUT /users/{id}/manager': 'User.ReadWrite.All Directory.ReadWrite.All',
  'DELETE /users/{id}/manager': 'User.ReadWrite.All Directory.ReadWrite.All',
  'GET /users/{id}/directReports':
    'User.Read.All User.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
  'GET /users/{id}/memberOf': 'GroupMember.ReadBasic.All Directory.Read.All Directory.ReadWrite.All',
  'GET /users/{id}/transitiveMemberOf':
    'User.Read.All GroupMember.ReadBasic.All GroupMember.Read.All Group.Read.All Directory.Read.All Directory.ReadWrite.All',
  'GET /users/{id}/onPremisesSyncBehavior': 'User-OnPremisesSyncBehavior.ReadWrite.All',
  'PATCH /users/{id}/onPremisesSyncBehavior': 'User-OnPremisesSyncBehavior.ReadWrite.All',
  'GET /users/{id}/extensions': 'User.Read.All User.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
  'GET /users/{id}/extensions/{name}':
    'User.Read.All User.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
  'POST /users/{id}/extensions': 'User.ReadWrite.All Directory.ReadWrite.All',
  'PATCH /users/{id}/extensions/{name}': 'User.ReadWrite.All Directory.ReadWrite.All',
  'DELETE /users/{id}/extensions/{name}': 'User.ReadWrite.All Directory.ReadWrite.All',

  'GET /groups':
    'GroupMember.Read.All Group.Read.All Group.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
  'GET /groups/delta':
    'GroupMember.Read.All Group.Read.All Group.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
  'POST /groups': 'Group.Create Group.ReadWrite.All Directory.ReadWrite.All',
  'GET /groups/{id}':
    'GroupMember.Read.All Group.Read.All Group.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
  'PATCH /groups/{id}': 'Group.ReadWrite.All Directory.ReadWrite.All',
  'DELETE /groups/{id}': 'Group.ReadWrite.All',
  'GET /groups/{id}/members':
    'GroupMember.ReadBasic.All GroupMember.Read.All GroupMember.ReadWrite.All Group.Read.All Group.ReadWrite.All Directory.Read.All',
  'GET /groups/{id}/transitiveMembers':
    'GroupMember.ReadBasic.All GroupMember.Read.All GroupMember.ReadWrite.All Group.Read.All Group.ReadWrite.All Directory.Read.All',
  'POST /groups/{id}/members': 'GroupMember.ReadWrite.All Group.ReadWrite.All Directory.ReadWrite.All',
  'DELETE /groups/{id}/members/{member}':
    'GroupMember.ReadWrite.All Group.ReadWrite.All Directory.ReadWrite.All',
  'GET /groups/{id}/owners':
    'GroupMember.Read.All GroupMember.ReadWrite.All Group.Read.All Group.ReadWrite.All Directory.Read.All',
  'POST /groups/{id}/owners': 'Group.ReadWrite.All Directory.ReadWrite.All',
  'DELETE /groups/{id}/owners/{member}': 'Group.ReadWrite.All Directory.ReadWrite.All',
  'GET /groups/{id}/memberOf':
    'GroupMember.ReadBasic.All GroupMember.Read.All Group.Read.All Directory.Read.All Directory.ReadWrite.All',
  'GET /groups/{id}/transitiveMemberOf':
    'GroupMember.ReadBasic.All GroupMember.Read.All Group.Read.All Directory.Read.All Directory.ReadWrite.All',
  'GET /groups/{id}/onPremisesSyncBehavior': 'Group-OnPremisesSyncBehavior.ReadWrite.All',
  'PATCH /groups/{id}/onPremisesSyncBehavior': 'Group-OnPremisesSyncBehavior.ReadWrite.All',
  'GET /groups/{id}/extensions':
    'Group.Read.All Group.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
  'GET /groups/{id}/extensions/{name}':
    'Group.Read.All Group.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
  'POST /groups/{id}/extensions': 'Group.ReadWrite.All Directory.ReadWrite.All',
  'PATCH /groups/{id}/extensions/{name}': 'Group.ReadWrite.All Directory.ReadWrite.All',
  'DELETE /groups/{id}/extensions/{name}': 'Group.ReadWrite.All Directory.ReadWrite.All',
  'POST /groups/{id}/validateProperties': 'Group.Read.All Group.ReadWrite.All',

  'GET /devices': 'Device.Read.All Device.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
  'GET /devices/{id}': 'Device.Read.All Device.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
  'GET /devices/{id}/memberOf':
    'Device.Read.All Device.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
  'GET /devices/{id}/transitiveMemberOf':
    'Device.Read.All Device.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',

  'GET /directory/deletedItems': 'User.Read.All Group.Read.All Directory.Read.All',
  'GET /directory/deletedItems user':
    'User.Read.All User.ReadWrite.All User.DeleteRestore.All Directory.Read.All Directory.ReadWrite.All',
  'GET /directory/deletedItems group':
    'Group.Read.All Group.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
  'GET /directory/deletedItems/{id} user':
    'User.Read.All User.ReadWrite.All User.DeleteRestore.All Directory.Read.All Directory.ReadWrite.All',
  'GET /directory/deletedItems/{id} group':
    'Group.Read.All Group.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
  'DELETE /directory/deletedItems/{id} user': 'User.DeleteRestore.All User.ReadWrite.All',
  'DELETE /directory/deletedItems/{id} group': 'Group.ReadWrite.All',
  'POST /directory/deletedItems/{id}/restore user': 'User.DeleteRestore.All User.ReadWrite.All',
  'POST /directory/deletedItems/{id}/restore group': 'Group.ReadWrite.All',

  'GET /directoryObjects/{id}': 'Directory.Read.All',
  'DELETE /directoryObjects/{id} user': 'User.DeleteRestore.All User.ReadWrite.All',
  'DELETE /directoryObjects/{id} group': 'Group.ReadWrite.All',
  'GET /directoryObjects/{id}/memberOf': 'Directory.Read.All Directory.ReadWrite.All',
  'GET /directoryObjects/{id}/transitiveMemberOf': 'Directory.Read.All Directory.ReadWrite.All',
  'POST /directoryObjects/getByIds': 'Directory.Read.All',
  'POST /directoryObjects/getAvailableExtensionProperties': 'Directory.Read.All',
  'POST /directoryObjects/validateProperties':
    'Group.Read.All Group.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',

  // The page of the operation leaves out `User.Read.All`, which the list has.
  'GET /organization':
    'Organization.Read.All Organization.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
  'GET /organization/{id}':
    'Organization.Read.All Organization.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
  'GET /subscribedSkus':
    'LicenseAssignment.Read.All Organization.Read.All Organization.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
  'GET /domains': 'Domain.Read.All Domain.ReadWrite.All Directory.Read.All',
  'GET /domains/{id}': 'Domain.Read.All Domain.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
  'GET /auditLogs/directoryAudits': 'AuditLog.Read.All Directory.Read.All',
  'GET /auditLogs/directoryAudits/{id}': 'AuditLog.Read.All Directory.Read.All',

  'GET /applications':
    'Application.Read.All Application.ReadWrite.OwnedBy Application.ReadWrite.All Directory.Read.All',
  'POST /applications': 'Application.ReadWrite.OwnedBy Application.ReadWrite.All',
  'GET /applications/{id}':
    'Application.Read.All Application.ReadWrite.OwnedBy Application.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
  'PATCH /applications/{id}': 'Application.ReadWrite.OwnedBy Application.ReadWrite.All',
  'DELETE /applications/{id}': 'Application.ReadWrite.OwnedBy Application.ReadWrite.All',
  'GET /applications/{id}/federatedIdentityCredentials':
    'Application.Read.All Application.ReadWrite.OwnedBy Application.ReadWrite.All Directory.Read.All',
  'GET /applications/{id}/federatedIdentityCredentials/{credential}':
    'Application.Read.All Application.ReadWrite.OwnedBy Application.ReadWrite.All Directory.Read.All',
  'POST /applications/{id}/federatedIdentityCredentials':
    'Application.ReadWrite.OwnedBy Application.ReadWrite.All',
  'PATCH /applications/{id}/federatedIdentityCredentials/{credential}':
    'Application.ReadWrite.OwnedBy Application.ReadWrite.All',
  'DELETE /applications/{id}/federatedIdentityCredentials/{credential}':
    'Application.ReadWrite.OwnedBy Application.ReadWrite.All',
  'GET /applications/{id}/owners':
    'Application.Read.All Application.ReadWrite.OwnedBy Application.ReadWrite.All Directory.Read.All',
  'GET /applications/{id}/extensionProperties':
    'Application.Read.All Application.ReadWrite.OwnedBy Application.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
  'GET /applications/{id}/extensionProperties/{extension}':
    'Application.Read.All Application.ReadWrite.OwnedBy Application.ReadWrite.All',
  'POST /applications/{id}/extensionProperties':
    'Application.ReadWrite.OwnedBy Application.ReadWrite.All Directory.ReadWrite.All',
  'DELETE /applications/{id}/extensionProperties/{extension}':
    'Application.ReadWrite.OwnedBy Application.ReadWrite.All Directory.ReadWrite.All',
  'GET /schemaExtensions': 'Application.Read.All',
  'GET /schemaExtensions/{id}': 'Application.Read.All',
  'POST /schemaExtensions': 'Application.ReadWrite.All Directory.ReadWrite.All',
  'PATCH /schemaExtensions/{id}': 'Application.ReadWrite.All Directory.ReadWrite.All',
  'DELETE /schemaExtensions/{id}': 'Application.ReadWrite.All Directory.ReadWrite.All',
  'GET /servicePrincipals':
    'Application.Read.All Application.ReadWrite.OwnedBy Application.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
  'POST /servicePrincipals': 'Application.ReadWrite.OwnedBy Application.ReadWrite.All',
  ...appRoleAssignments('appRoleAssignments'),
  ...appRoleAssignments('appRoleAssignedTo'),
  'GET /servicePrincipals/{id}/owners':
    'Application.Read.All Application.ReadWrite.OwnedBy Application.ReadWrite.All Directory.Read.All',
  'GET /servicePrincipals/{id}':
    'Application.Read.All Application.ReadWrite.OwnedBy Application.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',

  'GET /roleManagement/directory/roleAssignments':
    'RoleManagement.Read.Directory RoleManagement.Read.All RoleManagement.ReadWrite.Directory Directory.Read.All Directory.ReadWrite.All',
  'GET /roleManagement/directory/roleAssignments/{id}':
    'RoleManagement.Read.Directory RoleManagement.Read.All RoleManagement.ReadWrite.Directory Directory.Read.All Directory.ReadWrite.All',
  'POST /roleManagement/directory/roleAssignments': 'RoleManagement.ReadWrite.Directory',
  'DELETE /roleManagement/directory/roleAssignments/{id}': 'RoleManagement.ReadWrite.Directory',
  'GET /roleManagement/directory/roleDefinitions':
    'RoleManagement.Read.Directory RoleManagement.Read.All RoleManagement.ReadWrite.Directory Directory.Read.All Directory.ReadWrite.All',
  'GET /roleManagement/directory/roleDefinitions/{id}':
    'RoleManagement.Read.Directory RoleManagement.Read.All RoleManagement.ReadWrite.Directory Directory.Read.All Directory.ReadWrite.All',
  'GET /roleManagement/directory/roleEligibilityScheduleInstances':
    'RoleEligibilitySchedule.Read.Directory RoleEligibilitySchedule.ReadWrite.Directory RoleManagement.Read.All RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory',
  'GET /roleManagement/directory/roleEligibilityScheduleInstances/{id}':
    'RoleEligibilitySchedule.Read.Directory RoleEligibilitySchedule.ReadWrite.Directory RoleManagement.Read.All RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory',

  ...memberChecks('/users/{id}'),
  ...memberChecks('/groups/{id}'),
  ...memberChecks('/devices/{id}'),
  ...memberChecks('/directoryObjects/{id}'),
};

/** Both sides of an assignment have the same permissions: https://learn.microsoft.com/graph/api/serviceprincipal-list-approleassignments */
function appRoleAssignments(side: string): Record<string, string> {
  const path = `/servicePrincipals/{id}/${side}`;
  return {
    [`GET ${path}`]:
      'Application.Read.All Application.ReadWrite.All Directory.Read.All Directory.ReadWrite.All',
    [`POST ${path}`]: 'AppRoleAssignment.ReadWrite.All',
    [`DELETE ${path}/{assignment}`]: 'AppRoleAssignment.ReadWrite.All',
  };
}

/** The four actions that tell which groups hold an object have the same permissions, whatever the object is. */
function memberChecks(root: string): Record<string, string> {
  const readers =
    'Application.Read.All Application.ReadWrite.All Device.Read.All Device.ReadWrite.All Directory.Read.All Directory.ReadWrite.All Group.Read.All GroupMember.Read.All GroupMember.ReadBasic.All User.Read.All';
  const all = `${readers} Group.ReadWrite.All User.ReadWrite.All`;
  return {
    [`POST ${root}/checkMemberGroups`]: all,
    [`POST ${root}/checkMemberObjects`]: all,
    // The published list has two less here.
    [`POST ${root}/getMemberGroups`]: readers,
    [`POST ${root}/getMemberObjects`]: all,
  };
}
