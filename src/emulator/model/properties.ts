import { deviceProperties } from './device-properties.ts';
import { groupProperties } from './group-properties.ts';
import type { Properties } from './property.ts';
import {
  appRoleAssignmentProperties,
  roleAssignmentProperties,
  roleDefinitionProperties,
  roleEligibilityProperties,
  servicePrincipalProperties,
} from './role-properties.ts';
import {
  applicationProperties,
  auditProperties,
  domainProperties,
  extensionPropertyProperties,
  federatedCredentialProperties,
  organizationProperties,
  schemaExtensionProperties,
  subscribedSkuProperties,
} from './small-properties.ts';
import { userProperties } from './user-properties.ts';

export type { Fields, Operator, Properties, Property, PropertyType } from './property.ts';

/** The kinds of object that a collection of the practice tenant can hold. */
export type Kind =
  | 'user'
  | 'group'
  | 'device'
  | 'directoryObject'
  | 'directoryAudit'
  | 'domain'
  | 'organization'
  | 'subscribedSku'
  | 'application'
  | 'extensionProperty'
  | 'schemaExtension'
  | 'unifiedRoleAssignment'
  | 'unifiedRoleEligibilityScheduleInstance'
  | 'unifiedRoleDefinition'
  | 'servicePrincipal'
  | 'federatedIdentityCredential'
  | 'appRoleAssignment';

/**
 * The emulator's own property tables, keyed by lower-cased name. They repeat nothing of the product's attribute table
 * on purpose: a mistake there must not find itself confirmed here. A directoryObject may be a user, a group or a device,
 * so that a query over members or memberOf can name the properties of any.
 */
export const properties: Readonly<Record<Kind, Properties>> = {
  user: userProperties,
  group: groupProperties,
  device: deviceProperties,
  directoryObject: new Map([...deviceProperties, ...groupProperties, ...userProperties]),
  directoryAudit: auditProperties,
  domain: domainProperties,
  organization: organizationProperties,
  subscribedSku: subscribedSkuProperties,
  application: applicationProperties,
  extensionProperty: extensionPropertyProperties,
  schemaExtension: schemaExtensionProperties,
  unifiedRoleAssignment: roleAssignmentProperties,
  unifiedRoleEligibilityScheduleInstance: roleEligibilityProperties,
  unifiedRoleDefinition: roleDefinitionProperties,
  servicePrincipal: servicePrincipalProperties,
  federatedIdentityCredential: federatedCredentialProperties,
  appRoleAssignment: appRoleAssignmentProperties,
};
