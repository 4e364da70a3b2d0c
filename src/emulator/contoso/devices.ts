import type { Device, JsonObject } from '../state.ts';

const INTUNE = '0000000a-0000-0000-c000-000000000000';

interface DeviceProperties extends JsonObject {
  displayName: string;
  deviceId: string;
  operatingSystem: string;
  operatingSystemVersion: string;
}

/** A device of the company that Intune manages; what differs from that stands in `properties`. */
function device(id: string, properties: DeviceProperties): Device {
  return {
    id,
    accountEnabled: true,
    deviceOwnership: 'Company',
    managementType: 'MDM',
    mdmAppId: INTUNE,
    profileType: 'RegisteredDevice',
    trustType: 'AzureAd',
    isManaged: true,
    isCompliant: true,
    isRooted: false,
    registrationDateTime: '2025-02-10T09:15:00Z',
    ...properties,
  };
}

/** Computers and telephones, as the tenant holds them today. */
export const devices: readonly Device[] = [
  device('e3890417-1b37-4db1-b1bc-2291f1815f1b', {
    displayName: 'ZRH-LT-0117',
    deviceId: 'f67cff69-8a09-4e94-aa74-9792e556baa2',
    operatingSystem: 'Windows',
    operatingSystemVersion: '10.0.26100.4349',
    manufacturer: 'LENOVO',
    model: 'ThinkPad X1 Carbon Gen 12',
    enrollmentProfileName: 'Autopilot Zürich',
    deviceCategory: 'Office',
    physicalIds: ['[ZTDID]92786b76-b92e-4824-b1b6-072f96bd2a5d', '[OrderId]Autopilot-Zurich'],
    extensionAttributes: { extensionAttribute1: 'Finance' },
  }),
  device('4b2d6b41-0a5d-4dfd-8493-f39c53a2bac6', {
    displayName: 'SEA-LT-0042',
    deviceId: '66fbcd3d-14bc-4778-a33a-61c9eb3f053f',
    operatingSystem: 'Windows',
    operatingSystemVersion: '10.0.22631.5472',
    manufacturer: 'Dell Inc.',
    model: 'Latitude 7450',
    deviceCategory: 'Office',
  }),
  // Cannot be upgraded, and runs the cutting machine until it is replaced.
  device('b36d8c13-bc30-42f6-84cd-c3c8601cdf39', {
    displayName: 'LODZ-CNC-03',
    deviceId: '0ad7854b-4cb7-4b45-9c2c-93007ce77627',
    operatingSystem: 'Windows',
    operatingSystemVersion: '10.0.19045.6456',
    manufacturer: 'HP',
    model: 'EliteDesk 800 G4',
    trustType: 'ServerAd',
    onPremisesSyncEnabled: true,
    deviceCategory: 'Plant',
  }),
  // Was stolen in October.
  device('ca66a678-27cd-4713-9366-f97dd1fac3ad', {
    displayName: 'SAO-LT-0008',
    deviceId: '117293da-e0d9-4cae-99b7-3b66e51973c0',
    accountEnabled: false,
    operatingSystem: 'Windows',
    operatingSystemVersion: '10.0.26100.3775',
    manufacturer: 'LENOVO',
    model: 'ThinkPad T14 Gen 5',
    isCompliant: false,
  }),
  device('14fd0e29-b3d2-453b-a85d-ece2d43be4ba', {
    displayName: 'Emily’s MacBook Pro',
    deviceId: '195235ab-0677-44c9-b4f8-cd19dd8954fe',
    operatingSystem: 'MacMDM',
    operatingSystemVersion: '26.1',
    manufacturer: 'Apple',
    model: 'MacBook Pro',
  }),
  device('362df789-cf13-4804-a57f-e593ec029d2f', {
    displayName: 'ken_android_9/3/2025',
    deviceId: '55fe3fd2-8071-4b24-97ae-5455c4a660e2',
    operatingSystem: 'AndroidForWork',
    operatingSystemVersion: '16',
    deviceOwnership: 'Personal',
    trustType: 'Workplace',
    manufacturer: 'Google',
    model: 'Pixel 9',
  }),
];
