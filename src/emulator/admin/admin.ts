import { badRequest, GraphFault } from '../errors.ts';
import { dirSyncOff } from '../dir-sync-off.ts';
import { isObject, member, textOf, textsOf } from '../json.ts';
import { noContent, ok, type Reply } from '../http/request.ts';
import { catchUp, settle } from '../membership/rounds.ts';
import type { Json } from '../state.ts';
import { addCredential } from '../sign-in/add-credential.ts';
import { credentialIn } from '../sign-in/credential-body.ts';
import { personToken } from '../sign-in/person-token.ts';
import { assignExchangeRole } from '../exchange/role-entries.ts';
import { syncNow } from '../sync-now.ts';
import type { Tenant } from '../tenant.ts';
import { putState } from './put-state.ts';
import { snapshot } from './snapshot.ts';
import { stateSchema } from './state-schema.ts';

/** The controls of the practice tenant under `/_emulator`, for whoever is on this machine: no sign-in. */
export function answerAdmin(tenant: Tenant, method: string, path: string, text: string): Reply {
  try {
    const action = actions[`${method} ${path.replace(/\/$/, '')}`];
    if (!action) throw new GraphFault(404, 'NotFound', `There is ${Object.keys(actions).join(', ')}.`);
    const reply = action(tenant, text);
    return reply.body === undefined ? reply : { ...reply, headers: json };
  } catch (error) {
    const fault =
      error instanceof GraphFault ? error : new GraphFault(500, 'InternalServerError', String(error));
    return {
      status: fault.status,
      headers: json,
      body: { error: { code: fault.code, message: fault.message } },
    };
  }
}

const json = { 'content-type': 'application/json; charset=utf-8' };

const actions: Readonly<Record<string, (tenant: Tenant, text: string) => Reply>> = {
  'GET /requests': (tenant) => ok(tenant.requests.report()),
  'DELETE /requests': (tenant) => done(tenant.requests.clear()),
  'GET /state': (tenant) => ok(snapshot(tenant)),
  'PUT /state': (tenant, text) => done(putState(tenant, parse(text))),
  'GET /state/schema': () => ok(stateSchema),
  'GET /faults': (tenant) => ok(tenant.faults.list()),
  'POST /faults': (tenant, text) => done(tenant.faults.add(parse(text))),
  'DELETE /faults': (tenant) => done(tenant.faults.clear()),
  'GET /clock': (tenant) => ok({ now: new Date(tenant.clock.now()).toISOString() }),
  'POST /clock': (tenant, text) => {
    advance(tenant, parse(text));
    return ok({ now: new Date(tenant.clock.now()).toISOString() });
  },
  'POST /dirsync': (tenant, text) => done(dirSyncOff(tenant, shownAs(parse(text)))),
  'POST /credentials': (tenant, text) => {
    const body = parse(text);
    return done(addCredential(tenant, textOf(member(body, 'appId')), credentialIn(body)));
  },
  'POST /tokens': (tenant, text) =>
    ok({ accessToken: personToken(tenant, textOf(member(parse(text), 'userPrincipalName'))) }),
  'POST /exchange-roles': (tenant, text) => {
    const body = parse(text);
    const entries = textsOf(member(body, 'entries'));
    return done(assignExchangeRole(tenant, textOf(member(body, 'servicePrincipalId')), entries));
  },
  'POST /settle': (tenant, text) => done(settle(tenant, settling(text))),
  'POST /sync': (tenant) => done(syncNow(tenant)),
};

/** `{"all": true}` evaluates every dynamic group, not just those that something changed for. */
function settling(text: string): { all: boolean } {
  const body = text.trim() === '' ? {} : parse(text);
  const all = member(body, 'all') ?? false;
  if (!isObject(body) || typeof all !== 'boolean') throw badRequest('all has to be true or false.');
  return { all };
}

/** `{"enabled": false, "shownAs": null}`: synchronisation can be turned off, and not on again. */
function shownAs(body: Json): null | false {
  const shown = member(body, 'shownAs') ?? null;
  if (member(body, 'enabled') !== false) throw badRequest('enabled has to be false.');
  if (shown !== null && shown !== false) throw badRequest('shownAs has to be null or false.');
  return shown;
}

function advance(tenant: Tenant, body: Json): void {
  const ms =
    typeof body === 'object' && body !== null && !Array.isArray(body) ? body['advanceMs'] : undefined;
  if (typeof ms !== 'number' || !Number.isFinite(ms) || ms < 0)
    throw badRequest('advanceMs has to be a number of milliseconds, from 0.');
  tenant.clock.advance(ms);
  catchUp(tenant);
}

function done(_nothing: void): Reply {
  return noContent();
}

function parse(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    throw badRequest(`The body is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}
