import { exchangeAccess, exchangeReading, exchangeWriting, type PermissionName } from './permission.ts';

/**
 * What is asked of a tenant or done in it, as far as permissions tell it apart, and what allows it: any one of these sets,
 * the least first. From Microsoft's published list (microsoftgraph/microsoft-graph-devx-content,
 * permissions/new/permissions.json) and the reference pages that the tasks name.
 */
export interface Task {
  /** After `to`: `read the users`. */
  readonly doing: string;
  readonly anyOf: readonly (readonly PermissionName[])[];
}

const oneOf = (...names: readonly PermissionName[]): Task['anyOf'] => names.map((name) => [name]);
const directory = ['Directory.Read.All', 'Directory.ReadWrite.All'] as const;
const readsTenant = oneOf('Organization.Read.All', 'Organization.ReadWrite.All', ...directory);
const readsUsers = oneOf('User.Read.All', 'User.ReadWrite.All', ...directory);
const readsGroups = oneOf('Group.Read.All', 'Group.ReadWrite.All', ...directory);
// `GroupMember.Read.All` is not counted: it is for the basic properties of groups, and rules are not among those.
const readsLinks = oneOf('Group.Read.All', 'Group.ReadWrite.All', 'Directory.Read.All');
const writesUsers = oneOf('User.ReadWrite.All', 'Directory.ReadWrite.All');

export const tasks = {
  // The published list also has `User.Read.All`, the page does not: https://learn.microsoft.com/graph/api/organization-list
  readTenant: { doing: 'read the tenant', anyOf: readsTenant },
  readSynchronisation: { doing: 'read whether the tenant is hybrid', anyOf: readsTenant },
  // https://learn.microsoft.com/graph/api/subscribedsku-list
  readLicences: {
    doing: 'read the licences of the tenant',
    anyOf: oneOf(
      'LicenseAssignment.Read.All',
      'Organization.Read.All',
      'Organization.ReadWrite.All',
      ...directory,
    ),
  },
  // https://learn.microsoft.com/graph/api/application-list-federatedidentitycredentials
  readRegistration: {
    doing: 'read the registration of the application',
    anyOf: oneOf('Application.Read.All', 'Application.ReadWrite.OwnedBy', 'Application.ReadWrite.All'),
  },
  // `User.ReadBasic.All`, the least of the list, shows five names of a user.
  readUsers: { doing: 'read the users', anyOf: readsUsers },
  countUsers: { doing: 'count the users', anyOf: readsUsers },
  readDeletedUsers: { doing: 'read the deleted users', anyOf: readsUsers },
  readUserExtensions: { doing: 'read the open extensions', anyOf: readsUsers },
  readGroups: { doing: 'read the groups', anyOf: readsGroups },
  readOwners: { doing: 'read the owners of groups', anyOf: readsLinks },
  readMembers: { doing: 'read the members of groups', anyOf: readsLinks },
  readProcessing: { doing: 'read how rules are processed', anyOf: readsGroups },
  readGroupExtensions: { doing: 'read the open extensions', anyOf: readsGroups },
  readDeletedGroups: { doing: 'read the deleted groups', anyOf: readsGroups },
  readDevices: {
    doing: 'read the devices',
    anyOf: oneOf('Device.Read.All', 'Device.ReadWrite.All', ...directory),
  },
  // Who may activate a role is not for those who merely read the directory:
  // https://learn.microsoft.com/graph/api/rbacapplication-list-roleeligibilityscheduleinstances
  readRoleHolders: {
    doing: 'read who holds a role of administrators',
    anyOf: oneOf(
      'RoleManagement.Read.Directory',
      'RoleManagement.ReadWrite.Directory',
      'RoleManagement.Read.All',
    ),
  },
  // There is none that only reads: https://learn.microsoft.com/graph/api/onpremisessyncbehavior-get
  readCloudManaged: {
    doing: 'read where objects are managed',
    anyOf: oneOf('User-OnPremisesSyncBehavior.ReadWrite.All'),
  },
  readDirectoryDefinitions: {
    doing: 'read the definitions of directory extensions',
    anyOf: oneOf('Directory.Read.All'),
  },
  readApplications: {
    doing: 'read the applications that own definitions of extensions',
    anyOf: oneOf(
      'Application.Read.All',
      'Application.ReadWrite.OwnedBy',
      'Application.ReadWrite.All',
      'Directory.Read.All',
    ),
  },
  // https://learn.microsoft.com/graph/api/serviceprincipal-list
  readServicePrincipals: {
    doing: 'read the service principals',
    anyOf: oneOf(
      'Application.Read.All',
      'Application.ReadWrite.OwnedBy',
      'Application.ReadWrite.All',
      'Directory.Read.All',
    ),
  },
  readSchemaDefinitions: {
    doing: 'read the definitions of schema extensions',
    anyOf: oneOf('Application.Read.All'),
  },
  readAudits: { doing: 'read the audit log', anyOf: oneOf('AuditLog.Read.All', 'Directory.Read.All') },
  readRecipients: {
    doing: 'read recipients of Exchange Online',
    anyOf: [
      [exchangeAccess, exchangeReading],
      [exchangeAccess, 'Global Reader'],
      [exchangeAccess, exchangeWriting],
      [exchangeAccess, 'Exchange Administrator'],
      [exchangeAccess, 'Global Administrator'],
    ],
  },

  writeUsers: { doing: 'change users', anyOf: writesUsers },
  writeGroups: {
    doing: 'change groups',
    anyOf: oneOf('Group.ReadWrite.All', 'Directory.ReadWrite.All'),
  },
  // `Directory.ReadWrite.All` may change groups and not delete them: https://learn.microsoft.com/graph/api/group-delete
  deleteGroups: { doing: 'delete and restore groups', anyOf: oneOf('Group.ReadWrite.All') },
  writeRoleAssignable: {
    doing: 'change groups that roles can be assigned to',
    anyOf: oneOf('RoleManagement.ReadWrite.Directory'),
  },
  // The narrow one holds for applications that the writer owns, which no file tells.
  writeDirectoryDefinitions: {
    doing: 'change definitions of directory extensions',
    anyOf: oneOf('Application.ReadWrite.All', 'Application.ReadWrite.OwnedBy', 'Directory.ReadWrite.All'),
  },
  writeSchemaDefinitions: {
    doing: 'change definitions of schema extensions',
    anyOf: oneOf('Application.ReadWrite.All', 'Directory.ReadWrite.All'),
  },
  writeRecipients: {
    doing: 'change recipients of Exchange Online',
    anyOf: [
      [exchangeAccess, exchangeWriting],
      [exchangeAccess, 'Exchange Administrator'],
      [exchangeAccess, 'Global Administrator'],
    ],
  },
} as const satisfies Readonly<Record<string, Task>>;

export type TaskName = keyof typeof tasks;

/** Allow so much more than any file needs that nobody is advised to grant them. */
export const tooMuch: ReadonlySet<PermissionName> = new Set([
  'Directory.ReadWrite.All',
  'Organization.ReadWrite.All',
  'Device.ReadWrite.All',
  'RoleManagement.Read.All',
  'Global Administrator',
]);
