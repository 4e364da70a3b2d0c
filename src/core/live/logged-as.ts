import { findAttribute } from '../attributes/attributes.ts';

/**
 * Attributes that the audit log calls otherwise than Graph. It has the names of the directory below, which Azure AD Graph
 * and the membership rules have too: https://learn.microsoft.com/graph/migrate-azure-ad-graph-property-differences.
 * All others have Graph's name with a capital.
 */
const directoryNames: Readonly<Record<string, readonly string[]>> = {
  mobilePhone: ['Mobile'],
  businessPhones: ['TelephoneNumber'],
  officeLocation: ['PhysicalDeliveryOfficeName'],
  faxNumber: ['FacsimileTelephoneNumber'],
  otherMails: ['OtherMail', 'AlternateEmailAddresses'],
  onPremisesImmutableId: ['ImmutableId', 'SourceAnchor'],
  'employeeOrgData.division': ['EmployeeOrgData'],
  'employeeOrgData.costCenter': ['EmployeeOrgData'],
  manager: ['Manager'],
};

/** The names, in lower case, under which the audit log tells of a change of an attribute. */
export function loggedAs(kind: string, attribute: string): ReadonlySet<string> {
  const row = findAttribute(kind, attribute);
  const own = [attribute, row?.read.member ?? row?.read.property ?? attribute];
  return new Set([...own, ...(directoryNames[attribute] ?? [])].map((name) => name.toLowerCase()));
}

/**
 * Why the audit log does not tell of changes of an attribute at all, as a clause; undefined where it does.
 * The usage location: https://office365itpros.com/2023/08/08/audit-user-account-changes/
 */
export function unlogged(kind: string, attribute: string): string | undefined {
  if (kind !== 'user' && kind !== 'group')
    return 'the audit log does not say what was changed of a definition of extensions';
  if (kind === 'user' && attribute === 'usageLocation')
    return 'the audit log leaves out changes of the usage location';
  if (attribute.startsWith('openExtensions.')) return 'the audit log does not tell of open extensions';
  return undefined;
}

/** Activities that make or remove a link: https://learn.microsoft.com/entra/identity/monitoring-health/reference-audit-activities */
export const linkActivities = {
  owners: /^(add|remove) owner (?:to|from) group$/i,
  members: /^(add|remove) member (?:to|from) group$/i,
  manager: /^(set|remove) user manager$/i,
} as const;

/** Activities after which an object is there, or is not. */
export const existenceActivity = /^(add|delete|hard delete|restore) (?:user|group)$/i;
