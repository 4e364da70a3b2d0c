import { badRequest, denied, invalidValue, notFound } from '../errors.ts';
import { key, type Call, type Routes } from '../http/call.ts';
import { noContent, ok, type Outcome, type Reply } from '../http/request.ts';
import { below, pick, type Random } from '../random.ts';
import { documents } from '../reads/documents.ts';
import { answerList } from '../reads/list.ts';
import type { Json, JsonObject } from '../state.ts';
import type { Tenant } from '../tenant.ts';
import { isSameName, member, textOf } from '../json.ts';

/** Definitions of schema extensions: from InDevelopment over Available to Deprecated, and never back. */
export function addSchemaExtensions(routes: Routes): void {
  routes.add('GET', '/schemaExtensions', (call) =>
    answerList(call, documents(call, readable(call.tenant), 'schemaExtension', 'schemaExtensions')),
  );
  routes.add('POST', '/schemaExtensions', define);
  routes.add('GET', '/schemaExtensions/{id}', (call): Reply => {
    const context = `${call.request.root}/$metadata#schemaExtensions/$entity`;
    return ok({ '@odata.context': context, ...find(call) });
  });
  routes.add('PATCH', '/schemaExtensions/{id}', change);
  routes.add('DELETE', '/schemaExtensions/{id}', remove);
}

const stages = ['InDevelopment', 'Available', 'Deprecated'];
const types = ['Binary', 'Boolean', 'DateTime', 'Integer', 'String'];

/** A deprecated definition can no longer be read. */
function readable(tenant: Tenant): JsonObject[] {
  return tenant.documents.schemaExtensions.filter((row) => row['status'] !== 'Deprecated');
}

function find(call: Call): JsonObject {
  const { value } = key(call);
  const found = readable(call.tenant).find(({ id }) => isSameName(id, value));
  if (!found) throw notFound(value);
  return found;
}

function define(call: Call): Outcome {
  const { tenant, request, caller } = call;
  const { body } = request;
  const targetTypes = member(body, 'targetTypes');
  if (!Array.isArray(targetTypes) || targetTypes.length === 0)
    throw invalidValue('targetTypes', 'SchemaExtension');
  const properties = declared(member(body, 'properties'));
  const id = fullName(tenant, member(body, 'id'));
  if (tenant.documents.schemaExtensions.some((row) => row['id'] === id))
    throw badRequest(`Another object with the same value for property id already exists.`);
  const owner = member(body, 'owner') ?? (caller.kind === 'app' ? caller.appId : caller.id);
  const description = member(body, 'description') ?? null;
  const created: JsonObject = { id, description, targetTypes, status: 'InDevelopment', owner, properties };
  return {
    commit() {
      tenant.documents.schemaExtensions.push(created);
      tenant.changed();
      const context = `${request.root}/$metadata#schemaExtensions/$entity`;
      return { status: 201, headers: {}, body: { '@odata.context': context, ...created } };
    },
  };
}

/** A name with the prefix of a verified domain stays; any other gets `ext` and eight characters in front. */
function fullName(tenant: Tenant, id: Json | undefined): string {
  if (typeof id !== 'string' || !/^[A-Za-z]\w*$/.test(id)) throw invalidValue('id', 'SchemaExtension');
  if (!id.includes('_')) return `ext${letters(tenant.random)}_${id}`;
  const start = id.slice(0, id.indexOf('_')).toLowerCase();
  const { domains } = tenant.documents;
  if (!domains.some((row) => row.isVerified && row.id.toLowerCase().split('.')[0] === start))
    throw invalidValue('id', 'SchemaExtension');
  return id;
}

function letters(random: Random): string {
  const first = pick(random, 'abcdefghijklmnopqrstuvwxyz'.split(''));
  return first + Array.from({ length: 7 }, () => below(random, 36).toString(36)).join('');
}

function declared(value: Json | undefined): JsonObject[] {
  if (!Array.isArray(value)) throw invalidValue('properties', 'SchemaExtension');
  return value.map((row) => {
    const name = member(row, 'name');
    const type = member(row, 'type');
    if (typeof name !== 'string' || typeof type !== 'string' || !types.includes(type))
      throw invalidValue('properties', 'SchemaExtension');
    return { name, type };
  });
}

/** Whoever is not the owner has to name the owner in the body (known issues). An available one only grows. */
function change(call: Call): Outcome {
  const { tenant, request, caller } = call;
  const row = find(call);
  const owner = member(request.body, 'owner') ?? (caller.kind === 'app' ? caller.appId : undefined);
  if (owner !== row['owner']) throw denied();
  const status = member(request.body, 'status') ?? row['status'] ?? null;
  if (stages.indexOf(textOf(status)) < stages.indexOf(textOf(row['status'])))
    throw invalidValue('status', 'SchemaExtension');
  const given = member(request.body, 'properties');
  const before = Array.isArray(row['properties']) ? row['properties'] : [];
  const properties = given === undefined ? before : declared(given);
  const names = new Set(properties.map((entry) => member(entry, 'name')));
  if (row['status'] === 'Available' && !before.every((entry) => names.has(member(entry, 'name'))))
    throw invalidValue('properties', 'SchemaExtension');
  const description = member(request.body, 'description') ?? row['description'] ?? null;
  const targetTypes = member(request.body, 'targetTypes') ?? row['targetTypes'] ?? [];
  return {
    commit() {
      Object.assign(row, { status, properties, description, targetTypes });
      tenant.changed();
      return noContent();
    },
  };
}

function remove(call: Call): Outcome {
  const { tenant } = call;
  const row = find(call);
  if (row['status'] !== 'InDevelopment') throw invalidValue('status', 'SchemaExtension');
  return {
    commit() {
      const kept = tenant.documents.schemaExtensions.filter((entry) => entry !== row);
      tenant.documents.schemaExtensions = kept;
      tenant.changed();
      return noContent();
    },
  };
}
