import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import type { Json, JsonSchema } from '../core/attributes/json-schema.ts';
import { schemas } from '../core/attributes/schema.ts';
import { listKeys, type FileKind } from './kinds.ts';

/** How a file differs from its schema, apart from the entries of its lists, and how one entry of a list does. */
export interface Validators {
  readonly file: (value: unknown) => readonly ErrorObject[];
  readonly entries: Readonly<Record<string, (value: unknown) => readonly ErrorObject[]>>;
}

/**
 * Keywords of the schemas that are for editors: what is in a text is checked while it is read, where its length can
 * be measured as the service does, after trimming.
 */
const readElsewhere = [
  'minLength',
  'maxLength',
  'pattern',
  'uniqueItems',
  'anyOf',
  'maxProperties',
  'propertyNames',
];

let all: Readonly<Record<FileKind, Validators>> | undefined;

/** The validators of a kind of file, compiled when they are first needed. */
export function validatorsOf(kind: FileKind): Validators {
  all ??= compile();
  return all[kind];
}

function compile(): Readonly<Record<FileKind, Validators>> {
  // `strict` would refuse the keywords that only editors know; `verbose` tells which part of the schema was meant.
  const ajv = new Ajv2020({ allErrors: true, verbose: true, strict: false });
  readElsewhere.forEach((keyword) => ajv.removeKeyword(keyword));
  const { tenant, users, groups, extensions } = schemas();
  const both = (kind: FileKind, schema: JsonSchema): Validators => ({
    file: errorsOf(ajv.compile(withoutEntries(schema, listKeys[kind]))),
    entries: Object.fromEntries(
      listKeys[kind].map((key) => [
        key,
        errorsOf(ajv.compile({ $ref: entryOf(schema, key), $defs: schema['$defs'] })),
      ]),
    ),
  });
  return {
    tenant: both('tenant', tenant),
    extension: both('extension', extensions),
    user: both('user', users),
    group: both('group', groups),
  };
}

/** Where the schema of an entry of a list is. */
function entryOf(schema: JsonSchema, key: string): Json {
  const list = (schema['properties'] as Readonly<Record<string, JsonSchema>>)[key];
  return (list?.['items'] as JsonSchema | undefined)?.['$ref'] ?? '#';
}

/** Entries are compared one by one: the time that ajv needs grows with the square of the errors of one list. */
function withoutEntries(schema: JsonSchema, keys: readonly string[]): JsonSchema {
  const properties = schema['properties'] as Readonly<Record<string, Json>>;
  const lists = Object.fromEntries(keys.map((key) => [key, { type: 'array' }]));
  return { ...schema, properties: { ...properties, ...lists } };
}

function errorsOf(validate: ValidateFunction): (value: unknown) => readonly ErrorObject[] {
  return (value) =>
    validate(value) ? [] : (validate.errors ?? []).filter((error) => error.keyword !== 'if');
}
