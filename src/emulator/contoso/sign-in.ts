import { practiceApplication } from '../http/caller.ts';
import { exchangeResource, graphResource } from '../sign-in/resources.ts';
import { ENTRA_CONNECT, HR_INTEGRATION } from './extensions.ts';
import type { JsonObject, RoleAssignment, ServicePrincipal } from '../state.ts';

/** Who reads the tenant for a plan. */
export const planApplication = {
  appId: '52f8a1c6-0b9d-4e37-8d0a-6c1e94b7f325',
  servicePrincipalId: '9d3c7e41-6a52-4f0b-b8e9-17a4d05c2b68',
};

/** Who writes it in an apply: the application that the practice caller acts through. It owns the schema extension. */
export const applyApplication = {
  appId: practiceApplication.appId,
  servicePrincipalId: practiceApplication.servicePrincipalId,
};

/** What a plan reads, evidence and extension definitions among it. */
const reading = [
  'Application.Read.All',
  'AuditLog.Read.All',
  'Device.Read.All',
  'Directory.Read.All',
  'Domain.Read.All',
  'Group.Read.All',
  'Organization.Read.All',
  'RoleManagement.Read.Directory',
  'User-LifeCycleInfo.Read.All',
  'User.Read.All',
];

/**
 * What an apply needs beside that. Nothing less than these two reads where objects are managed
 * (https://learn.microsoft.com/graph/api/onpremisessyncbehavior-get), so they are not for whoever only plans.
 */
const writing = [
  'Application.ReadWrite.All',
  'Group-OnPremisesSyncBehavior.ReadWrite.All',
  'Group.ReadWrite.All',
  // One of its groups can hold roles: https://learn.microsoft.com/graph/api/group-update
  'RoleManagement.ReadWrite.Directory',
  'User-LifeCycleInfo.ReadWrite.All',
  'User-OnPremisesSyncBehavior.ReadWrite.All',
  'User.ReadWrite.All',
];

const assigned = (...roles: readonly string[]): JsonObject[] => [
  ...roles.map((role) => ({ resource: graphResource.appId, role })),
  { resource: exchangeResource.appId, role: 'Exchange.ManageAsApp' },
];

export const planRegistration: JsonObject = {
  id: 'c1f05d2e-7b48-4a96-9e63-0d82b7a5419f',
  appId: planApplication.appId,
  displayName: 'Tenantry plan',
};

/** Neither can sign in before it is given a credential. */
export const servicePrincipals: ServicePrincipal[] = [
  {
    id: applyApplication.servicePrincipalId,
    appId: applyApplication.appId,
    displayName: practiceApplication.displayName,
    appRoleAssignments: assigned(...reading, ...writing),
  },
  {
    id: planApplication.servicePrincipalId,
    appId: planApplication.appId,
    displayName: 'Tenantry plan',
    appRoleAssignments: assigned(...reading),
  },
  { id: '5d0b9f3e-64c8-4d6e-9a55-3c1f7e2b8a90', appId: HR_INTEGRATION, displayName: 'HR Integration' },
  {
    id: 'a7c24e18-0f9b-4c3d-8e61-92d5b04f6c37',
    appId: ENTRA_CONNECT,
    displayName: 'Tenant Schema Extension App',
  },
];

/** Exchange lets applications in that hold one of its directory roles: Global Reader to read, Recipient Administrator to write. */
export const applicationRoles: RoleAssignment[] = [
  {
    id: 'LJQv8joRuUmys7zypu50wUF-PJ1Saguvjk-4F6TQXCs-1',
    principalId: planApplication.servicePrincipalId,
    roleDefinitionId: 'f2ef992c-3afb-46b9-b7cf-a126ee74c451',
    directoryScopeId: '/',
  },
  {
    id: 'jDUxMSxYj0KR0c6PQqHMThBtniuc-KN1sUzA0qOUhXY-1',
    principalId: applyApplication.servicePrincipalId,
    roleDefinitionId: '31392ffb-586c-42d1-9346-e59415a2cc4e',
    directoryScopeId: '/',
  },
];
