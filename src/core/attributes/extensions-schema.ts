import { directoryExtensionTypes, schemaExtensionStatuses, schemaPropertyTypes } from '../desired/desired.ts';
import { forms } from './forms.ts';
import { described, dialect, generatedBy, object, text, type JsonSchema } from './json-schema.ts';

/** https://learn.microsoft.com/graph/api/resources/extensionproperty */
export const directoryTargets = [
  'User',
  'Group',
  'AdministrativeUnit',
  'Application',
  'Device',
  'Organization',
] as const;

/** The `targetTypes` of https://learn.microsoft.com/graph/api/resources/schemaextension, in the same spelling. */
export const schemaTargets = [
  'User',
  'Group',
  'AdministrativeUnit',
  'Contact',
  'Device',
  'Event',
  'Message',
  'Organization',
  'Post',
  'TodoTask',
  'TodoTaskList',
] as const;

/** Names of definitions and of their properties. */
export const extensionName = {
  pattern: '^[A-Za-z][A-Za-z0-9_]*$',
  words: 'letters A-Z a-z, digits and _, with a letter in front',
};

/** The id of an application, as the entry of the app registration shows it. */
export const appIdWords = 'the application (client) id, such as 5bfc8fda-cfc9-43a9-a6de-214ea9d15fdb';

/** Each application owns at most five (https://learn.microsoft.com/graph/extensibility-overview). */
export const mostSchemaExtensions = 5;

const list = (doc: string, entry: string): JsonSchema => ({
  type: 'array',
  ...described(doc),
  items: { $ref: `#/$defs/${entry}` },
});

/** The JSON Schema of the files below `extensions/`. */
export function extensionsSchema(): JsonSchema {
  return {
    $schema: dialect,
    $comment: generatedBy,
    title: 'Tenantry: extensions',
    ...described('Definitions of extensions, whose values entries of users and groups can have.'),
    ...object({
      directory: list('Directory extensions, one entry each.', 'directory'),
      schema: list('Schema extensions, one entry each.', 'schema'),
    }),
    $defs: { directory: directoryExtension, schema: schemaExtension },
  };
}

const name = (doc: string): JsonSchema =>
  text({
    pattern: extensionName.pattern,
    patternErrorMessage: `Must be made of ${extensionName.words}.`,
    ...described(doc),
  });

const owner = object(
  {
    appId: text({
      pattern: forms.id.pattern,
      patternErrorMessage: `Must be ${appIdWords}.`,
      ...described('The application (client) id, which is not the object id.'),
    }),
  },
  ['appId'],
  described('The application that owns the definition. It stays the same for good.'),
);

const targets = (names: readonly string[]): JsonSchema => ({
  type: 'array',
  minItems: 1,
  uniqueItems: true,
  items: { enum: names },
  ...described('The kinds of object that can have values of it.'),
});

const remove = (what: string): JsonSchema => ({
  const: true,
  ...described(
    `Deletes the definition. Such an entry has ${what} and nothing else, and no entry has values of it.`,
  ),
});

/** An entry that deletes needs nothing but what says which definition is meant. */
const unlessDeleted = (identity: readonly string[], rest: readonly string[]): JsonSchema => ({
  if: { required: ['delete'] },
  else: { required: [...identity, ...rest] },
  // That nothing else is allowed is for editors; the loader says it in better words.
  dependentSchemas: {
    delete: { required: identity, propertyNames: { enum: [...identity, 'delete'] } },
  },
});

const directoryExtension = object(
  {
    name: name(
      'The short name, by which entries and rules of this repository call it. Graph puts `extension_` and the id of the application in front. In rules, properties that Microsoft documents go first: where the name is one of those, a rule needs the long name.',
    ),
    owner,
    type: {
      enum: directoryExtensionTypes,
      ...described('What a value is. It cannot be changed once the definition is there.'),
    },
    targets: targets(directoryTargets),
    multiValued: {
      type: 'boolean',
      default: false,
      ...described('Whether an object has a list of values. Membership rules read single values only.'),
    },
    delete: remove('`name` and `owner`'),
  },
  [],
  unlessDeleted(['name', 'owner'], ['type', 'targets']),
);

const schemaExtension = object(
  {
    id: name(
      'The id: the name of a verified domain, `_` and a name (`contoso_courses`), or a bare name, in front of which Graph puts `ext`, eight characters and `_`.',
    ),
    owner,
    description: text(described('What it is for.')),
    status: {
      enum: schemaExtensionStatuses,
      ...described(
        'The state of its life, which only goes forward. `InDevelopment`: it can still be deleted. `Available`: it can only grow. `Deprecated`: it can no longer be seen or changed; values that objects have can still be changed and cleared.',
      ),
    },
    targets: targets(schemaTargets),
    properties: {
      type: 'object',
      minProperties: 1,
      propertyNames: { pattern: extensionName.pattern },
      additionalProperties: { enum: schemaPropertyTypes },
      ...described('Names and types of its properties. Properties can be added, never taken away.'),
    },
    delete: remove('`id` and `owner`'),
  },
  [],
  unlessDeleted(['id', 'owner'], ['status', 'targets', 'properties']),
);
