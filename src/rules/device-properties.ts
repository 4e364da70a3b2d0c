import type { PropertyRow } from './property-kind.ts';

/**
 * The properties of devices that rules may name:
 * https://learn.microsoft.com/entra/identity/users/groups-dynamic-membership (2026-08). Where Graph has them:
 * https://learn.microsoft.com/graph/api/resources/device; the place of deviceManagementAppId is our inference.
 */
export const deviceProperties: readonly PropertyRow[] = [
  { name: 'accountEnabled', kind: 'boolean', graph: 'accountEnabled', always: true },
  { name: 'deviceCategory', kind: 'text', graph: 'deviceCategory' },
  { name: 'deviceId', kind: 'text', graph: 'deviceId', always: true },
  { name: 'deviceManagementAppId', kind: 'text', graph: 'mdmAppId' },
  { name: 'deviceManufacturer', kind: 'text', graph: 'manufacturer' },
  { name: 'deviceModel', kind: 'text', graph: 'model' },
  { name: 'displayName', kind: 'text', graph: 'displayName', always: true },
  { name: 'deviceOSType', kind: 'text', graph: 'operatingSystem' },
  { name: 'deviceOSVersion', kind: 'text', graph: 'operatingSystemVersion' },
  { name: 'deviceOwnership', kind: 'text', graph: 'deviceOwnership' },
  { name: 'devicePhysicalIds', kind: 'texts', graph: 'physicalIds' },
  { name: 'deviceTrustType', kind: 'text', graph: 'trustType' },
  { name: 'enrollmentProfileName', kind: 'text', graph: 'enrollmentProfileName' },
  ...Array.from({ length: 15 }, (_, index): PropertyRow => {
    const name = `extensionAttribute${index + 1}`;
    return { name, kind: 'text', graph: `extensionAttributes.${name}` };
  }),
  { name: 'isRooted', kind: 'boolean', graph: 'isRooted' },
  { name: 'managementType', kind: 'text', graph: 'managementType' },
  { name: 'memberOf', kind: 'groups', graph: 'memberOf' },
  { name: 'objectId', kind: 'text', graph: 'id', always: true },
  { name: 'profileType', kind: 'text', graph: 'profileType' },
  { name: 'systemLabels', kind: 'labels', graph: 'systemLabels' },
];
