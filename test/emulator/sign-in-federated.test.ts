import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startIssuer, type Issuer } from '../support/issuer.ts';
import { appId, refusal, registered, signInPractice, type SignInPractice } from './sign-in-practice.ts';

const github = 'https://token.actions.githubusercontent.com';
const aud = 'api://AzureADTokenExchange';
const sub = 'repo:contoso/tenant:environment:apply';

let tenant: SignInPractice;
let issuer: Issuer;
beforeAll(async () => {
  issuer = await startIssuer();
  tenant = await signInPractice(registered('User.Read.All'), {
    issuers: { [github]: issuer.url, 'https://issuer.example': 'http://127.0.0.1:1' },
  });
  tenant.addCredential(appId, { federated: { issuer: issuer.url, subject: sub } });
  tenant.addCredential(appId, { federated: { issuer: github, subject: sub } });
  tenant.addCredential(appId, { federated: { issuer: github, subject: 'repo:o/r', audiences: ['own'] } });
  tenant.addCredential(appId, { federated: { issuer: 'https://issuer.example', subject: sub } });
  tenant.addCredential(appId, { federated: { issuer: 'http://issuer.example', subject: sub } });
});
afterAll(() => issuer.close());

const ask = async (assertion: string): Promise<string> =>
  refusal(
    await tenant.ask({
      client_secret: null,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
    }),
  );
const check =
  'Check your federated identity credential Subject, Audience and Issuer against the presented assertion. https://learn.microsoft.com/entra/workload-id/workload-identity-federation';
const none = 'No matching federated identity record found for presented assertion';

test.each<[string, object, string]>([
  ['an issuer on this machine', {}, '200'],
  ['an issuer whose keys are elsewhere', { iss: github }, '200'],
  ['its own audience', { iss: github, aud: 'own', sub: 'repo:o/r' }, '200'],
  [
    'another issuer',
    { iss: 'https://gitlab.com' },
    `401 invalid_client AADSTS700211: ${none} issuer 'https://gitlab.com'. ${check}`,
  ],
  [
    'a slash too many',
    { iss: `${github}/` },
    `401 invalid_client AADSTS700211: ${none} issuer '${github}/'. ${check}`,
  ],
  [
    'another audience',
    { aud: 'api://AzureADTokenExchangeChina' },
    `401 invalid_client AADSTS700212: ${none} audience 'api://AzureADTokenExchangeChina'. ${check}`,
  ],
  [
    'another subject',
    { sub: 'repo:contoso/tenant:pull_request' },
    `401 invalid_client AADSTS700213: ${none} subject 'repo:contoso/tenant:pull_request'. ${check}`,
  ],
  [
    'parts of two credentials',
    { iss: github, aud: 'own' },
    `401 invalid_client AADSTS700213: ${none} subject '${sub}'. ${check}`,
  ],
  [
    'a subject in other letter case',
    { sub: 'repo:Contoso/tenant:environment:apply' },
    `401 invalid_client AADSTS7002138: ${none} subject 'repo:Contoso/tenant:environment:apply'. The subject matches with case-insensitive comparison, but not with case-sensitive comparison. Check your federated identity credential Subject, Audience and Issuer against the presented assertion. See documentation at: https://learn.microsoft.com/entra/workload-id/workload-identity-federation. See breaking change notification and remediation at: https://learn.microsoft.com/en-us/entra/identity-platform/reference-breaking-changes#august-2024.`,
  ],
  [
    'an issuer that does not answer',
    { iss: 'https://issuer.example' },
    '400 invalid_request AADSTS50166: Request to External OIDC endpoint failed.',
  ],
  [
    'an issuer that would be asked in plain text',
    { iss: 'http://issuer.example' },
    '400 invalid_request AADSTS50166: Request to External OIDC endpoint failed.',
  ],
])('%s', async (_, claims, expected) => {
  expect(await ask(issuer.token({ aud, sub, ...claims }))).toBe(expected);
});

describe('keys', () => {
  test('are asked for where the issuer says, and only once all else matches', async () => {
    const before = issuer.asked.length;
    await ask(issuer.token({ aud, sub: 'other' }));
    expect(issuer.asked.length).toBe(before);
    await ask(issuer.token({ aud, sub }));
    expect(issuer.asked.slice(before)).toEqual(['/.well-known/openid-configuration', '/keys']);
  });

  test('that the issuer does not show', async () => {
    expect(await ask(issuer.token({ aud, sub }, { kid: 'two' }))).toBe(
      `401 invalid_client AADSTS7000272: The certificate with identifier two used to sign the federated credential could not be found in the metadata of identity provider ${issuer.url}. Please validate that your Identity Provider's metadata exposes the key used to sign the incoming token.`,
    );
  });

  test('that are not the ones it was signed with', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    expect(await ask(issuer.token({ aud, sub }, { key: privateKey }))).toContain(
      'AADSTS50013: Assertion failed signature validation.',
    );
  });
});

test('a token of an hour ago', async () => {
  const exp = Math.floor(Date.now() / 1000) - 3600;
  expect(await ask(issuer.token({ aud, sub, nbf: exp - 300, exp }))).toMatch(
    /^401 invalid_client AADSTS700024: Client assertion is not within its valid time range\. Current time: /,
  );
});
