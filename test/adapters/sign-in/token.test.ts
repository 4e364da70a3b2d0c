import { describe, expect, test } from 'vitest';
import type { Acquire } from '../../../src/adapters/sign-in/application.ts';
import { checkGraphRoles, checkToken } from '../../../src/adapters/sign-in/checks.ts';
import { practiceToken, signIn } from '../../../src/adapters/sign-in/sign-in.ts';
import { tokenSource } from '../../../src/adapters/sign-in/token.ts';
import { problemOf } from '../problem-of.ts';
import { clientId, jwt, now, tenantId } from './try-signing-in.ts';

const scope = 'https://graph.microsoft.com/.default';
const source = (acquire: Acquire, check: (token: string) => void = () => {}) =>
  tokenSource(acquire, scope, check, () => now);

function counting(lifetimeMs: number) {
  const asked: unknown[] = [];
  const tokens = source(async (...args) => {
    asked.push(args);
    return { token: `token ${asked.length}`, expiresOnTimestamp: now.getTime() + lifetimeMs };
  });
  return { tokens, asked };
}

describe('tokens', () => {
  test('are kept, for the scope that was asked', async () => {
    const { tokens, asked } = counting(3_600_000);
    expect(await tokens()).toBe(await tokens());
    expect(asked).toEqual([[scope]]);
  });

  test('are renewed before they expire', async () => {
    const { tokens, asked } = counting(60_000);
    expect(await tokens()).not.toBe(await tokens());
    expect(asked).toHaveLength(2);
  });

  test('are renewed when the service refuses one', async () => {
    const { tokens, asked } = counting(3_600_000);
    const first = await tokens();
    const second = await tokens(first);
    expect(second).not.toBe(first);
    expect(await tokens(first)).toBe(second);
    expect(asked).toHaveLength(2);
  });

  test('are acquired once, however many ask at the same time', async () => {
    const { tokens, asked } = counting(3_600_000);
    const first = await Promise.all([tokens(), tokens(), tokens()]);
    expect(new Set(first)).toEqual(new Set(['token 1']));
    const second = await Promise.all([tokens('token 1'), tokens('token 1'), tokens('token 1'), tokens()]);
    expect(new Set(second)).toEqual(new Set(['token 2']));
    expect(asked).toHaveLength(2);
  });

  test('meet the claims that the service asked for', async () => {
    const { tokens, asked } = counting(3_600_000);
    await tokens(await tokens(), '{"nbf":1}');
    expect(asked[1]).toEqual([scope, '{"nbf":1}']);
  });

  test('that fail are asked for again', async () => {
    let fails = true;
    const tokens = source(async () => {
      if (fails) throw new Error('no network');
      return { token: 'opaque', expiresOnTimestamp: now.getTime() + 3_600_000 };
    });
    await expect(tokens()).rejects.toThrow('no network');
    fails = false;
    expect(await tokens()).toBe('opaque');
  });

  test('that fail, fail for all who asked at the same time', async () => {
    let asked = 0;
    const tokens = source(async () => {
      asked++;
      throw new Error('no network');
    });
    const results = await Promise.allSettled([tokens(), tokens(), tokens()]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(asked).toBe(1);
  });

  test('that are not to be used are never given', async () => {
    const tokens = source(
      async () => ({ token: 'bad', expiresOnTimestamp: now.getTime() + 3_600_000 }),
      () => {
        throw new Error('not this one');
      },
    );
    await expect(tokens()).rejects.toThrow('not this one');
    await expect(tokens()).rejects.toThrow('not this one');
  });
});

const seconds = (offMinutes: number): number => Math.floor(now.getTime() / 1000) + offMinutes * 60;

describe('a token that came', () => {
  test.each([
    ['of the tenant', { tid: tenantId }],
    ['of the tenant in other letters', { tid: tenantId.toUpperCase() }],
    ['that says nothing', {}],
    ['with usual times', { tid: tenantId, nbf: seconds(-5), exp: seconds(60) }],
  ])('%s is taken', (_, claims) => {
    expect(() => checkToken(jwt(claims), tenantId, now)).not.toThrow();
  });

  test('that is no JWT is taken', () => {
    expect(() => checkToken('opaque', tenantId, now)).not.toThrow();
  });

  test('of another tenant is refused', async () => {
    const other = 'ffffffff-0000-4000-8000-000000000000';
    const token = jwt({ tid: other });
    const problem = await problemOf(() => checkToken(token, tenantId, now));
    expect(problem).toEqual({
      id: 'wrong-tenant',
      message: `You are signed in to tenant ${other}, but tenant.yaml is about ${tenantId}.`,
      remedy: `Sign in to that tenant (\`az login --tenant ${tenantId}\`), or correct tenant.id in tenant.yaml.`,
    });
  });

  test.each([
    [{ nbf: seconds(7) }, "The clock of this machine is 12 minutes behind Microsoft's."],
    [{ nbf: seconds(60 * 24 * 3) }, "The clock of this machine is 3 days behind Microsoft's."],
    [{ exp: seconds(-180) }, "The clock of this machine is 3 hours ahead of Microsoft's."],
  ])('%o tells of a wrong clock', async (times, message) => {
    const problem = await problemOf(() => checkToken(jwt({ tid: tenantId, ...times }), tenantId, now));
    expect(problem).toEqual({
      id: 'clock',
      message,
      remedy: 'Set it right (on Linux: `timedatectl set-ntp true`) and run it again.',
    });
  });
});

describe('a token for Graph', () => {
  test.each([
    ['a permission', { tid: tenantId, roles: ['User.Read.All'] }],
    ['a directory role', { tid: tenantId, wids: ['fe930be7-5e62-47db-91af-98c3a49a38b1'] }],
    ['scopes of a person', { tid: tenantId, scp: 'User.Read' }],
    ['no tenant', {}],
  ])('with %s is taken', (_, claims) => {
    expect(() => checkGraphRoles(jwt(claims))).not.toThrow();
  });

  test.each([
    ['nothing', {}],
    ['empty roles', { roles: [] }],
    ['the role of everybody', { wids: ['0997a1d0-0d1d-4acb-b408-d5ca73121e90'] }],
  ])('with %s is refused, with what it needs', async (_, claims) => {
    const token = jwt({ tid: tenantId, appid: clientId, ...claims });
    expect(await problemOf(() => checkGraphRoles(token))).toEqual({
      id: 'graph-roles',
      message: `Application ${clientId} has no permission for Microsoft Graph: its token has no roles.`,
      remedy:
        'Grant it application permissions (not delegated ones) with admin consent: User.Read.All, Group.Read.All and Organization.Read.All to plan; to apply, User.ReadWrite.All and Group.ReadWrite.All besides. `tenantry doctor` lists what these files need. They count from the next token on.',
    });
  });
});

describe('a practice tenant', () => {
  test('never gets a real token', async () => {
    const tokens = signIn({
      cloud: 'global',
      tenantId,
      endpoint: new URL('http://127.0.0.1:1'),
      environment: { AZURE_TENANT_ID: 'another', AZURE_CLIENT_SECRET: 'secret' },
      clock: { now: () => now, sleep: async () => {} },
      interactive: false,
      say: () => {},
    });
    expect(await tokens.graph()).toBe(practiceToken);
    expect(await tokens.exchange()).toBe(practiceToken);
  });
});
