import { text, texts, type Item } from '../directory/item.ts';
import { isObject } from '../json.ts';
import type { Json } from '../state.ts';

/** What a property holds: one value, a collection of texts, the service plans, or groups. */
export type RuleKind = 'boolean' | 'date' | 'text' | 'texts' | 'plans' | 'groups';

/** A property as rules name it, and where the directory keeps it on a user or device. */
export interface RuleProperty {
  readonly kind: RuleKind;
  readonly read: (item: Item) => Json;
}

type Side = 'user' | 'device';

/**
 * The property of a rule by its name in any letter case. The list is the reference's of 2026-08
 * (groups-dynamic-membership); it repeats nothing of the product's table on purpose.
 */
export function ruleProperty(side: Side, name: string): RuleProperty | undefined {
  const key = name.toLowerCase();
  const known = tables[side].get(key);
  if (known || side === 'device' || !/^extension_[0-9a-f]{32}_\w+$/.test(key)) return known;
  const made: RuleProperty = { kind: 'text', read: (user) => anyCase(user, key) };
  tables.user.set(key, made);
  return made;
}

function stored(name: string): RuleProperty {
  return { kind: 'text', read: (user) => text(user, name) };
}

function first(name: string): RuleProperty {
  return { kind: 'text', read: (user) => texts(user, name)[0] ?? null };
}

function extensionAttribute(within: string, number: number): RuleProperty {
  return {
    kind: 'text',
    read(item) {
      const values = item.properties[within];
      return isObject(values) ? (values[`extensionAttribute${number}`] ?? null) : null;
    },
  };
}

/** A directory extension is stored in the spelling of its definition. */
function anyCase(user: Item, key: string): Json {
  const found = Object.keys(user.properties).find((name) => name.toLowerCase() === key);
  return found === undefined ? null : text(user, found);
}

const fifteen = Array.from({ length: 15 }, (_, index) => index + 1);

function table(rows: Readonly<Record<string, RuleProperty>>): Map<string, RuleProperty> {
  return new Map(Object.entries(rows).map(([name, row]) => [name.toLowerCase(), row]));
}

const sameName = words(`
  city companyName country department displayName employeeId givenName jobTitle mail onPremisesDistinguishedName
  onPremisesSecurityIdentifier passwordPolicies postalCode preferredLanguage state streetAddress surname
  usageLocation userPrincipalName userType`);

const sameNameOnDevices = words(`
  deviceCategory deviceId deviceOwnership displayName enrollmentProfileName managementType profileType`);

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}

const tables: Readonly<Record<Side, Map<string, RuleProperty>>> = {
  user: table({
    ...Object.fromEntries(sameName.map((name) => [name, stored(name)])),
    ...Object.fromEntries(
      fifteen.map((number) => [
        `extensionAttribute${number}`,
        extensionAttribute('onPremisesExtensionAttributes', number),
      ]),
    ),
    accountEnabled: { kind: 'boolean', read: (user) => user.properties['accountEnabled'] ?? null },
    dirSyncEnabled: { kind: 'boolean', read: (user) => user.properties['onPremisesSyncEnabled'] ?? null },
    employeeHireDate: { kind: 'date', read: (user) => text(user, 'employeeHireDate') },
    objectId: stored('id'),
    mailNickName: stored('mailNickname'),
    mobile: stored('mobilePhone'),
    physicalDeliveryOfficeName: stored('officeLocation'),
    facsimileTelephoneNumber: stored('faxNumber'),
    telephoneNumber: first('businessPhones'),
    sipProxyAddress: first('imAddresses'),
    otherMails: { kind: 'texts', read: (user) => texts(user, 'otherMails') },
    proxyAddresses: { kind: 'texts', read: (user) => texts(user, 'proxyAddresses') },
    assignedPlans: { kind: 'plans', read: (user) => user.properties['assignedPlans'] ?? null },
    memberOf: { kind: 'groups', read: () => null },
  }),
  device: table({
    ...Object.fromEntries(sameNameOnDevices.map((name) => [name, stored(name)])),
    ...Object.fromEntries(
      fifteen.map((number) => [
        `extensionAttribute${number}`,
        extensionAttribute('extensionAttributes', number),
      ]),
    ),
    accountEnabled: { kind: 'boolean', read: (device) => device.properties['accountEnabled'] ?? null },
    isRooted: { kind: 'boolean', read: (device) => device.properties['isRooted'] ?? null },
    objectId: stored('id'),
    deviceManagementAppId: stored('mdmAppId'),
    deviceManufacturer: stored('manufacturer'),
    deviceModel: stored('model'),
    deviceOSType: stored('operatingSystem'),
    deviceOSVersion: stored('operatingSystemVersion'),
    deviceTrustType: stored('trustType'),
    devicePhysicalIds: { kind: 'texts', read: (device) => texts(device, 'physicalIds') },
    systemLabels: { kind: 'texts', read: (device) => texts(device, 'systemLabels') },
    memberOf: { kind: 'groups', read: () => null },
  }),
};
