import type { Domain, JsonObject, Organization } from '../state.ts';

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
