import { notFound } from '../errors.ts';
import { key, type Call, type Routes } from '../http/call.ts';
import { ok, type Reply } from '../http/request.ts';
import { isSameName, withoutHidden } from '../json.ts';
import { documents } from '../reads/documents.ts';
import { answerList } from '../reads/list.ts';
import { servicePrincipals } from '../reads/roles.ts';

/** Enterprise applications, read-only: what applications act through in this tenant. */
export function addServicePrincipals(routes: Routes): void {
  routes.add('GET', '/servicePrincipals', (call) =>
    answerList(
      call,
      documents(call, servicePrincipals(call.tenant), 'servicePrincipal', 'servicePrincipals'),
    ),
  );
  routes.add('GET', '/servicePrincipals/{id}', one);
}

function one(call: Call): Reply {
  const { by, value } = key(call);
  const found = servicePrincipals(call.tenant).find((row) =>
    isSameName(by === 'appid' ? row.appId : row.id, value),
  );
  if (!found) throw notFound(value);
  const context = `${call.request.root}/$metadata#servicePrincipals/$entity`;
  return ok({ '@odata.context': context, ...withoutHidden(found) });
}
