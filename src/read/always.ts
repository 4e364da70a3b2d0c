import type { ObjectKind } from '../core/attributes/attribute.ts';

/** Read of every user and group, whatever is declared: identity, references and routes need them. */
export const always: Readonly<Record<ObjectKind, readonly string[]>> = {
  user: [
    'displayName',
    'id',
    'isManagementRestricted',
    'mail',
    'onPremisesSyncEnabled',
    'userPrincipalName',
    'userType',
  ],
  group: [
    'assignedLicenses',
    'displayName',
    'groupTypes',
    'id',
    'isAssignableToRole',
    'isManagementRestricted',
    'mailEnabled',
    'mailNickname',
    'membershipRule',
    'membershipRuleProcessingState',
    'onPremisesSyncEnabled',
    'resourceProvisioningOptions',
    'securityEnabled',
    // Not among the properties that Graph gives by itself: https://learn.microsoft.com/graph/api/resources/group
    'uniqueName',
    'visibility',
  ],
};
