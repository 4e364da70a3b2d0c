import type { Routes } from '../http/call.ts';
import { createRouter } from '../http/router.ts';
import { addAppRoleAssignments } from './app-role-assignments.ts';
import { addApplicationWrites } from './application-writes.ts';
import { addApplications } from './applications.ts';
import { addAudits } from './audits.ts';
import { addDeletedItems } from './deleted-items.ts';
import { addDelta } from './delta.ts';
import { addDevices } from './devices.ts';
import { addDirectoryObjects } from './directory-objects.ts';
import { addFederatedCredentials } from './federated-credentials.ts';
import { addGroupLinks } from './group-links.ts';
import { addGroups } from './groups.ts';
import { addManagers } from './managers.ts';
import { addMemberships } from './memberships.ts';
import { addOpenExtensions } from './open-extensions.ts';
import { addOrganization } from './organization.ts';
import { addRoleAssignmentWrites } from './role-assignment-writes.ts';
import { addRoles } from './roles.ts';
import { addSchemaExtensions } from './schema-extensions.ts';
import { addServicePrincipals } from './service-principals.ts';
import { addSubscribedSkus } from './subscribed-skus.ts';
import { addSyncBehavior } from './sync-behavior.ts';
import { addUsers } from './users.ts';
import { addValidation } from './validation.ts';

/** Every operation of Graph that the practice tenant has. */
export function createRoutes(): Routes {
  const routes: Routes = createRouter();
  const parts = [
    addUsers,
    addManagers,
    addGroups,
    addGroupLinks,
    addDevices,
    addMemberships,
    addDelta,
    addDeletedItems,
    addDirectoryObjects,
    addValidation,
    addOrganization,
    addSubscribedSkus,
    addAudits,
    addOpenExtensions,
    addSchemaExtensions,
    addApplications,
    addApplicationWrites,
    addFederatedCredentials,
    addSyncBehavior,
    addRoles,
    addRoleAssignmentWrites,
    addServicePrincipals,
    addAppRoleAssignments,
  ];
  for (const add of parts) add(routes);
  return routes;
}
