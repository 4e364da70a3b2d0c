import type { PropertyRow } from './property-kind.ts';

const same = (name: string): PropertyRow => ({ name, kind: 'text', graph: name });

/**
 * The properties of users that rules may name:
 * https://learn.microsoft.com/entra/identity/users/groups-dynamic-membership (2026-08). Where Graph has them:
 * https://learn.microsoft.com/graph/api/resources/user; the places of the fax number, the telephone number and the SIP
 * address are our inference from the names that Active Directory synchronises.
 */
export const userProperties: readonly PropertyRow[] = [
  { name: 'accountEnabled', kind: 'boolean', graph: 'accountEnabled', always: true },
  { name: 'dirSyncEnabled', kind: 'boolean', graph: 'onPremisesSyncEnabled' },
  { name: 'employeeHireDate', kind: 'date', graph: 'employeeHireDate' },
  same('city'),
  same('country'),
  same('companyName'),
  same('department'),
  { name: 'displayName', kind: 'text', graph: 'displayName', always: true },
  same('employeeId'),
  { name: 'facsimileTelephoneNumber', kind: 'text', graph: 'faxNumber' },
  same('givenName'),
  same('jobTitle'),
  same('mail'),
  { name: 'mailNickName', kind: 'text', graph: 'mailNickname', always: true },
  { name: 'mobile', kind: 'text', graph: 'mobilePhone' },
  { name: 'objectId', kind: 'text', graph: 'id', always: true },
  same('onPremisesDistinguishedName'),
  same('onPremisesSecurityIdentifier'),
  same('passwordPolicies'),
  { name: 'physicalDeliveryOfficeName', kind: 'text', graph: 'officeLocation' },
  same('postalCode'),
  same('preferredLanguage'),
  { name: 'sipProxyAddress', kind: 'text', graph: 'imAddresses[0]' },
  same('state'),
  same('streetAddress'),
  same('surname'),
  { name: 'telephoneNumber', kind: 'text', graph: 'businessPhones[0]' },
  same('usageLocation'),
  { name: 'userPrincipalName', kind: 'text', graph: 'userPrincipalName', always: true },
  same('userType'),
  ...Array.from({ length: 15 }, (_, index): PropertyRow => {
    const name = `extensionAttribute${index + 1}`;
    return { name, kind: 'text', graph: `onPremisesExtensionAttributes.${name}` };
  }),
  { name: 'otherMails', kind: 'texts', graph: 'otherMails' },
  { name: 'proxyAddresses', kind: 'texts', graph: 'proxyAddresses' },
  { name: 'assignedPlans', kind: 'plans', graph: 'assignedPlans' },
  { name: 'memberOf', kind: 'groups', graph: 'memberOf' },
];
