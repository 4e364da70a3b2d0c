import { describe, expect, test } from 'vitest';
import { requiringRole } from '../../../src/adapters/exchange/role-claim.ts';
import { problemOf } from '../problem-of.ts';

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const jwt = (claims: object): string => `${part({ alg: 'RS256' })}.${part(claims)}.c2lnbmF0dXJl`;

describe('a token for Exchange Online', () => {
  test.each([
    ['with the role', jwt({ roles: ['Other', 'Exchange.ManageAsApp'] })],
    ['that is no JWT', 'opaque'],
  ])('%s is taken', async (_name, token) => {
    expect(await requiringRole(async () => token)()).toBe(token);
  });

  test.each([
    ['without roles', {}, 'no role Exchange.ManageAsApp'],
    ['with other roles', { roles: ['User.Read.All'] }, 'no role Exchange.ManageAsApp'],
    ['with a text for roles', { roles: 'Exchange.ManageAsApp' }, 'no role Exchange.ManageAsApp'],
    ['of a person', { scp: 'Exchange.Manage' }, 'a person is signed in'],
  ])('%s is refused, with what to do about it', async (_name, claims, message) => {
    const token = jwt(claims);
    const problem = await problemOf(() => requiringRole(async () => token)());
    expect(problem.message).toContain(message);
    for (const words of [
      'Exchange.ManageAsApp',
      'Exchange Recipient Administrator',
      'exchange: { route: never }',
    ])
      expect(problem.remedy).toContain(words);
    expect(JSON.stringify(problem)).not.toContain(token);
  });

  test('is asked for with what was refused', async () => {
    const asked: unknown[] = [];
    const source = requiringRole(async (...refusal) => `token${asked.push(refusal)}`);
    await source();
    await source('token1', '{}');
    expect(asked).toEqual([[], ['token1', '{}']]);
  });
});
