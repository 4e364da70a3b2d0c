import { object, type Json, type JsonSchema } from '../attributes/json-schema.ts';

const text: JsonSchema = { type: 'string' };
const texts: JsonSchema = { type: 'array', items: text };

/** The JSON Schema of one operation of the published plan. */
export function operationSchema(phases: readonly string[]): JsonSchema {
  const properties = {
    key: text,
    phase: { enum: phases },
    object: { $ref: '#/$defs/objectKey' },
    channels: {
      type: 'array',
      items: { enum: ['graph', 'exchange'] },
      minItems: 1,
      maxItems: 2,
      description: 'The first is taken; the next only where the first is shut for good.',
    },
    recipient: {
      enum: ['mailbox', 'mailUser'],
      description: 'What kind of recipient the user is, where Exchange is among the channels.',
    },
    write: { $ref: '#/$defs/write' },
    changes: { ...texts, description: 'Keys of the changes that it makes.' },
    passing: object(
      { attribute: text, before: { $ref: '#/$defs/value' }, after: { $ref: '#/$defs/value' } },
      ['attribute', 'before', 'after'],
    ),
    context: {
      type: 'array',
      items: object({ property: text, member: text, value: { $ref: '#/$defs/value' } }, [
        'property',
        'value',
      ]),
      description: 'What it sends beyond what is declared.',
    },
    overwrites: {
      const: true,
      description: 'Its definition is created by this plan; values that reappear are overwritten.',
    },
    dependsOn: { ...texts, description: 'Keys of operations without which this one is held.' },
  };
  return object(
    properties,
    Object.keys(properties).filter((name) => !['passing', 'recipient', 'overwrites'].includes(name)),
  );
}

/** What an operation sends, told apart by `type`. */
export const writeDefinitions: Readonly<Record<string, Json>> = {
  write: {
    type: 'object',
    required: ['type'],
    oneOf: [
      write('update', { kind: { enum: ['user', 'group'] }, body: { $ref: '#/$defs/body' } }),
      write('createGroup', { uniqueName: text, body: { $ref: '#/$defs/body' } }),
      write('deleteGroup', {}),
      write('restoreGroup', {}),
      write('addMember', { member: text }),
      write('removeMember', { member: text }),
      write('setManager', { manager: text }),
      write('clearManager', {}),
      write('addOwner', { owner: text }),
      write('removeOwner', { owner: text }),
      write('createDirectoryExtension', { application: text, body: { $ref: '#/$defs/body' } }),
      write('deleteDirectoryExtension', { application: text, id: text }),
      write('createSchemaExtension', { body: { $ref: '#/$defs/body' } }),
      write('updateSchemaExtension', { id: text, body: { $ref: '#/$defs/body' } }),
      write('deleteSchemaExtension', { id: text }),
      write('createOpenExtension', { name: text, body: { type: 'object' } }),
      write('replaceOpenExtension', { name: text, body: { type: 'object' } }),
      write('deleteOpenExtension', { name: text }),
    ],
  },
  body: {
    type: 'object',
    additionalProperties: {
      anyOf: [
        { $ref: '#/$defs/value' },
        { $ref: '#/$defs/body' },
        { type: 'array', items: { $ref: '#/$defs/body' } },
      ],
    },
    description: 'The body of the request, with the names of Graph.',
  },
};

function write(type: string, properties: Readonly<Record<string, Json>>): JsonSchema {
  return object({ type: { const: type }, ...properties }, ['type', ...Object.keys(properties)]);
}
