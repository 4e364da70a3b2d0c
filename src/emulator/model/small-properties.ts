import { propertyTable } from './property.ts';

/** The operators of stores that are not the directory, which know no advanced query. */
const PLAIN = ['eq ne not in', ''] as const;
const TEXT = ['eq ne not in startsWith', ''] as const;

/**
 * Entries of the directory audit log; operators as its list page documents them (section 11 of the facts). The log is
 * another store than the directory: it has no advanced queries, and its instants can be compared in all four ways.
 */
export const auditProperties = propertyTable([
  { name: 'id', type: 'string', notNull: true, readOnly: true, returnedByDefault: true, filter: ['eq', ''] },
  {
    name: 'activityDateTime',
    type: 'dateTime',
    notNull: true,
    readOnly: true,
    returnedByDefault: true,
    filter: ['eq ge le gt lt', ''],
  },
  {
    name: 'activityDisplayName',
    type: 'string',
    notNull: true,
    readOnly: true,
    returnedByDefault: true,
    filter: ['eq startsWith', ''],
  },
  { name: 'additionalDetails', type: 'objects', readOnly: true, returnedByDefault: true },
  { name: 'category', type: 'string', readOnly: true, returnedByDefault: true, filter: ['eq', ''] },
  { name: 'correlationId', type: 'string', readOnly: true, returnedByDefault: true, filter: ['eq', ''] },
  {
    name: 'initiatedBy',
    type: 'object',
    readOnly: true,
    returnedByDefault: true,
    fields: {
      user: { id: 'string', displayName: 'string', userPrincipalName: 'string', ipAddress: 'string' },
      app: {
        appId: 'string',
        displayName: 'string',
        servicePrincipalId: 'string',
        servicePrincipalName: 'string',
      },
    },
    filter: ['eq startsWith', ''],
  },
  { name: 'loggedByService', type: 'string', readOnly: true, returnedByDefault: true, filter: ['eq', ''] },
  { name: 'operationType', type: 'string', readOnly: true, returnedByDefault: true },
  { name: 'result', type: 'string', readOnly: true, returnedByDefault: true },
  { name: 'resultReason', type: 'string', readOnly: true, returnedByDefault: true },
  {
    name: 'targetResources',
    type: 'objects',
    readOnly: true,
    returnedByDefault: true,
    fields: {
      id: 'string',
      displayName: 'string',
      type: 'string',
      userPrincipalName: 'string',
      groupType: 'string',
      modifiedProperties: 'objects',
    },
    filter: ['eq startsWith', ''],
  },
]);

export const domainProperties = propertyTable([
  { name: 'id', type: 'string', notNull: true, readOnly: true, returnedByDefault: true, filter: PLAIN },
  { name: 'authenticationType', type: 'string', returnedByDefault: true, filter: PLAIN },
  { name: 'availabilityStatus', type: 'string', returnedByDefault: true },
  { name: 'isAdminManaged', type: 'boolean', notNull: true, returnedByDefault: true, filter: PLAIN },
  { name: 'isDefault', type: 'boolean', notNull: true, returnedByDefault: true, filter: PLAIN },
  { name: 'isInitial', type: 'boolean', notNull: true, returnedByDefault: true, filter: PLAIN },
  { name: 'isRoot', type: 'boolean', notNull: true, returnedByDefault: true, filter: PLAIN },
  { name: 'isVerified', type: 'boolean', notNull: true, returnedByDefault: true, filter: PLAIN },
  { name: 'manufacturer', type: 'string', returnedByDefault: true },
  { name: 'model', type: 'string', returnedByDefault: true },
  { name: 'passwordNotificationWindowInDays', type: 'number', returnedByDefault: true },
  { name: 'passwordValidityPeriodInDays', type: 'number', returnedByDefault: true },
  { name: 'state', type: 'object', returnedByDefault: true },
  { name: 'supportedServices', type: 'strings', notNull: true, returnedByDefault: true },
]);

export const organizationProperties = propertyTable([
  { name: 'id', type: 'string', notNull: true, readOnly: true, returnedByDefault: true, filter: PLAIN },
  ...(['city', 'country', 'countryLetterCode', 'defaultUsageLocation', 'displayName'] as const).map(text),
  ...(['partnerTenantType', 'postalCode', 'preferredLanguage', 'state', 'street', 'tenantType'] as const).map(
    text,
  ),
  { name: 'createdDateTime', type: 'dateTime', returnedByDefault: true },
  { name: 'deletedDateTime', type: 'dateTime', returnedByDefault: true },
  { name: 'onPremisesLastSyncDateTime', type: 'dateTime', returnedByDefault: true },
  { name: 'onPremisesSyncEnabled', type: 'boolean', returnedByDefault: true },
  { name: 'mobileDeviceManagementAuthority', type: 'string' },
  { name: 'privacyProfile', type: 'object', returnedByDefault: true },
  { name: 'businessPhones', type: 'strings', returnedByDefault: true },
  { name: 'marketingNotificationEmails', type: 'strings', returnedByDefault: true },
  { name: 'securityComplianceNotificationMails', type: 'strings', returnedByDefault: true },
  { name: 'securityComplianceNotificationPhones', type: 'strings', returnedByDefault: true },
  { name: 'technicalNotificationMails', type: 'strings', returnedByDefault: true },
  { name: 'assignedPlans', type: 'objects', returnedByDefault: true },
  { name: 'provisionedPlans', type: 'objects', returnedByDefault: true },
  { name: 'verifiedDomains', type: 'objects', returnedByDefault: true },
]);

