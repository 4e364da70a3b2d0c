import { vi } from 'vitest';
import { signIn, type Tokens } from '../../../src/adapters/sign-in/sign-in.ts';
import type { Environment } from '../../../src/adapters/sign-in/environment.ts';
import { keepSecretsOf } from '../../support/evidence/environment.ts';
import { keepForm, keepTokens } from '../../support/evidence/http.ts';
import { keepOutput } from '../../support/evidence/record.ts';

export const tenantId = '84841066-274d-4ec0-a5c1-276be684bdd3';
export const clientId = '00001111-aaaa-2222-bbbb-3333cccc4444';
export const now = new Date('2026-11-22T12:00:00Z');

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token in the form of a JWT, with a signature that nobody checks. */
export function jwt(claims: object): string {
  return `${part({ alg: 'RS256' })}.${part(claims)}.c2lnbmF0dXJl`;
}

/** What was sent, with the form of a token request taken apart, and without the number that the library adds. */
export interface Sent {
  readonly url: string;
  readonly authorization: string | null;
  readonly form: Readonly<Record<string, string>>;
}

/** Answers in place of the network; an Error is thrown as `fetch` throws it, with the error as its cause. */
export function network(answer: (sent: Sent) => Response | Error): { readonly sent: readonly Sent[] } {
  const sent: Sent[] = [];
  vi.stubGlobal('fetch', async (url: string, init: RequestInit = {}) => {
    if (typeof init.body === 'string') keepForm(init.body);
    const each: Sent = {
      url: url.replace(/\?client-request-id=[\w-]+$/, ''),
      authorization: new Headers(init.headers).get('authorization'),
      form: Object.fromEntries(new URLSearchParams(typeof init.body === 'string' ? init.body : '')),
    };
    sent.push(each);
    const reply = answer(each);
    if (reply instanceof Error) throw new TypeError('fetch failed', { cause: reply });
    keepTokens(await reply.clone().text());
    return reply;
  });
  return { sent };
}

export const json = (status: number, body: object, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });

export const graphToken = (claims: object = {}): string =>
  jwt({ tid: tenantId, appid: clientId, roles: ['User.Read.All'], ...claims });

export const granted = (token = graphToken()): Response =>
  json(200, { token_type: 'Bearer', expires_in: 3599, ext_expires_in: 3599, access_token: token });

/** As Entra refuses: https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
export const denied = (description: string, headers: Record<string, string> = {}): Response =>
  json(
    400,
    {
      error: 'invalid_client',
      error_description: `${description} Trace ID: 3ce71c90-8d35-4413-bedb-73337ec40c00 Correlation ID: 540e9fb1-db53-4b10-a0ca-047d03b97d10 Timestamp: 2026-11-22 12:00:00Z`,
      error_codes: [Number(/AADSTS(\d+)/.exec(description)?.[1])],
    },
    headers,
  );

/** Signs in with an environment; waits take no time and are noted. */
export function signingIn(environment: Environment): Tokens & { readonly waits: readonly number[] } {
  const waits: number[] = [];
  keepSecretsOf(environment);
  const tokens = signIn({
    cloud: 'global',
    tenantId,
    environment,
    clock: { now: () => now, sleep: async (ms) => void waits.push(ms) },
    interactive: false,
    say: (text) => keepOutput('terminal', 'stderr', text),
  });
  return { ...tokens, waits };
}
