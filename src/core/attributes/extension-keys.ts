import { described, object, type JsonSchema } from './json-schema.ts';

/** The keys of an entry that hold values of extensions. */
export const extensionKeys = ['directoryExtensions', 'schemaExtensions', 'openExtensions'] as const;
export type ExtensionKey = (typeof extensionKeys)[number];

const scalar = ['boolean', 'number', 'string'] as const;
const value: JsonSchema = { type: ['null', ...scalar, 'array'], items: { type: scalar } };

const byName = (values: JsonSchema, doc: string): JsonSchema => ({
  type: 'object',
  minProperties: 1,
  additionalProperties: values,
  ...described(doc),
});

/** The schemas of those keys. What a value looks like is in its definition, which only the loader has. */
export const extensionSchemas: Readonly<Record<ExtensionKey, JsonSchema>> = {
  directoryExtensions: byName(
    value,
    'Values of directory extensions by their short name, as `tenant/extensions/` defines them. `null` clears one. What is not named is not touched.',
  ),
  schemaExtensions: byName(
    {
      type: ['object', 'null'],
      minProperties: 1,
      additionalProperties: { type: ['null', ...scalar] },
      ...described('Values by property. `null` clears one, or in place of all of them every one.'),
    },
    'Values of schema extensions by their id, as `tenant/extensions/` defines them. What is not named is not touched. Membership rules cannot read them.',
  ),
  openExtensions: byName(
    {
      type: ['object', 'null'],
      additionalProperties: { type: [...scalar, 'array'], items: { type: scalar } },
      ...described(
        'All of the extension: members that are not named are removed. `null` deletes it. At most 2 KB.',
      ),
    },
    'Open extensions by name, each whole and exact: texts, numbers, booleans and lists of them. Others are not touched. Membership rules cannot read them.',
  ),
};

/** What can stand in place of the text of an immutable id. */
export const immutableIdParts: JsonSchema = object({
  objectGuid: guid('The objectGUID of the on-premises object, as Active Directory shows it.'),
  consistencyGuid: guid('The mS-DS-ConsistencyGuid of the on-premises object, as a GUID.'),
});

function guid(doc: string): JsonSchema {
  return { type: 'string', ...described(doc) };
}
