import type { Domain, JsonObject, Organization, RoleAssignment } from '../state.ts';

export const organization: Organization = {
  id: '84841066-274d-4ec0-a5c1-276be684bdd3',
  displayName: 'Contoso',
  createdDateTime: '2017-05-09T08:00:00Z',
  tenantType: 'AAD',
  city: 'Seattle',
  countryLetterCode: 'US',
  preferredLanguage: 'en',
  onPremisesSyncEnabled: true,
  onPremisesLastSyncDateTime: '2026-11-20T22:31:07Z',
  technicalNotificationMails: ['identity@contoso.com'],
  verifiedDomains: [
    {
      name: 'contoso.com',
      isDefault: true,
      isInitial: false,
      type: 'Managed',
      capabilities: 'Email, OfficeCommunicationsOnline',
    },
    {
      name: 'contoso.onmicrosoft.com',
      isDefault: false,
      isInitial: true,
      type: 'Managed',
      capabilities: 'Email',
    },
    {
      name: 'tailspin.contoso.com',
      isDefault: false,
      isInitial: false,
      type: 'Federated',
      capabilities: 'Email, OfficeCommunicationsOnline',
    },
  ],
};

const domain = (id: string, properties: Partial<Domain>): Domain => ({
  id,
  authenticationType: 'Managed',
  availabilityStatus: null,
  isAdminManaged: true,
  isDefault: false,
  isInitial: false,
  isRoot: true,
  isVerified: true,
  supportedServices: ['Email'],
  ...properties,
});

export const domains: Domain[] = [
  domain('contoso.com', { isDefault: true, supportedServices: ['Email', 'OfficeCommunicationsOnline'] }),
  domain('contoso.onmicrosoft.com', { isInitial: true }),
  domain('fabrikam-test.com', { isVerified: false, supportedServices: [] }),
  // Tailspin's people sign in with the identity provider that Tailspin had when it was bought.
  domain('tailspin.contoso.com', {
    authenticationType: 'Federated',
    isRoot: false,
    supportedServices: ['Email', 'OfficeCommunicationsOnline'],
  }),
];

/** Who holds which administrator role: the break-glass account, the one that Entra Connect signs in with, and Irvin. */
export const roleAssignments: RoleAssignment[] = [
  {
    id: 'lAPpYvVpN0KRkAEhdxReEMdYFcvogXVKX2T--z7Wd4E-1',
    principalId: 'cb80142c-81e8-4a41-a64f-74fea5b5c578',
    roleDefinitionId: '62e90394-69f5-4237-9190-012177145e10',
    directoryScopeId: '/',
  },
  {
    id: 'BSsr0kaAukSHWB4mGC_PModmyix_XwlPkw6TERHy-wc-1',
    principalId: '2ca5e586-5f59-4f09-931e-93111f2f3b07',
    roleDefinitionId: 'd29b2b05-8046-44ba-8758-1e26182fcf32',
    directoryScopeId: '/',
  },
  {
    id: 'UafX_exKsESLQOVnq3a3nKbhz3oxHatDvT8_v5AkVs8-1',
    principalId: '7acfa1b6-1d31-43ab-bd3f-3fbf902456cf',
    roleDefinitionId: 'fdd7a751-b60b-444a-984c-02652fe8fa1c',
    directoryScopeId: '/',
  },
];

/** Who may activate one: the Head of IT can make himself Global Administrator for some hours. */
export const roleEligibilityScheduleInstances: RoleAssignment[] = [
  {
    id: '8aad3f70-f7fb-42bd-bbb3-755b0e17be20',
    principalId: '980f951c-e392-4fcd-b6d4-d9b1cac733f4',
    roleDefinitionId: '62e90394-69f5-4237-9190-012177145e10',
    directoryScopeId: '/',
  },
];

const irvin = {
  id: '7acfa1b6-1d31-43ab-bd3f-3fbf902456cf',
  displayName: 'Irvin Sayers',
  userPrincipalName: 'irvin.sayers@contoso.com',
  ipAddress: '203.0.113.24',
};

/** What somebody did in the admin centre lately. */
export const auditLogs: JsonObject[] = [
  entry('14c7fc1c-85f5-447a-b258-c319f97bf1b8', '2026-09-14T08:02:41Z', 'Update user', 'UserManagement', {
    id: '4350cc17-21e5-4f21-acd5-52a09ddbef12',
    type: 'User',
    displayName: 'Johanna Weber',
    userPrincipalName: 'johanna.weber@contoso.com',
    modifiedProperties: [
      {
        displayName: 'UserPrincipalName',
        oldValue: '["johanna.lorenz@contoso.com"]',
        newValue: '["johanna.weber@contoso.com"]',
      },
    ],
  }),
  entry('d26d4b5a-c542-4767-83f7-fbb2c1465919', '2026-11-05T15:47:10Z', 'Delete group', 'GroupManagement', {
    id: '92c3bfee-8e9f-4526-b4ab-769e1d4756cb',
    type: 'Group',
    displayName: 'Project Borealis',
    userPrincipalName: null,
    groupType: 'unifiedGroups',
    modifiedProperties: [],
  }),
  entry('f82b08ea-79e1-4c25-ad03-75b49fbc5e01', '2026-11-13T16:20:05Z', 'Delete user', 'UserManagement', {
    id: '2c75bf61-45d1-449a-8ba1-70c9e6c39385',
    type: 'User',
    displayName: 'Tomás Pereira',
    userPrincipalName: '2c75bf6145d1449a8ba170c9e6c39385tomas.pereira@contoso.com',
    modifiedProperties: [],
  }),
];

function entry(id: string, at: string, activity: string, category: string, target: JsonObject): JsonObject {
  return {
    id: `Directory_${id}`,
    correlationId: id,
    activityDateTime: at,
    activityDisplayName: activity,
    category,
    operationType: activity.startsWith('Delete') ? 'Delete' : 'Update',
    loggedByService: 'Core Directory',
    result: 'success',
    resultReason: '',
    initiatedBy: { app: null, user: irvin },
    targetResources: [target],
    additionalDetails: [],
  };
}
