import { TenantryError } from '../../core/problem.ts';
import type { Clock, GraphRequest, Reply, Sent } from '../../ports.ts';
import type { TokenSource } from '../http/authorizing.ts';
import { member, textOf } from '../http/json.ts';
import { patience, retryAfterMs } from '../http/patience.ts';

/** One question or one change. `doing` goes after `to`: `register the application`. */
export interface SetupRequest {
  readonly method: GraphRequest['method'];
  readonly path: string;
  readonly body?: unknown;
  readonly doing: string;
  /** Statuses that are an answer as well. */
  readonly also?: readonly number[];
}

export interface SetupTransport {
  readonly send: (requests: readonly GraphRequest[]) => Promise<Sent>;
  readonly token: TokenSource;
  readonly clock: Clock;
  readonly random: () => number;
  readonly onProgress: (text: string) => void;
  readonly signal: AbortSignal | undefined;
}

/** How long what was made a moment ago may be unknown elsewhere in the service. */
const settlingMs = 90_000;

/**
 * Asks Graph for one thing and returns the answer. Throttled requests are sent again; so are changes about something that
 * the part of the service that answers does not know yet. Throws TenantryError, see `TenantSetup`.
 */
export async function request(transport: SetupTransport, what: SetupRequest): Promise<Reply> {
  const { clock, random, signal, onProgress } = transport;
  // Who is not signed in is told so in the words of the sign-in.
  await transport.token();
  const waits = patience(clock, random);
  const start = clock.now().getTime();
  for (;;) {
    const reply = await once(transport, what);
    if (reply.status < 300 || what.also?.includes(reply.status)) return reply;
    const throttled = reply.status === 429 || (reply.status === 503 && what.method === 'GET');
    const settling = isUnsettled(reply, what) && clock.now().getTime() - start < settlingMs;
    const wait = throttled || settling ? waits.next(retryAfterMs(reply.headers, clock.now())) : undefined;
    if (wait === undefined) throw refusal(reply, what);
    onProgress(`${what.doing}: waiting until the tenant knows what was made before`);
    await clock.sleep(wait, signal);
    signal?.throwIfAborted();
  }
}

async function once({ send }: SetupTransport, what: SetupRequest): Promise<Reply> {
  const { method, path, body } = what;
  const sent = await send([{ id: '1', method, path, ...(body === undefined ? {} : { body }) }]);
  switch (sent.result) {
    case 'answered': {
      const [reply] = sent.replies;
      if (reply) return reply;
      throw lost(what, 'the answer is empty');
    }
    case 'refused':
      return {
        id: '1',
        status: sent.status,
        headers: sent.retryAfterMs === undefined ? {} : { 'retry-after': String(sent.retryAfterMs / 1000) },
        body: { error: { code: sent.code, message: sent.message } },
      };
    case 'lost':
      throw lost(what, sent.message);
  }
}

/** https://learn.microsoft.com/graph/api/serviceprincipal-post-serviceprincipals: the application has to be known. */
function isUnsettled({ status, body }: Reply, { method }: SetupRequest): boolean {
  if (method === 'GET') return false;
  const message = textOf(member(member(body, 'error'), 'message'));
  return (
    (status === 404 || status === 400) &&
    /does not reference a valid|does not exist|queried reference-property|was not found in the directory/i.test(
      message,
    )
  );
}

function refusal({ status, body, headers }: Reply, { doing }: SetupRequest): TenantryError {
  const error = member(body, 'error');
  const said = textOf(member(error, 'message')) || `status ${status}`;
  const details = [textOf(member(error, 'code')), `status ${status}`, headers['request-id'] ?? ''].filter(
    (each) => each !== '',
  );
  return new TenantryError({
    id: status === 403 ? 'setup-not-allowed' : 'setup-refused',
    message: `Microsoft Graph refused to ${doing}: ${said.replace(/\.$/, '')} (${details.join(', ')}).`,
    remedy:
      status === 403
        ? 'Whoever is signed in may not do this.'
        : 'Look at what it says; then run setup again: what is done is left alone.',
  });
}

function lost({ doing, method }: SetupRequest, why: string): TenantryError {
  return new TenantryError({
    id: 'setup-lost',
    message: `Microsoft Graph gave no whole answer on trying to ${doing}: ${why.replace(/\.$/, '')}.`,
    remedy:
      method === 'GET'
        ? 'Nothing was changed. Run setup again.'
        : 'It may have been done. Run setup again: it looks first.',
  });
}
