import { badRequest, invalidValue, notFound } from '../errors.ts';
import { key, type Call, type Routes } from '../http/call.ts';
import { noContent, type Outcome } from '../http/request.ts';
import { isObject, isSameName, member, objectsOf, textOf, withoutHidden } from '../json.ts';
import { uuid } from '../random.ts';
import type { Json, JsonObject } from '../state.ts';
import type { Tenant } from '../tenant.ts';
import { keyCredentials } from '../writes/key-credentials.ts';

/** Registering applications, changing them, taking them away. */
export function addApplicationWrites(routes: Routes): void {
  routes.add('POST', '/applications', register);
  routes.add('PATCH', '/applications/{id}', change);
  routes.add('DELETE', '/applications/{id}', remove);
}

/** The application that a path names, by its object id or `(appId='…')`. Throws a 404. */
export function applicationOf(call: Call): JsonObject {
  const { by, value } = key(call);
  const wanted = by === 'appid' ? 'appId' : 'id';
  const found = call.tenant.documents.applications.find((row) => isSameName(row[wanted], value));
  if (!found) throw notFound(value);
  return found;
}

const audiences = [
  'AzureADMyOrg',
  'AzureADMultipleOrgs',
  'AzureADandPersonalMicrosoftAccount',
  'PersonalMicrosoftAccount',
];

/** https://learn.microsoft.com/graph/api/application-post-applications */
function register(call: Call): Outcome {
  const { tenant, request } = call;
  const displayName = member(request.body, 'displayName');
  if (typeof displayName !== 'string' || displayName === '' || displayName.length > 256)
    throw invalidValue('displayName', 'Application');
  const created: JsonObject = {
    id: uuid(tenant.random),
    appId: uuid(tenant.random),
    createdDateTime: tenant.clock.iso(),
    displayName,
    identifierUris: [],
    publisherDomain: textOf(tenant.documents.domains.find((domain) => domain['isInitial'] === true)?.id),
    signInAudience: 'AzureADandPersonalMicrosoftAccount',
    requiredResourceAccess: [],
    keyCredentials: [],
    passwordCredentials: [],
    ...changes(tenant, {}, request.body),
  };
  return {
    commit() {
      tenant.documents.applications.push(created);
      tenant.changed();
      const context = `${request.root}/$metadata#applications/$entity`;
      return {
        status: 201,
        headers: {},
        body: { '@odata.context': context, ...withoutHidden(withoutKeys(created)) },
      };
    },
  };
}

/** https://learn.microsoft.com/graph/api/application-update: a list that is named is replaced as a whole. */
function change(call: Call): Outcome {
  const { tenant, request } = call;
  const row = applicationOf(call);
  const changed = changes(tenant, row, request.body);
  return {
    commit() {
      Object.assign(row, changed);
      tenant.changed();
      return noContent();
    },
  };
}

/** Its service principal goes with it (https://learn.microsoft.com/graph/api/application-delete). */
function remove(call: Call): Outcome {
  const { tenant } = call;
  const row = applicationOf(call);
  return {
    commit() {
      const { documents } = tenant;
      documents.applications = documents.applications.filter((each) => each !== row);
      documents.servicePrincipals = documents.servicePrincipals.filter(
        ({ appId }) => !isSameName(row['appId'], appId),
      );
      tenant.changed();
      return noContent();
    },
  };
}

/** The certificates themselves are only shown of one application, to whoever selects them by name (keyCredential). */
export function withoutKeys(row: JsonObject): JsonObject {
  if (row['keyCredentials'] === undefined) return row;
  return { ...row, keyCredentials: objectsOf(row['keyCredentials']).map((each) => ({ ...each, key: null })) };
}

function changes(tenant: Tenant, row: JsonObject, body: Json | undefined): JsonObject {
  if (!isObject(body)) throw badRequest('A value is required in the request body.');
  const changed: JsonObject = {};
  for (const [name, value] of Object.entries(body)) {
    switch (name) {
      case 'displayName':
        if (typeof value !== 'string' || value === '') throw invalidValue(name, 'Application');
        changed[name] = value;
        break;
      case 'signInAudience':
        if (!audiences.includes(textOf(value))) throw invalidValue(name, 'Application');
        changed[name] = value;
        break;
      case 'requiredResourceAccess':
        changed[name] = requiredAccess(value);
        break;
      case 'keyCredentials':
        changed[name] = keyCredentials(tenant, objectsOf(row[name]), value);
        break;
      case 'passwordCredentials':
        // Application: update says that this is what addPassword is for.
        throw badRequest(
          'Updates to passwordCredentials are not allowed; use addPassword and removePassword.',
        );
      case 'tags':
      case 'notes':
      case 'description':
        changed[name] = value;
        break;
      default:
        if (!name.startsWith('@')) throw invalidValue(name, 'Application');
    }
  }
  return changed;
}

function requiredAccess(value: Json): Json {
  const rows = objectsOf(value);
  const isSound = rows.every(
    (row) =>
      typeof row['resourceAppId'] === 'string' &&
      objectsOf(row['resourceAccess']).every(
        ({ id, type }) => typeof id === 'string' && ['Role', 'Scope'].includes(textOf(type)),
      ),
  );
  if (!Array.isArray(value) || rows.length !== value.length || !isSound)
    throw invalidValue('requiredResourceAccess', 'Application');
  return value;
}
