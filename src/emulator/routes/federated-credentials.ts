import { badRequest, duplicateValue, invalidValue, notFound } from '../errors.ts';
import { key, type Call, type Routes } from '../http/call.ts';
import { noContent, ok, type Outcome, type Reply } from '../http/request.ts';
import { isSameName, member, objectsOf, textOf, textsOf } from '../json.ts';
import { uuid } from '../random.ts';
import { documents } from '../reads/documents.ts';
import { answerList } from '../reads/list.ts';
import type { JsonObject } from '../state.ts';
import { applicationOf } from './application-writes.ts';

const list = 'federatedIdentityCredentials';
const path = `/applications/{id}/${list}`;

/** Which tokens of which issuers an application trusts: https://learn.microsoft.com/graph/api/resources/federatedidentitycredential */
export function addFederatedCredentials(routes: Routes): void {
  routes.add('GET', path, (call) =>
    answerList(call, documents(call, of(call), 'federatedIdentityCredential', context(call))),
  );
  routes.add('POST', path, create);
  routes.add('GET', `${path}/{credential}`, one);
  routes.add('PATCH', `${path}/{credential}`, change);
  routes.add('DELETE', `${path}/{credential}`, remove);
}

/** As many as an application may have. */
const limit = 20;
const longest = { name: 120, issuer: 600, subject: 600, audiences: 600 } as const;

const of = (call: Call): JsonObject[] => objectsOf(applicationOf(call)[list]);
const context = (call: Call): string => `applications('${textOf(applicationOf(call)['id'])}')/${list}`;

/** By id, or by name (federatedIdentityCredential: get). */
function find(call: Call): JsonObject {
  const { value } = key(call, 1);
  const found = of(call).find(({ id, name }) => isSameName(id, value) || name === value);
  if (!found) throw notFound(value);
  return found;
}

function one(call: Call): Reply {
  return ok({ '@odata.context': `${call.request.root}/$metadata#${context(call)}/$entity`, ...find(call) });
}

function create(call: Call): Outcome {
  const { tenant, request } = call;
  const application = applicationOf(call);
  const created: JsonObject = {
    id: uuid(tenant.random),
    name: text(call, 'name'),
    issuer: text(call, 'issuer'),
    subject: text(call, 'subject'),
    description: member(request.body, 'description') ?? null,
    audiences: audiences(call),
  };
  if (!/^[\w-]+$/.test(textOf(created['name']))) throw invalidValue('name', 'FederatedIdentityCredential');
  const others = of(call);
  if (others.length >= limit)
    throw badRequest('The number of federated identity credentials has reached its limit of 20.');
  if (others.some(({ name }) => name === created['name']))
    throw badRequest(`FederatedIdentityCredential with name ${textOf(created['name'])} already exists.`);
  checkUnique(created, others);
  return {
    commit() {
      application[list] = [...others, created];
      tenant.changed();
      const shown = { '@odata.context': `${request.root}/$metadata#${context(call)}/$entity`, ...created };
      return { status: 201, headers: {}, body: shown };
    },
  };
}

/** The name cannot be changed. */
function change(call: Call): Outcome {
  const { tenant, request } = call;
  const row = find(call);
  if (member(request.body, 'name') !== undefined && member(request.body, 'name') !== row['name'])
    throw invalidValue('name', 'FederatedIdentityCredential');
  const changed: JsonObject = { ...row };
  for (const name of ['issuer', 'subject'] as const)
    if (member(request.body, name) !== undefined) changed[name] = text(call, name);
  if (member(request.body, 'audiences') !== undefined) changed['audiences'] = audiences(call);
  checkUnique(
    changed,
    of(call).filter((each) => each !== row),
  );
  return {
    commit() {
      Object.assign(row, changed);
      tenant.changed();
      return noContent();
    },
  };
}

function remove(call: Call): Outcome {
  const { tenant } = call;
  const application = applicationOf(call);
  const row = find(call);
  return {
    commit() {
      application[list] = of(call).filter((each) => each !== row);
      tenant.changed();
      return noContent();
    },
  };
}

function checkUnique(row: JsonObject, others: readonly JsonObject[]): void {
  if (others.some(({ issuer, subject }) => issuer === row['issuer'] && subject === row['subject']))
    throw duplicateValue('issuer and subject');
}

function text(call: Call, name: 'name' | 'issuer' | 'subject'): string {
  const value = member(call.request.body, name);
  if (typeof value !== 'string' || value === '' || value.length > longest[name])
    throw invalidValue(name, 'FederatedIdentityCredential');
  return value;
}

/** It can hold one, and no more. */
function audiences(call: Call): string[] {
  const given = textsOf(member(call.request.body, 'audiences'));
  const [only] = given;
  if (only === undefined || given.length > 1 || only.length > longest.audiences)
    throw invalidValue('audiences', 'FederatedIdentityCredential');
  return given;
}
