import { recipientTypes } from '../exchange/recipient-types.ts';

const id = { type: 'string', pattern: '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$' } as const;
const object = { type: 'object' } as const;
const reference = {
  type: 'object',
  required: ['id'],
  properties: { id },
  additionalProperties: false,
} as const;
const references = { type: 'array', items: reference } as const;
const links = {
  owners: references,
  members: references,
  extensions: { type: 'array', items: object },
} as const;
const common = {
  id,
  _service: {
    ...object,
    description:
      'What no property of Graph shows. On users: exchangeMastered (true: Graph refuses the extension attributes). On dynamic groups: misjudges (true: nobody is taken in for whom a property of the rule is empty). On either: isCloudManaged and wasSynced (source of authority), administrativeUnit (the id of the restricted management unit that an object with isManagementRestricted is in), undiscoverable (values of extensions whose definition is gone), links (what a deleted object was linked to).',
  },
} as const;

const user = {
  type: 'object',
  required: ['id', 'userPrincipalName'],
  properties: {
    ...common,
    userPrincipalName: { type: 'string', minLength: 3 },
    displayName: { type: 'string' },
    manager: { anyOf: [reference, { type: 'null' }] },
    extensions: links.extensions,
  },
} as const;

const group = {
  type: 'object',
  required: ['id', 'displayName'],
  properties: { ...common, displayName: { type: 'string' }, ...links },
} as const;

const device = {
  type: 'object',
  required: ['id', 'displayName'],
  properties: { id, displayName: { type: 'string' } },
} as const;

const deletedItem = {
  type: 'object',
  required: ['id', '@odata.type', 'deletedDateTime'],
  properties: {
    ...common,
    '@odata.type': { enum: ['#microsoft.graph.user', '#microsoft.graph.group'] },
    deletedDateTime: { type: 'string' },
  },
} as const;

const domain = {
  type: 'object',
  required: ['id', 'isVerified', 'isDefault', 'authenticationType'],
  properties: {
    id: { type: 'string' },
    isVerified: { type: 'boolean' },
    isDefault: { type: 'boolean' },
    authenticationType: { enum: ['Managed', 'Federated'] },
  },
} as const;

const roleAssignment = {
  type: 'object',
  required: ['id', 'principalId', 'roleDefinitionId', 'directoryScopeId'],
  properties: {
    id: { type: 'string' },
    principalId: id,
    roleDefinitionId: id,
    directoryScopeId: { type: 'string', pattern: '^/' },
  },
} as const;

const roleDefinition = {
  type: 'object',
  required: ['id', 'displayName'],
  properties: { id, displayName: { type: 'string' } },
} as const;

const servicePrincipal = {
  type: 'object',
  required: ['id', 'appId', 'displayName'],
  properties: {
    id,
    appId: id,
    displayName: { type: 'string' },
    accountEnabled: { type: 'boolean' },
    appRoleAssignments: {
      type: 'array',
      items: {
        type: 'object',
        required: ['resource', 'role'],
        properties: {
          resource: {
            type: 'string',
            description:
              'The application id of the resource, 00000003-0000-0000-c000-000000000000 for Graph.',
          },
          role: { type: 'string', description: 'The value of the app role, User.Read.All.' },
          createdDateTime: { type: 'string' },
        },
        additionalProperties: false,
      },
    },
    _service: {
      ...object,
      description: 'exchangeRoleEntries: the cmdlets that role groups of Exchange let it run.',
      properties: { exchangeRoleEntries: { type: 'array', items: { type: 'string' } } },
    },
  },
} as const;

