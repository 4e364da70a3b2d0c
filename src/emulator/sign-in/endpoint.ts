import type { Fault } from '../faults.ts';
import { exchange, type Answer } from '../http/exchange.ts';
import { ok, type Operation, type Reply } from '../http/request.ts';
import { uuid } from '../random.ts';
import type { Tenant } from '../tenant.ts';
import { instances, keySet, openIdConfiguration } from './discovery.ts';
import { refusalBody, SignInRefusal } from './refusal.ts';
import { onlyPost } from './request-refusals.ts';
import type { SignInRequest } from './request.ts';
import type { SignIn } from './sign-in.ts';
import { tenantIdOf } from './tenant-names.ts';
import { answerToken } from './token.ts';

/**
 * The sign-in part: the OpenID configuration of the tenant, the instances and keys that libraries ask for, and the token
 * endpoint for applications. People cannot sign in here.
 */
export async function answerSignIn(
  tenant: Tenant,
  signIn: SignIn,
  incoming: Pick<Operation, 'method' | 'headers'> & { url: string; origin: string; text: string },
): Promise<Answer> {
  const [path = '/', search = ''] = incoming.url.split(/\?(.*)/s);
  const { method, headers, origin, text } = incoming;
  const request: SignInRequest = {
    id: uuid(tenant.random),
    method,
    path,
    search,
    headers,
    inBatch: false,
    signIn: true,
    origin,
    text,
  };
  const answer = await exchange(tenant, request, null, async (_, faults) => ({
    reply: await respond(tenant, signIn, request, faults),
    truncate: false,
  }));
  const common: Record<string, string> = {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store, no-cache',
    pragma: 'no-cache',
    'x-ms-request-id': request.id,
    date: new Date(tenant.clock.now()).toUTCString(),
  };
  return { ...answer, reply: { ...answer.reply, headers: { ...common, ...answer.reply.headers } } };
}

async function respond(
  tenant: Tenant,
  signIn: SignIn,
  request: SignInRequest,
  faults: readonly Fault[],
): Promise<Reply> {
  try {
    return await route(tenant, signIn, request, faults);
  } catch (error) {
    if (error instanceof SignInRefusal) return refused(error, request, tenant);
    // What failed may hold what was sent, so it is not told.
    return {
      status: 500,
      headers: {},
      body: { error: 'server_error', error_description: 'The practice tenant itself failed.' },
    };
  }
}

function refused(refusal: SignInRefusal, request: SignInRequest, tenant: Tenant): Reply {
  const body = refusalBody(refusal, {
    traceId: request.id,
    correlationId: correlationOf(request),
    now: tenant.clock.now(),
    login: request.origin,
  });
  return { status: refusal.status, headers: {}, body };
}

function correlationOf({ headers, text, id }: SignInRequest): string {
  return headers['client-request-id'] ?? new URLSearchParams(text).get('client-request-id') ?? id;
}

async function route(
  tenant: Tenant,
  signIn: SignIn,
  request: SignInRequest,
  faults: readonly Fault[],
): Promise<Reply> {
  const { method, path, origin } = request;
  const [, name = '', rest = ''] = /^\/([^/]*)\/?(.*?)\/?$/.exec(path) ?? [];
  switch (rest.toLowerCase()) {
    case 'discovery/instance':
      return ok(instances(origin));
    case 'v2.0/.well-known/openid-configuration':
      return ok(openIdConfiguration(origin, name, tenantIdOf(tenant, name), true));
    case '.well-known/openid-configuration':
      return ok(openIdConfiguration(origin, name, tenantIdOf(tenant, name), false));
    case 'discovery/v2.0/keys':
    case 'discovery/keys':
      tenantIdOf(tenant, name);
      return ok(keySet(signIn));
    case 'oauth2/v2.0/token':
      if (method !== 'POST') throw onlyPost(method);
      tenantIdOf(tenant, name);
      return await answerToken(tenant, signIn, request, faults);
    default:
      return { status: 404, headers: { 'content-type': 'text/html' }, body: '' };
  }
}
