import type { JsonObject } from '../state.ts';

export const HR_INTEGRATION = '6fae93bb-ca8c-40b6-adc5-6752a95335b8';
export const ENTRA_CONNECT = 'b7cbe365-ca0f-4890-bd56-726d1e079b1c';
/** The application that the practice caller acts through. */
const TENANTRY = '7c1f3a52-0d4e-4b86-9a3d-5e2f60718293';

/** Application registrations: who owns definitions of extensions. */
export const applications: JsonObject[] = [
  { id: '60c94bc4-59d2-4dd4-bc8d-53b57dbdd150', appId: HR_INTEGRATION, displayName: 'HR Integration' },
  {
    id: 'd0015c25-edc1-4e9c-b9e5-211c9084e996',
    appId: ENTRA_CONNECT,
    displayName: 'Tenant Schema Extension App',
  },
  { id: '4186c96a-2104-41ac-9659-0ba4027dc984', appId: TENANTRY, displayName: 'Tenantry' },
];

const named = (appId: string, name: string): string => `extension_${appId.replaceAll('-', '')}_${name}`;

/** The properties of Graph in which the values of directory extensions are. */
export const jobGrade = named(HR_INTEGRATION, 'jobGrade');
export const auroraPilot = named(HR_INTEGRATION, 'auroraPilot');
export const departmentNumber = named(ENTRA_CONNECT, 'departmentNumber');

const definition = (id: string, name: string, properties: JsonObject): JsonObject => ({
  id,
  deletedDateTime: null,
  appDisplayName: 'HR Integration',
  name,
  dataType: 'String',
  isMultiValued: false,
  isSyncedFromOnPremises: false,
  targetObjects: ['User'],
  ...properties,
});

export const extensionProperties: JsonObject[] = [
  definition('1ca41a2c-7a59-4de1-8723-05023a18b9af', jobGrade, {}),
  // Left behind by the pilot.
  definition('822fde6f-3666-4300-8991-71c8ccad3771', auroraPilot, { dataType: 'Boolean' }),
  // An attribute of the plant's Active Directory, chosen in the wizard of Entra Connect.
  definition('9f003f04-885a-4808-a1b3-8c2bed4cb596', departmentNumber, {
    appDisplayName: 'Tenant Schema Extension App',
    isSyncedFromOnPremises: true,
  }),
];

export const schemaExtensions: JsonObject[] = [
  {
    id: 'contoso_courses',
    description: 'The last compulsory course that somebody took',
    owner: TENANTRY,
    status: 'Available',
    targetTypes: ['User'],
    properties: [
      { name: 'courseId', type: 'Integer' },
      { name: 'title', type: 'String' },
      { name: 'provider', type: 'String' },
    ],
  },
];

/** What the desk reservation keeps in an open extension. */
export const workplace = (values: JsonObject): JsonObject => ({
  '@odata.type': '#microsoft.graph.openTypeExtension',
  extensionName: 'com.contoso.workplace',
  id: 'com.contoso.workplace',
  ...values,
});
