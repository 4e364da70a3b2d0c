import { nearestName } from './nearest.ts';
import type { Side } from './property-kind.ts';
import { propertyNamed, propertyNames } from './properties.ts';

/**
 * Properties that people try in vain and what to do instead, by name in lower case. What the reference does not list is
 * not supported (https://learn.microsoft.com/entra/identity/users/groups-troubleshooting).
 */
const userAdvice: Readonly<Record<string, string>> = {
  employeetype: 'copy it to an extension attribute and use user.extensionAttribute1 to 15',
  manager: 'write the rule Direct Reports for "<object id of the manager>", which stands alone',
  directreports: 'write the rule Direct Reports for "<object id of the manager>", which stands alone',
  assignedlicenses: 'use user.assignedPlans -any (assignedPlan.servicePlanId -eq "…")',
  licenses: 'use user.assignedPlans -any (assignedPlan.servicePlanId -eq "…")',
  createddatetime: 'use user.employeeHireDate, or an extension attribute that holds the date',
  employeeleavedatetime: 'use a lifecycle workflow, or an extension attribute that holds the state',
  domain: 'use user.userPrincipalName -endsWith "@contoso.com"',
  employeeorgdata: 'copy the cost centre or division to an extension attribute',
  costcenter: 'copy it to an extension attribute',
  division: 'copy it to an extension attribute',
  onpremisessamaccountname:
    'use user.onPremisesDistinguishedName, user.mailNickName or an extension attribute',
  samaccountname: 'use user.onPremisesDistinguishedName, user.mailNickName or an extension attribute',
  signinactivity: 'use an access review, which knows the last sign-in',
  lastsignindatetime: 'use an access review, which knows the last sign-in',
  roles: 'rules do not know directory roles; use an extension attribute',
  customsecurityattributes: 'rules do not read custom security attributes; use an extension attribute',
  transitivememberof: 'rules do not follow nested groups; use the attributes that decide the membership',
  id: 'use user.objectId',
  onpremisessyncenabled: 'use user.dirSyncEnabled',
  officelocation: 'use user.physicalDeliveryOfficeName',
  mobilephone: 'use user.mobile',
  businessphones: 'use user.telephoneNumber',
  faxnumber: 'use user.facsimileTelephoneNumber',
  imaddresses: 'use user.sipProxyAddress',
  firstname: 'use user.givenName',
  lastname: 'use user.surname',
  title: 'use user.jobTitle',
  company: 'use user.companyName',
  office: 'use user.physicalDeliveryOfficeName',
  email: 'use user.mail',
  upn: 'use user.userPrincipalName',
  alternateemail: 'use user.otherMails -any (_ -eq "…")',
};

const deviceAdvice: Readonly<Record<string, string>> = {
  operatingsystem: 'use device.deviceOSType',
  operatingsystemversion: 'use device.deviceOSVersion',
  osversion: 'use device.deviceOSVersion',
  ostype: 'use device.deviceOSType',
  manufacturer: 'use device.deviceManufacturer',
  model: 'use device.deviceModel',
  trusttype: 'use device.deviceTrustType',
  physicalids: 'use device.devicePhysicalIds -any (_ -startsWith "…")',
  mdmappid: 'use device.deviceManagementAppId',
  id: 'use device.objectId',
  ownership: 'use device.deviceOwnership',
  category: 'use device.deviceCategory',
  organizationalunit: 'the service no longer recognises it and adds no device; use an extension attribute',
  domainname: 'the service no longer lists it; use device.deviceTrustType or an extension attribute',
  iscompliant: 'rules do not know compliance; use a Conditional Access filter or an Intune filter',
  ismanaged: 'use device.managementType or device.deviceManagementAppId',
  isdirsynced: 'use device.deviceTrustType -eq "ServerAD"',
  companyname: 'rules about devices do not know a company; use an extension attribute',
  primaryuser: 'rules about devices cannot ask about their users',
  registeredowner: 'rules about devices cannot ask about their users',
  transitivememberof: 'rules do not follow nested groups; use the attributes that decide the membership',
  operatingsystemsku: 'that name belongs to Intune assignment filters; rules have device.deviceOSVersion',
};

/** What to do instead of naming a property that rules do not have: advice by name, the other side, the nearest name. */
export function propertyInstead(side: Side, name: string): string | undefined {
  const key = name.toLowerCase();
  const member =
    /^onpremisesextensionattributes\.(extensionattribute\d+)$|^extensionattributes\.(extensionattribute\d+)$/;
  const inside = member.exec(key);
  if (inside !== null) {
    const row = propertyNamed(side, inside[1] ?? inside[2] ?? '');
    if (row !== undefined) return `use ${side}.${row.name}`;
  }
  const advice = side === 'user' ? userAdvice : deviceAdvice;
  const head = key.split('.')[0] ?? key;
  for (const each of [key, head]) if (Object.hasOwn(advice, each)) return advice[each];
  if (key.startsWith('extension_'))
    return side === 'user'
      ? 'write extension_, the 32 hexadecimal digits of the application id without hyphens, _ and the name'
      : 'devices have extensionAttribute1 to extensionAttribute15 only';
  const other: Side = side === 'user' ? 'device' : 'user';
  const near = nearestName(name, propertyNames(side));
  if (near === undefined || propertyNamed(other, name) !== undefined) {
    const row = propertyNamed(other, name);
    if (row !== undefined)
      return `${other}s have it: ${other}.${row.name}, but one rule is about users or about devices`;
  }
  return near === undefined ? undefined : `did you mean ${side}.${near}?`;
}
