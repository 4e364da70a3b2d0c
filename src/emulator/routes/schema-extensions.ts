import { badRequest, denied, invalidValue, notFound } from '../errors.ts';
import { key, type Call, type Routes } from '../http/call.ts';
import { noContent, ok, type Outcome, type Reply } from '../http/request.ts';
import { documents } from '../reads/documents.ts';
import { answerList } from '../reads/list.ts';
import type { JsonObject } from '../state.ts';
import type { Tenant } from '../tenant.ts';
import { isSameName, member, textOf, textsOf, withoutHidden } from '../json.ts';
import { declared, fullName, targeted } from '../writes/schema-definition.ts';

/**
 * Definitions of schema extensions: from InDevelopment over Available to Deprecated, step by step and never back
 * (https://learn.microsoft.com/graph/api/resources/schemaextension, life cycle). Every change is additive.
 */
export function addSchemaExtensions(routes: Routes): void {
  routes.add('GET', '/schemaExtensions', (call) =>
    answerList(call, documents(call, visible(call), 'schemaExtension', 'schemaExtensions')),
  );
  routes.add('POST', '/schemaExtensions', define);
  routes.add('GET', '/schemaExtensions/{id}', (call): Reply => {
    const context = `${call.request.root}/$metadata#schemaExtensions/$entity`;
    return ok({ '@odata.context': context, ...withoutHidden(find(call, visible(call))) });
  });
  routes.add('PATCH', '/schemaExtensions/{id}', change);
  routes.add('DELETE', '/schemaExtensions/{id}', remove);
}

const stages = ['InDevelopment', 'Available', 'Deprecated'];
/** Definitions that one application may own, whatever became of them (extensibility overview). */
const limit = 5;

/** A deprecated definition can no longer be read. */
function readable(tenant: Tenant): JsonObject[] {
  return tenant.documents.schemaExtensions.filter((row) => row['status'] !== 'Deprecated');
}

/** In development, applications see only what they own (schemaExtension: list); people may own any application. */
function visible(call: Call): JsonObject[] {
  const { caller, tenant } = call;
  return readable(tenant).filter(
    (row) => row['status'] !== 'InDevelopment' || caller.kind === 'user' || row['owner'] === caller.appId,
  );
}

function find(call: Call, rows: readonly JsonObject[]): JsonObject {
  const { value } = key(call);
  const found = rows.find(({ id }) => isSameName(id, value));
  if (!found) throw notFound(value);
  return found;
}

function define(call: Call): Outcome {
  const { tenant, request, caller } = call;
  const { body } = request;
  const targetTypes = targeted(member(body, 'targetTypes'));
  const properties = declared(member(body, 'properties'));
  const id = fullName(tenant, member(body, 'id'));
  if (tenant.documents.schemaExtensions.some((row) => row['id'] === id))
    throw badRequest(`Another object with the same value for property id already exists.`);
  const owner = member(body, 'owner') ?? (caller.kind === 'app' ? caller.appId : caller.id);
  // The service's text is unknown.
  if (tenant.documents.schemaExtensions.filter((row) => row['owner'] === owner).length >= limit)
    throw badRequest(`An application can own at most ${limit} schema extensions.`);
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

/** Whoever is not the owner has to name the owner in the body (known issues). Nothing that is there is taken away. */
function change(call: Call): Outcome {
  const { tenant, request, caller } = call;
  const row = find(call, readable(tenant));
  const owner = member(request.body, 'owner') ?? (caller.kind === 'app' ? caller.appId : undefined);
  if (owner !== row['owner']) throw denied();
  const status = member(request.body, 'status') ?? row['status'] ?? null;
  const step = stages.indexOf(textOf(status)) - stages.indexOf(textOf(row['status']));
  if (!stages.includes(textOf(status)) || step < 0 || step > 1)
    throw invalidValue('status', 'SchemaExtension');
  const given = member(request.body, 'properties');
  const before = Array.isArray(row['properties']) ? row['properties'] : [];
  const properties = given === undefined ? before : declared(given);
  const types = new Map(properties.map((entry) => [member(entry, 'name'), member(entry, 'type')]));
  if (!before.every((entry) => types.get(member(entry, 'name')) === member(entry, 'type')))
    throw invalidValue('properties', 'SchemaExtension');
  const description = member(request.body, 'description') ?? row['description'] ?? null;
  const wanted = member(request.body, 'targetTypes');
  const targetTypes = wanted === undefined ? (row['targetTypes'] ?? []) : targeted(wanted);
  if (
    !textsOf(row['targetTypes']).every((old) => textsOf(targetTypes).some((entry) => isSameName(entry, old)))
  )
    throw invalidValue('targetTypes', 'SchemaExtension');
  return {
    commit() {
      Object.assign(row, { status, properties, description, targetTypes });
      tenant.changed();
      return noContent();
    },
  };
}

/** Only by the owner, and only in development. Values that objects have can no longer be reached. */
function remove(call: Call): Outcome {
  const { tenant, caller } = call;
  const row = find(call, readable(tenant));
  if (caller.kind === 'app' && row['owner'] !== caller.appId) throw denied();
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
