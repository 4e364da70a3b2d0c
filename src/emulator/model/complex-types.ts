import type { Fields } from './property.ts';

/** extensionAttribute1 to extensionAttribute15, on users, devices and (since 2026, undocumented) groups. */
export const extensionAttributes: Fields = Object.fromEntries(
  Array.from({ length: 15 }, (_, index) => [`extensionAttribute${index + 1}`, 'string' as const]),
);

export const provisioningError: Fields = {
  category: 'string',
  occurredDateTime: 'dateTime',
  propertyCausingError: 'string',
  value: 'string',
};

export const serviceProvisioningError: Fields = {
  createdDateTime: 'dateTime',
  isResolved: 'boolean',
  serviceInstance: 'string',
};