const instant = { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z$' } as const;
const life = { startDateTime: instant, endDateTime: instant } as const;
const credentials = (required: readonly string[], own: object) =>
  ({ type: 'array', items: { ...object, required, properties: { ...life, ...own } } }) as const;

const application = {
  type: 'object',
  properties: {
    keyCredentials: credentials(['keyId', 'key'], {
      keyId: id,
      key: { type: 'string', description: 'The certificate, its DER form in base64.' },
    }),
    passwordCredentials: credentials(['keyId'], { keyId: id }),
    federatedIdentityCredentials: credentials(['issuer', 'subject', 'audiences'], {
      issuer: { type: 'string' },
      subject: { type: 'string' },
      audiences: { type: 'array', items: { type: 'string' } },
    }),
    _service: {
      ...object,
      description: 'secrets: the texts of the secrets, by the keyId of their passwordCredentials.',
      properties: { secrets: { ...object, additionalProperties: { type: 'string', minLength: 1 } } },
    },
  },
} as const;

const pendingEvaluation = {
  type: 'object',
  required: ['group'],
  properties: { group: id, users: { type: 'array', items: id } },
  additionalProperties: false,
} as const;

const membershipEvent = {
  type: 'object',
  required: ['at', 'group', 'member', 'event'],
  properties: { at: { type: 'string' }, group: id, member: id, event: { enum: ['added', 'removed'] } },
} as const;

const attributeValue = { type: 'string', minLength: 1 } as const;
const recipient = {
  type: 'object',
  required: ['id', 'recipientTypeDetails'],
  properties: {
    id: {
      ...id,
      description: 'The id in Entra. But for contacts, it is the one of a user or group of this state.',
    },
    recipientTypeDetails: { enum: recipientTypes },
    alias: { type: 'string', minLength: 1 },
    displayName: { type: 'string' },
    primarySmtpAddress: { type: 'string', minLength: 3 },
    customAttributes: {
      ...object,
      description:
        'customAttribute1 to customAttribute15, those that are set. Without it, what onPremisesExtensionAttributes shows.',
      patternProperties: { '^customAttribute([1-9]|1[0-5])$': attributeValue },
      additionalProperties: false,
    },
    extensionCustomAttributes: {
      ...object,
      patternProperties: {
        '^extensionCustomAttribute[1-5]$': { type: 'array', minItems: 1, items: attributeValue },
      },
      additionalProperties: false,
    },
    isExchangeCloudManaged: { type: 'boolean' },
    guid: id,
    exchangeObjectId: id,
    exchangeGuid: id,
  },
  additionalProperties: false,
} as const;

const pendingWrite = {
  type: 'object',
  required: ['at', 'user', 'to', 'attributes'],
  properties: {
    at: { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z$' },
    user: id,
    to: { enum: ['graph', 'exchange'] },
    attributes: {
      ...object,
      patternProperties: { '^extensionAttribute([1-9]|1[0-5])$': { type: ['string', 'null'], minLength: 1 } },
      additionalProperties: false,
    },
  },
  additionalProperties: false,
} as const;

const exchange = {
  type: 'object',
  required: ['recipients'],
  properties: {
    recipients: { type: 'array', items: recipient },
    pendingWrites: { type: 'array', items: pendingWrite },
  },
  additionalProperties: false,
} as const;

/** The JSON Schema of what `GET state` prints and `PUT state` takes. Names of properties are checked beside it. */
export const stateSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'State of the Tenantry practice tenant',
  type: 'object',
  required: [
    'format',
    'organization',
    'domains',
    'users',
    'groups',
    'deletedItems',
    'auditLogs',
    'membershipEvents',
    'schemaExtensions',
    'extensionProperties',
  ],
  additionalProperties: false,
  properties: {
    format: { const: 1 },
    organization: {
      type: 'object',
      required: ['id', 'displayName'],
      properties: { id, displayName: { type: 'string' } },
    },
    domains: { type: 'array', minItems: 1, items: domain },
    users: { type: 'array', items: user },
    groups: { type: 'array', items: group },
    devices: { type: 'array', items: device },
    deletedItems: { type: 'array', items: deletedItem },
    auditLogs: { type: 'array', items: object },
    membershipEvents: { type: 'array', items: membershipEvent },
    pendingEvaluations: { type: 'array', items: pendingEvaluation },
    applications: { type: 'array', items: application },
    schemaExtensions: { type: 'array', items: { ...object, required: ['id'] } },
    extensionProperties: { type: 'array', items: { ...object, required: ['id', 'name'] } },
    exchange,
    roleAssignments: { type: 'array', items: roleAssignment },
    roleEligibilityScheduleInstances: { type: 'array', items: roleAssignment },
    roleDefinitions: { type: 'array', items: roleDefinition },
    servicePrincipals: { type: 'array', items: servicePrincipal },
    subscribedSkus: { type: 'array', items: { ...object, required: ['id'] } },
  },
} as const;
