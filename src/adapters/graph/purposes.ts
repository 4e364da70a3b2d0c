import { attributes } from '../../core/attributes/attributes.ts';
import { howToAllow } from '../../core/permissions/how-to-allow.ts';
import { tasks, type TaskName } from '../../core/permissions/tasks.ts';
import type { Query } from '../../ports.ts';
import type { Purpose } from '../http/read-failure.ts';

/** The queries that Microsoft Graph answers. */
export type GraphQuery = Exclude<Query, { readonly query: 'recipients' }>;

/** What is read for the messages, and how it comes to be allowed. */
export function purposeOf(task: TaskName): Purpose {
  const { doing, anyOf } = tasks[task];
  return { doing, permission: (anyOf[0] ?? []).join(' and '), allowing: howToAllow(tasks[task]) };
}

/** The same for users of whom some properties take a permission of their own. */
export function purposeOfUsers(select: readonly string[]): Purpose {
  const { allowing, ...users } = purposes.users;
  const own = attributes.user.flatMap(({ permissions, read: { property } }) =>
    permissions && 'besides' in permissions && select.includes(property)
      ? [
          `For ${property}: ${howToAllow({ anyOf: [[permissions.besides.read], [permissions.besides.write]] })}`,
        ]
      : [],
  );
  return { ...users, allowing: [allowing, ...own].join(' ') };
}

/** What each query is about, and what allows it. */
export const purposes: Readonly<Record<GraphQuery['query'], Purpose>> = {
  tenant: purposeOf('readTenant'),
  userCount: purposeOf('countUsers'),
  users: purposeOf('readUsers'),
  groups: purposeOf('readGroups'),
  devices: purposeOf('readDevices'),
  owners: purposeOf('readOwners'),
  members: purposeOf('readMembers'),
  deletedUsers: purposeOf('readDeletedUsers'),
  deletedGroups: purposeOf('readDeletedGroups'),
  cloudManaged: purposeOf('readCloudManaged'),
  roleHolders: purposeOf('readRoleHolders'),
  directoryExtensions: purposeOf('readDirectoryDefinitions'),
  schemaExtensions: purposeOf('readSchemaDefinitions'),
  applications: purposeOf('readApplications'),
  servicePrincipals: purposeOf('readServicePrincipals'),
  memberCounts: purposeOf('readMembers'),
  processing: purposeOf('readProcessing'),
  openExtensions: purposeOf('readUserExtensions'),
  synchronisation: purposeOf('readSynchronisation'),
  servicePlans: purposeOf('readLicences'),
  registration: purposeOf('readRegistration'),
  audits: purposeOf('readAudits'),
  auditWindow: purposeOf('readAudits'),
};
