import { badRequest, GraphFault, invalidValue, notFound } from '../errors.ts';
import { key, type Call, type Routes } from '../http/call.ts';
import { noContent, ok, type Outcome, type Reply } from '../http/request.ts';
import { parseQuery } from '../odata/query.ts';
import { documents, shown } from '../reads/documents.ts';
import { answerList } from '../reads/list.ts';
import { uuid } from '../random.ts';
import type { JsonObject } from '../state.ts';
import { isSameName, member, objectsOf, textOf, textsOf, withoutHidden } from '../json.ts';
import { applicationOf as application, withoutKeys } from './application-writes.ts';

/** Application registrations without their federated credentials, with the directory extensions that they define. */
export function addApplications(routes: Routes): void {
  routes.add('GET', '/applications', (call) =>
    answerList(
      call,
      documents(call, call.tenant.documents.applications.map(withoutKeys), 'application', 'applications'),
    ),
  );
  routes.add('GET', '/applications/{id}', one);
  routes.add('GET', '/applications/{id}/owners', (call) =>
    answerList(call, documents(call, objectsOf(application(call)['owners']), 'user', 'directoryObjects')),
  );
  const extensions = '/applications/{id}/extensionProperties';
  routes.add('GET', extensions, (call) =>
    answerList(call, documents(call, definitions(call), 'extensionProperty', 'extensionProperties')),
  );
  routes.add('POST', extensions, define);
  routes.add('GET', `${extensions}/{extension}`, oneDefinition);
  routes.add('DELETE', `${extensions}/{extension}`, remove);
}

const dataTypes = ['Binary', 'Boolean', 'DateTime', 'Integer', 'LargeInteger', 'String'];
const targets = ['User', 'Group', 'AdministrativeUnit', 'Application', 'Device', 'Organization'];

function one(call: Call): Reply {
  const query = parseQuery(call.request.search);
  const keysToo = query.select?.some((name) => name.toLowerCase() === 'keycredentials') ?? false;
  const row = application(call);
  const shows = shown(call, query, 'application')(keysToo ? row : withoutKeys(row));
  return ok({ '@odata.context': `${call.request.root}/$metadata#applications/$entity`, ...shows });
}

/** The name of a definition tells its application: `extension_{appId without dashes}_{name}`. */
function prefix(owner: JsonObject): string {
  return `extension_${textOf(owner['appId']).replaceAll('-', '')}_`;
}

function definitions(call: Call): JsonObject[] {
  const start = prefix(application(call));
  return call.tenant.documents.extensionProperties.filter((row) => textOf(row['name']).startsWith(start));
}

function definition(call: Call): JsonObject {
  const { value } = key(call, 1);
  const found = definitions(call).find((row) => row['id'] === value.toLowerCase());
  if (!found) throw notFound(value);
  return found;
}

function oneDefinition(call: Call): Reply {
  const shown = withoutHidden(definition(call));
  return ok({ '@odata.context': `${call.request.root}/$metadata#extensionProperties/$entity`, ...shown });
}

function define(call: Call): Outcome {
  const { tenant, request } = call;
  const owner = application(call);
  const short = member(request.body, 'name');
  const dataType = dataTypes.find((type) => isSameName(member(request.body, 'dataType'), type));
  const targetObjects = textsOf(member(request.body, 'targetObjects'));
  if (typeof short !== 'string' || !/^[A-Za-z]\w*$/.test(short))
    throw invalidValue('name', 'ExtensionProperty');
  if (dataType === undefined) throw invalidValue('dataType', 'ExtensionProperty');
  if (targetObjects.length === 0 || !targetObjects.every((target) => targets.includes(target)))
    throw invalidValue('targetObjects', 'ExtensionProperty');
  const name = `${prefix(owner)}${short}`;
  const isMultiValued = member(request.body, 'isMultiValued') ?? false;
  if (typeof isMultiValued !== 'boolean') throw invalidValue('isMultiValued', 'ExtensionProperty');
  if (tenant.documents.extensionProperties.some((row) => isSameName(row['name'], name)))
    throw badRequest('An extension property exists with the name provided in the request.');
  const created: JsonObject = {
    id: uuid(tenant.random),
    deletedDateTime: null,
    appDisplayName: owner['displayName'] ?? '',
    name,
    dataType,
    isMultiValued,
    isSyncedFromOnPremises: false,
    targetObjects,
  };
  return {
    commit() {
      tenant.documents.extensionProperties.push(created);
      tenant.changed();
      const context = `${request.root}/$metadata#extensionProperties/$entity`;
      return { status: 201, headers: {}, body: { '@odata.context': context, ...created } };
    },
  };
}

/**
 * Values that objects still have stay behind, where nothing shows them. What Entra Connect defined belongs to a system
 * application (microsoft-graph-docs-contrib issue 2365 shows code and text); there are reports that it can be deleted
 * nowadays (msgraph-sdk-powershell issue 3269), and the page still says no.
 */
function remove(call: Call): Outcome {
  const { tenant } = call;
  const gone = definition(call);
  if (gone['isSyncedFromOnPremises'] === true)
    throw new GraphFault(400, 'CannotModifySystemOnlyServicePrincipal', 'Property appId is invalid.');
  return {
    commit() {
      const { documents: kept } = tenant;
      kept.extensionProperties = kept.extensionProperties.filter((row) => row !== gone);
      tenant.changed();
      return noContent();
    },
  };
}
