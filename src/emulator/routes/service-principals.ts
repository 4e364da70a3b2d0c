import { badRequest } from '../errors.ts';
import type { Call, Routes } from '../http/call.ts';
import { ok, type Outcome, type Reply } from '../http/request.ts';
import { isSameName, member, objectsOf, textOf, withoutHidden } from '../json.ts';
import { parseQuery } from '../odata/query.ts';
import { uuid } from '../random.ts';
import { documents, shown } from '../reads/documents.ts';
import { answerList } from '../reads/list.ts';
import { servicePrincipals } from '../reads/roles.ts';
import type { ServicePrincipal } from '../state.ts';
import { servicePrincipalOf } from './app-role-assignments.ts';

/** Enterprise applications: what applications act through in this tenant. */
export function addServicePrincipals(routes: Routes): void {
  routes.add('GET', '/servicePrincipals', (call) =>
    answerList(
      call,
      documents(call, servicePrincipals(call.tenant), 'servicePrincipal', 'servicePrincipals'),
    ),
  );
  routes.add('POST', '/servicePrincipals', create);
  routes.add('GET', '/servicePrincipals/{id}', one);
  routes.add('GET', '/servicePrincipals/{id}/owners', (call) =>
    answerList(
      call,
      documents(call, objectsOf(servicePrincipalOf(call)['owners']), 'user', 'directoryObjects'),
    ),
  );
}

function one(call: Call): Reply {
  const context = `${call.request.root}/$metadata#servicePrincipals/$entity`;
  const show = shown(call, parseQuery(call.request.search), 'servicePrincipal');
  return ok({ '@odata.context': context, ...show(servicePrincipalOf(call)) });
}

/** https://learn.microsoft.com/graph/api/serviceprincipal-post-serviceprincipals, for applications of this tenant. */
function create(call: Call): Outcome {
  const { tenant, request } = call;
  const appId = textOf(member(request.body, 'appId'));
  const application = tenant.documents.applications.find((row) => isSameName(row['appId'], appId));
  if (!application)
    throw badRequest(
      `The appId '${appId}' of the service principal does not reference a valid application object.`,
    );
  if (servicePrincipals(tenant).some((row) => isSameName(row.appId, appId)))
    throw badRequest(
      `The service principal cannot be created, updated, or restored because the service principal name ${appId} is already in use.`,
    );
  const created: ServicePrincipal = {
    id: uuid(tenant.random),
    appId: textOf(application['appId']),
    displayName: textOf(application['displayName']),
    accountEnabled: true,
    servicePrincipalType: 'Application',
    appRoles: [],
    appRoleAssignments: [],
  };
  return {
    commit() {
      tenant.documents.servicePrincipals.push(created);
      tenant.changed();
      const context = `${request.root}/$metadata#servicePrincipals/$entity`;
      return { status: 201, headers: {}, body: { '@odata.context': context, ...withoutHidden(created) } };
    },
  };
}
