import { catchUp } from '../membership/rounds.ts';
import type { Tenant } from '../tenant.ts';
import type { Routes } from './call.ts';
import { checkPermission } from '../sign-in/check-permission.ts';
import { authenticate } from './caller.ts';
import { errorReply } from './error-body.ts';
import { ConnectionDropped, type Answer } from './exchange.ts';
import { metadataLevel, shape } from './metadata.ts';
import { hostOf, type GraphRequest, type Outcome, type Reply } from './request.ts';

/** Answers one operation: sign-in, throttling, then the handler that its path belongs to. */
export async function operate(tenant: Tenant, routes: Routes, request: GraphRequest): Promise<Answer> {
  const headers: Record<string, string> = {};
  try {
    request.caller ??= authenticate(tenant, request.headers['authorization'], hostOf(request));
    catchUp(tenant);
    const now = tenant.clock.now();
    Object.assign(headers, tenant.throttle.admit(request, now));
    const reply = await run(tenant, () => handle(tenant, routes, request));
    const body = shape(reply.body, metadataLevel(request.headers['accept']), request.root);
    return { reply: { ...reply, headers: { ...headers, ...reply.headers }, body }, truncate: false };
  } catch (error) {
    if (error instanceof ConnectionDropped) throw error;
    const reply = errorReply(error, request, tenant.clock.now());
    return { reply: { ...reply, headers: { ...headers, ...reply.headers } }, truncate: false };
  }
}

/**
 * Checks and performs an operation in one go, so that nothing comes between, unless the write gate holds it: then it
 * is checked again, since others may have written meanwhile.
 */
export async function run(tenant: Tenant, check: () => Outcome): Promise<Reply> {
  let outcome = check();
  if (isReply(outcome)) return outcome;
  const before = tenant.gate.reached('before');
  if (before !== true) {
    if (!(await before)) throw new ConnectionDropped();
    outcome = check();
    if (isReply(outcome)) return outcome;
  }
  const reply = outcome.commit();
  const after = tenant.gate.reached('after');
  if (after !== true && !(await after)) throw new ConnectionDropped();
  return reply;
}

function handle(tenant: Tenant, routes: Routes, request: GraphRequest): Outcome {
  const { handler, keys, template } = routes.find(request.method, request.segments);
  const { caller } = request;
  if (!caller) throw new Error('A request reached its handler unauthenticated.');
  const call = { tenant, request, caller, keys };
  checkPermission(call, template);
  return handler(call);
}

function isReply(outcome: Outcome): outcome is Reply {
  return 'status' in outcome;
}
