import type { Query } from '../../ports.ts';
import type { Purpose } from '../http/read-failure.ts';

/** The queries that Microsoft Graph answers. */
export type GraphQuery = Exclude<Query, { readonly query: 'recipients' }>;

/** What each query is about, and the least application permission that it takes. */
export const purposes: Readonly<Record<GraphQuery['query'], Purpose>> = {
  tenant: { doing: 'read the tenant', permission: 'Organization.Read.All' },
  userCount: { doing: 'count the users', permission: 'User.Read.All' },
  users: { doing: 'read the users', permission: 'User.Read.All' },
  groups: { doing: 'read the groups', permission: 'Group.Read.All' },
  devices: { doing: 'read the devices', permission: 'Device.Read.All' },
  owners: { doing: 'read the owners of groups', permission: 'Group.Read.All' },
  members: { doing: 'read the members of groups', permission: 'GroupMember.Read.All' },
  deletedUsers: { doing: 'read the deleted users', permission: 'User.Read.All' },
  deletedGroups: { doing: 'read the deleted groups', permission: 'Group.Read.All' },
  // There is none that only reads: https://learn.microsoft.com/graph/api/onpremisessyncbehavior-get
  cloudManaged: {
    doing: 'read where objects are managed',
    permission: 'User-OnPremisesSyncBehavior.ReadWrite.All',
  },
  roleHolders: {
    doing: 'read who holds a role of administrators',
    permission: 'RoleManagement.Read.Directory',
  },
  directoryExtensions: {
    doing: 'read the definitions of directory extensions',
    permission: 'Directory.Read.All',
  },
  schemaExtensions: {
    doing: 'read the definitions of schema extensions',
    permission: 'Application.Read.All',
  },
  applications: { doing: 'read the application registrations', permission: 'Application.Read.All' },
  servicePrincipals: { doing: 'read the service principals', permission: 'Application.Read.All' },
  memberCounts: { doing: 'count the members of groups', permission: 'GroupMember.Read.All' },
  processing: { doing: 'read how rules are processed', permission: 'Group.Read.All' },
  openExtensions: { doing: 'read the open extensions', permission: 'User.Read.All' },
  audits: { doing: 'read the audit log', permission: 'AuditLog.Read.All' },
  auditWindow: { doing: 'read the audit log', permission: 'AuditLog.Read.All' },
};
