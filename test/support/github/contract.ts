import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';

/** A schema as OpenAPI 3.0 writes it. */
interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly nullable?: boolean;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly additionalProperties?: boolean | Schema;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

interface Media {
  readonly content?: { readonly 'application/json'?: { readonly schema: Schema } };
}

interface Operation {
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly schema: Schema }[];
  readonly requestBody?: Media & { readonly required: boolean };
  readonly responses: Readonly<Record<string, Media>>;
}

interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** The part of GitHub's own description of its API that this loopback answers. */
export const description = JSON.parse(
  readFileSync(join(import.meta.dirname, 'openapi.json'), 'utf8'),
) as Description;

const ajv = new Ajv({ strict: false, allErrors: false, coerceTypes: false });
ajv.addFormat('uri', (text) => URL.canParse(text));
ajv.addFormat('email', /^\S+@\S+$/);
ajv.addFormat('date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/);
ajv.addFormat('int64', { type: 'number', validate: Number.isSafeInteger });
const queries = new Ajv({ strict: false, coerceTypes: true });

let known = false;
const compiled = new Map<Schema, ValidateFunction>();

/** Compiled when it is first needed; all of GitHub's take seconds. */
function validator(schema: Schema): ValidateFunction {
  if (!known) ajv.addSchema(translated(description) as object, 'github');
  known = true;
  let found = compiled.get(schema);
  found ??= ajv.compile(translated(schema, 'github') as object);
  compiled.set(schema, found);
  return found;
}

/** In the words of JSON Schema, which has no `nullable`; references begin with `base`. */
function translated(value: unknown, base = ''): unknown {
  if (Array.isArray(value)) return value.map((each) => translated(each, base));
  if (typeof value !== 'object' || value === null) return value;
  const { nullable, ...rest } = value as Readonly<Record<string, unknown>>;
  const schema = Object.fromEntries(
    Object.entries(nullable === true ? rest : value).map(([name, each]) => [
      name,
      name === '$ref' && typeof each === 'string' ? `${base}${each}` : translated(each, base),
    ]),
  );
  return nullable === true ? { anyOf: [schema, { type: 'null' }] } : schema;
}

const wrong = (check: ValidateFunction): string =>
  (check.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`).join('; ');

export function operation(method: string, path: string): Operation {
  const found = description.paths[path]?.[method.toLowerCase()];
  if (!found) throw new Error(`GitHub's description has no ${method} ${path}`);
  return found;
}

/** What is wrong with the query or body of a request; undefined where nothing is. */
export function wrongRequest(
  { parameters, requestBody }: Operation,
  query: URLSearchParams,
  body: unknown,
): string | undefined {
  for (const [name, value] of query) {
    const parameter = parameters.find((each) => each.in === 'query' && each.name === name);
    if (!parameter) return `the query parameter ${name} is not known`;
    const { type, enum: values } = parameter.schema;
    if (!queries.validate({ type: type ?? 'string', ...(values && { enum: values }) }, value))
      return `${name}=${value} is not allowed`;
  }
  const schema = requestBody?.content?.['application/json']?.schema;
  if (!schema) return body === undefined ? undefined : 'no body is expected';
  if (body === undefined) return requestBody?.required ? 'a body is expected' : undefined;
  const names = schema.properties && Object.keys(schema.properties);
  const strange = Object.keys(body as object).find((name) => names && !names.includes(name));
  if (strange !== undefined) return `the member ${strange} is not known`;
  const check = validator(schema);
  return check(body) ? undefined : wrong(check);
}

/** In what an answer departs from the description; undefined where it does not. */
export function wrongAnswer({ responses }: Operation, status: number, body: unknown): string | undefined {
  const response = responses[String(status)];
  if (!response) return `status ${status} is not described`;
  const schema = response.content?.['application/json']?.schema;
  if (!schema) return body === undefined ? undefined : 'no body is described';
  const check = validator(schema);
  return check(body) ? undefined : wrong(check);
}

/** An answer with all the members that GitHub promises: those that nobody here cares about are as empty as they may be. */
export function filled(operation: Operation, status: number, body: unknown): unknown {
  const schema = operation.responses[String(status)]?.content?.['application/json']?.schema;
  return schema ? fill(schema, body) : body;
}

function fill(given: Schema, value: unknown): unknown {
  const schema = resolved(given);
  if (value === undefined) return empty(schema);
  if (Array.isArray(value)) return schema.items ? value.map((each) => fill(schema.items ?? {}, each)) : value;
  if (typeof value !== 'object' || value === null) return value;
  const choices = (schema.anyOf ?? schema.oneOf)?.map(resolved);
  if (choices) {
    const choice = choices.find((each) => each.type === 'object' || each.properties);
    return choice ? fill(choice, value) : value;
  }
  const result: Record<string, unknown> = { ...value };
  for (const [name, member] of Object.entries(schema.properties ?? {}))
    if (name in result || schema.required?.includes(name)) result[name] = fill(member, result[name]);
  return result;
}

function empty(schema: Schema): unknown {
  if (schema.nullable === true) return null;
  if (schema.enum) return schema.enum[0];
  const choice = (schema.anyOf ?? schema.oneOf)?.[0];
  if (choice) return empty(resolved(choice));
  if (schema.type === 'string') return schema.format === undefined ? '' : (emptyTexts[schema.format] ?? '');
  const values: Readonly<Record<string, unknown>> = { integer: 0, number: 0, boolean: false, array: [] };
  return Object.hasOwn(values, schema.type ?? '') ? values[schema.type ?? ''] : fill(schema, {});
}

const emptyTexts: Readonly<Record<string, string>> = {
  uri: 'https://github.invalid/',
  'date-time': '2026-11-20T08:00:00Z',
  email: 'nobody@github.invalid',
};

function resolved(schema: Schema): Schema {
  if (schema.$ref !== undefined)
    return resolved(description.components.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {});
  if (!schema.allOf) return schema;
  const parts = schema.allOf.map(resolved);
  return {
    ...schema,
    ...Object.assign({}, ...parts),
    properties: Object.assign({}, ...parts.map(({ properties }) => properties)),
    required: parts.flatMap(({ required }) => required ?? []),
  };
}
