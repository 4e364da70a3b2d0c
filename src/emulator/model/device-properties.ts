import { extensionAttributes } from './complex-types.ts';
import { propertyTable, type Row } from './property.ts';

/** Operators of texts; where only equality is documented, `equal`. */
const text = ['eq ge le in startsWith', 'ne not'] as const;
const equal = ['eq in', 'ne not'] as const;

const shown = (name: string, filter?: Row['filter']): Row => ({
  name,
  type: 'string',
  readOnly: true,
  returnedByDefault: true,
  ...(filter === undefined ? {} : { filter }),
});

/**
 * What the practice tenant knows about each property of devices (graph resource "device", 2026-08). Devices are
 * registered by themselves and by Intune, so that here nothing of them can be written.
 */
export const deviceProperties = propertyTable([
  { ...shown('id', equal), notNull: true },
  { name: 'deletedDateTime', type: 'dateTime', readOnly: true, returnedByDefault: true },
  {
    name: 'accountEnabled',
    type: 'boolean',
    readOnly: true,
    returnedByDefault: true,
    filter: ['eq in', 'ne not'],
  },
  {
    name: 'approximateLastSignInDateTime',
    type: 'dateTime',
    readOnly: true,
    returnedByDefault: true,
    filter: ['eq ge le', 'ne not null'],
  },
  { name: 'createdDateTime', type: 'dateTime', readOnly: true, returnedByDefault: true },
  shown('deviceCategory'),
  shown('deviceId', text),
  shown('deviceOwnership'),
  { ...shown('displayName', text), notNull: true },
  shown('enrollmentProfileName'),
  {
    name: 'extensionAttributes',
    type: 'object',
    readOnly: true,
    returnedByDefault: true,
    fields: extensionAttributes,
    filter: ['', 'eq ne not ge le in null'],
  },
  { name: 'isCompliant', type: 'boolean', readOnly: true, returnedByDefault: true, filter: equal },
  { name: 'isManaged', type: 'boolean', readOnly: true, returnedByDefault: true, filter: equal },
  { name: 'isRooted', type: 'boolean', readOnly: true, returnedByDefault: true },
  shown('managementType'),
  shown('manufacturer'),
  shown('mdmAppId', equal),
  shown('model'),
  { name: 'onPremisesSyncEnabled', type: 'boolean', readOnly: true, returnedByDefault: true, filter: equal },
  shown('operatingSystem', text),
  shown('operatingSystemVersion', text),
  {
    name: 'physicalIds',
    type: 'strings',
    readOnly: true,
    returnedByDefault: true,
    filter: ['eq ge le startsWith', 'count'],
  },
  shown('profileType', equal),
  {
    name: 'registrationDateTime',
    type: 'dateTime',
    readOnly: true,
    returnedByDefault: true,
    filter: ['eq ge le', 'ne not null'],
  },
  { name: 'systemLabels', type: 'strings', readOnly: true, returnedByDefault: true, filter: ['', 'count'] },
  shown('trustType', equal),
]);