export const subscribedSkuProperties = propertyTable([
  { name: 'id', type: 'string', notNull: true, readOnly: true, returnedByDefault: true },
  ...(['accountId', 'accountName', 'appliesTo', 'capabilityStatus', 'skuId', 'skuPartNumber'] as const).map(
    text,
  ),
  { name: 'consumedUnits', type: 'number', returnedByDefault: true },
  { name: 'prepaidUnits', type: 'object', returnedByDefault: true },
  { name: 'servicePlans', type: 'objects', notNull: true, returnedByDefault: true },
  { name: 'subscriptionIds', type: 'strings', notNull: true, returnedByDefault: true },
]);

export const applicationProperties = propertyTable([
  {
    name: 'id',
    type: 'string',
    notNull: true,
    readOnly: true,
    returnedByDefault: true,
    filter: ['eq in', 'ne not'],
  },
  {
    name: 'appId',
    type: 'string',
    readOnly: true,
    returnedByDefault: true,
    filter: ['eq in', 'ne not'],
  },
  {
    name: 'displayName',
    type: 'string',
    returnedByDefault: true,
    filter: ['eq ge le in startsWith', 'ne not null'],
  },
  { name: 'keyCredentials', type: 'objects', returnedByDefault: true },
  { name: 'passwordCredentials', type: 'objects', returnedByDefault: true },
  { name: 'createdDateTime', type: 'dateTime', readOnly: true, returnedByDefault: true },
  { name: 'publisherDomain', type: 'string', readOnly: true, returnedByDefault: true },
  { name: 'signInAudience', type: 'string', returnedByDefault: true, filter: ['eq ge le in', 'ne not'] },
  { name: 'requiredResourceAccess', type: 'objects', returnedByDefault: true },
  { name: 'identifierUris', type: 'strings', returnedByDefault: true },
  { name: 'tags', type: 'strings', returnedByDefault: true },
]);

export const federatedCredentialProperties = propertyTable([
  { name: 'id', type: 'string', notNull: true, readOnly: true, returnedByDefault: true },
  { name: 'name', type: 'string', notNull: true, returnedByDefault: true, filter: ['eq', ''] },
  { name: 'issuer', type: 'string', notNull: true, returnedByDefault: true },
  { name: 'subject', type: 'string', notNull: true, returnedByDefault: true, filter: ['eq', ''] },
  { name: 'description', type: 'string', returnedByDefault: true },
  { name: 'audiences', type: 'strings', notNull: true, returnedByDefault: true },
]);

export const extensionPropertyProperties = propertyTable([
  { name: 'id', type: 'string', notNull: true, readOnly: true, returnedByDefault: true, filter: PLAIN },
  { name: 'deletedDateTime', type: 'dateTime', readOnly: true, returnedByDefault: true },
  { name: 'appDisplayName', type: 'string', readOnly: true, returnedByDefault: true },
  { name: 'dataType', type: 'string', notNull: true, returnedByDefault: true },
  { name: 'isMultiValued', type: 'boolean', notNull: true, returnedByDefault: true },
  { name: 'isSyncedFromOnPremises', type: 'boolean', readOnly: true, returnedByDefault: true },
  { name: 'name', type: 'string', notNull: true, returnedByDefault: true, filter: TEXT },
  { name: 'targetObjects', type: 'strings', notNull: true, returnedByDefault: true },
]);

export const schemaExtensionProperties = propertyTable([
  { name: 'id', type: 'string', notNull: true, readOnly: true, returnedByDefault: true, filter: ['eq', ''] },
  { name: 'description', type: 'string', returnedByDefault: true },
  { name: 'owner', type: 'string', notNull: true, returnedByDefault: true, filter: ['eq', ''] },
  { name: 'properties', type: 'objects', notNull: true, returnedByDefault: true },
  { name: 'status', type: 'string', notNull: true, returnedByDefault: true, filter: ['eq', ''] },
  { name: 'targetTypes', type: 'strings', notNull: true, returnedByDefault: true },
]);

function text(name: string) {
  return { name, type: 'string', returnedByDefault: true } as const;
}
