import { describe, expect, test } from 'vitest';
import { practiceToken, signIn } from '../../../src/adapters/sign-in/sign-in.ts';
import { tokenSource, type Credential } from '../../../src/adapters/sign-in/token.ts';
import { problemOf } from '../problem-of.ts';

const tenantId = '84841066-274d-4ec0-a5c1-276be684bdd3';

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

function jwt(claims: object): string {
  return `${part({ alg: 'RS256' })}.${part(claims)}.c2lnbmF0dXJl`;
}

function credential(getToken: Credential['getToken']): () => Promise<Credential> {
  return async () => ({ getToken });
}

function counting(lifetimeMs: number) {
  let count = 0;
  const asked: unknown[] = [];
  const source = tokenSource(
    credential(async (...args) => {
      asked.push(args);
      return { token: jwt({ tid: tenantId, n: ++count }), expiresOnTimestamp: Date.now() + lifetimeMs };
    }),
    'https://graph.microsoft.com/.default',
    tenantId,
  );
  return { source, asked };
}

describe('tokens', () => {
  test('are kept, for the tenant and scope that were asked', async () => {
    const { source, asked } = counting(3_600_000);
    expect(await source()).toBe(await source());
    expect(asked).toEqual([['https://graph.microsoft.com/.default', { tenantId }]]);
  });

  test('are renewed before they expire', async () => {
    const { source, asked } = counting(60_000);
    expect(await source()).not.toBe(await source());
    expect(asked).toHaveLength(2);
  });

  test('are renewed when the service refuses one', async () => {
    const { source, asked } = counting(3_600_000);
    const first = await source();
    const second = await source(first);
    expect(second).not.toBe(first);
    expect(await source(first)).toBe(second);
    expect(asked).toHaveLength(2);
  });

  test('meet the claims that the service asked for', async () => {
    const { source, asked } = counting(3_600_000);
    await source(await source(), '{"nbf":1}');
    expect(asked[1]).toEqual(['https://graph.microsoft.com/.default', { tenantId, claims: '{"nbf":1}' }]);
  });

  test('of another tenant are refused', async () => {
    const other = 'ffffffff-0000-4000-8000-000000000000';
    const token = jwt({ tid: other });
    const source = tokenSource(
      credential(async () => ({ token, expiresOnTimestamp: Date.now() + 3_600_000 })),
      'scope',
      tenantId,
    );
    const problem = await problemOf(() => source());
    expect(problem.message).toBe(
      `You are signed in to tenant ${other}, but tenant.yaml is about ${tenantId}.`,
    );
    expect(problem.remedy).toContain(`az login --tenant ${tenantId}`);
    expect(JSON.stringify(problem)).not.toContain(token);
  });

  test('of the tenant in other letters are taken', async () => {
    const token = jwt({ tid: tenantId.toUpperCase() });
    const source = tokenSource(
      credential(async () => ({ token, expiresOnTimestamp: 0 })),
      'scope',
      tenantId,
    );
    expect(await source()).toBe(token);
  });
});

describe('nobody signed in', () => {
  test.each(['CredentialUnavailableError', 'AggregateAuthenticationError'])(
    '%s lists the ways',
    async (name) => {
      const error = Object.assign(new Error('ChainedTokenCredential authentication failed.\n  at x'), {
        name,
      });
      const source = tokenSource(
        credential(() => Promise.reject(error)),
        'scope',
        tenantId,
      );
      const problem = await problemOf(() => source());
      expect(problem.message).toBe(`Nobody is signed in to tenant ${tenantId}.`);
      for (const way of [
        'az login',
        'AZURE_TENANT_ID',
        'AZURE_CLIENT_ID',
        'AZURE_CLIENT_SECRET',
        'CERTIFICATE',
      ])
        expect(problem.remedy).toContain(way);
    },
  );

  test('another failure is told in its first line, without secrets', async () => {
    const error = new Error(
      `AADSTS7000215: Invalid client secret; client_secret=abc123 ${jwt({ a: 1 })}\nTrace ID: 1`,
    );
    const source = tokenSource(
      credential(() => Promise.reject(error)),
      'scope',
      tenantId,
    );
    const { message } = await problemOf(() => source());
    expect(message).toContain('AADSTS7000215');
    expect(message).not.toMatch(/Trace ID|abc123|eyJ/);
  });

  test('a failure is not kept', async () => {
    let fails = true;
    const source = tokenSource(
      credential(async () => {
        if (fails) throw new Error('no network');
        return { token: 'opaque', expiresOnTimestamp: Date.now() + 3_600_000 };
      }),
      'scope',
      tenantId,
    );
    await problemOf(() => source());
    fails = false;
    expect(await source()).toBe('opaque');
  });
});

describe('a practice tenant', () => {
  test('never gets a real token', async () => {
    const tokens = signIn({ cloud: 'global', tenantId, endpoint: new URL('http://127.0.0.1:1') });
    expect(await tokens.graph()).toBe(practiceToken);
    expect(await tokens.exchange()).toBe(practiceToken);
  });
});
