import {
  ClientAssertionCredential,
  ClientCertificateCredential,
  ClientSecretCredential,
  type TokenCredential,
} from '@azure/identity';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ownCertificate } from '../support/certificate.ts';
import { startIssuer, type Issuer } from '../support/issuer.ts';
import { id, outcome, send, text } from './practice.ts';
import {
  appId,
  claims,
  directoryRole,
  exchange,
  exchangeScope,
  globalReader,
  graphScope,
  principalId,
  registered,
  secret,
  signInPractice,
  tenantId,
  type SignInPractice,
} from './sign-in-practice.ts';

const audience = 'api://AzureADTokenExchange';
const subject = 'repo:contoso/tenant:environment:plan';
const own = ownCertificate();

let tenant: SignInPractice;
let issuer: Issuer;
beforeAll(async () => {
  issuer = await startIssuer();
  tenant = await signInPractice({
    ...registered('User.Read.All', 'Group.Read.All', `${exchange} Exchange.ManageAsApp`),
    roleAssignments: [directoryRole(globalReader)],
  });
  tenant.addCredential(appId, { certificate: own.both });
  tenant.addCredential(appId, { federated: { issuer: issuer.url, subject } });
});
afterAll(() => issuer.close());

const options = () => ({
  authorityHost: tenant.login,
  disableInstanceDiscovery: true,
  retryOptions: { retryDelayInMs: 1 },
});

describe('the library of Microsoft gets tokens', () => {
  const credentials: [string, string, () => TokenCredential][] = [
    ['a secret', '1', () => new ClientSecretCredential(tenantId, appId, secret, options())],
    [
      'a certificate',
      '2',
      () => new ClientCertificateCredential(tenantId, appId, { certificate: own.both }, options()),
    ],
    [
      'a certificate with its chain',
      '2',
      () =>
        new ClientCertificateCredential(
          tenantId,
          appId,
          { certificate: own.both },
          { ...options(), sendCertificateChain: true },
        ),
    ],
    [
      'the token of an issuer',
      '2',
      () =>
        new ClientAssertionCredential(
          tenantId,
          appId,
          async () => issuer.token({ aud: audience, sub: subject }),
          options(),
        ),
    ],
  ];

  test.each(credentials)('with %s', async (_, proof, credential) => {
    const token = await credential().getToken(graphScope);
    expect(claims(token?.token ?? '')).toMatchObject({
      aud: 'https://graph.microsoft.com',
      iss: `https://sts.windows.net/${tenantId}/`,
      tid: tenantId,
      appid: appId,
      appidacr: proof,
      oid: principalId,
      sub: principalId,
      idtyp: 'app',
      app_displayname: 'Test application',
      roles: ['Group.Read.All', 'User.Read.All'],
      ver: '1.0',
      wids: [globalReader, '0997a1d0-0d1d-4acb-b408-d5ca73121e90'],
    });
  });

  test('with the domain of the tenant instead of its id, for Exchange', async () => {
    const credential = new ClientSecretCredential('contoso.com', appId, secret, options());
    const { token } = await credential.getToken(exchangeScope);
    expect(claims(token)).toMatchObject({
      aud: 'https://outlook.office365.com',
      tid: tenantId,
      roles: ['Exchange.ManageAsApp'],
    });
  });

  test('and reads the refusal', async () => {
    const credential = new ClientSecretCredential(tenantId, appId, 'wrong', options());
    await expect(credential.getToken(graphScope)).rejects.toThrow(
      /invalid_client: .*AADSTS7000215: Invalid client secret provided\. .* Trace ID: [0-9a-f-]{36}/s,
    );
  });

  test('and asks again after an answer that is none', async () => {
    const before = tenant.requests().requests.length;
    tenant.addFault({ path: '/oauth2/v2.0/token', status: 503, times: 1 });
    tenant.addFault({ path: '/oauth2/v2.0/token', status: 429, retryAfter: 0, skip: 1, times: 1 });
    const credential = new ClientSecretCredential(tenantId, appId, secret, options());
    await expect(credential.getToken(graphScope)).resolves.toMatchObject({ token: expect.any(String) });
    const asked = tenant.requests().requests.slice(before);
    expect(asked.filter(({ path }) => path.endsWith('/token')).map(({ status }) => status)).toEqual([
      503, 429, 200,
    ]);
  });
});

describe('tokens', () => {
  test('have no roles where none are assigned for the resource', async () => {
    const { body } = await tenant.ask({ scope: 'https://management.core.windows.net//.default' });
    const said = claims(text(body['access_token']));
    expect(said).toMatchObject({ aud: 'https://management.core.windows.net/' });
    expect(said).not.toHaveProperty('roles');
  });

  test('are signed with the key that the tenant shows', async () => {
    const configuration = await tenant.get(
      `${tenant.login}/${tenantId}/v2.0/.well-known/openid-configuration`,
    );
    expect(configuration.body).toMatchObject({
      issuer: `${tenant.login}/${tenantId}/v2.0`,
      token_endpoint: `${tenant.login}/${tenantId}/oauth2/v2.0/token`,
    });
    const keys = await tenant.get(text(configuration.body['jwks_uri']));
    const { token } = await new ClientSecretCredential(tenantId, appId, secret, options()).getToken(
      graphScope,
    );
    const [header = '', payload = '', signature = ''] = token.split('.');
    const key = await crypto.subtle.importKey(
      'jwk',
      keys.body['keys']?.['0'] ?? {},
      { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
      false,
      ['verify'],
    );
    const signed = Buffer.from(`${header}.${payload}`);
    expect(
      await crypto.subtle.verify('RSASSA-PKCS1-v1_5', key, Buffer.from(signature, 'base64url'), signed),
    ).toBe(true);
  });

  test('live as long as the tenant was told, in emulated time', async () => {
    const brief = await signInPractice(registered('User.Read.All'), { tokenLifetimeMs: 60_000 });
    const { body } = await brief.ask();
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 60, ext_expires_in: 60 });
    const headers = { authorization: `Bearer ${text(body['access_token'])}` };
    expect(outcome(await brief.get('/users', headers))).toBe('200');
    brief.advance(61_000);
    expect(outcome(await brief.get('/users', headers))).toBe(
      '401 InvalidAuthenticationToken: Lifetime validation failed, the token is expired.',
    );
    expect(outcome(await brief.get('/users', await brief.signedIn()))).toBe('200');
  });

  test.each<[number, string]>([
    [-7_200_000, 'Lifetime validation failed, the token is expired.'],
    [7_200_000, 'Access token has expired or is not yet valid.'],
  ])('of a clock that is %i ms off are refused', async (skewMs, message) => {
    tenant.addFault({ skewMs, times: 1 });
    expect(outcome(await tenant.get('/users', await tenant.signedIn()))).toBe(
      `401 InvalidAuthenticationToken: ${message}`,
    );
    expect(outcome(await tenant.get('/users', await tenant.signedIn()))).toBe('200');
  });

  test('a fault for everything leaves sign-in alone', async () => {
    tenant.addFault({ status: 503, times: 1 });
    expect((await tenant.ask()).status).toBe(200);
    expect(outcome(await tenant.get('/users', await tenant.signedIn()))).toMatch(/^503 /);
  });

  test('are in no line of the request log', async () => {
    await tenant.get('/users', await tenant.signedIn());
    expect(JSON.stringify(tenant.requests())).not.toMatch(/eyJ|practice makes/);
  });
});

describe('credentials', () => {
  test('are in the state and nowhere else', async () => {
    const state = tenant.state();
    expect(JSON.stringify(state.applications)).toContain(secret);
    const shown = await tenant.get(`/applications/${id(902)}`, await tenant.signedIn());
    // This application may not look; the one of the next tenant may.
    expect(outcome(shown)).toBe(
      '403 Authorization_RequestDenied: Insufficient privileges to complete the operation.',
    );
    const other = await signInPractice({
      ...registered('Application.Read.All'),
      applications: state.applications ?? [],
    });
    const headers = await other.signedIn();
    for (const path of [
      `/applications/${id(902)}`,
      '/applications',
      '/applications?$select=passwordCredentials,keyCredentials',
    ]) {
      const answer = await other.get(path, headers);
      expect(answer.text).toContain('"hint":"pra"');
      expect(answer.text).not.toContain(secret);
      expect(answer.text).not.toContain(issuer.url);
      expect(answer.text).not.toContain('MII');
    }
    expect((await other.get('/servicePrincipals', headers)).text).not.toContain('appRoleAssignments');
  });

  test('go around with the state', async () => {
    const state = tenant.state();
    tenant.putState(JSON.parse(JSON.stringify(state)) as typeof state);
    expect(tenant.state()).toEqual(state);
    expect((await tenant.ask()).status).toBe(200);
  });

  test.each<[string, unknown, string]>([
    ['a secret', { appId, secret: 'another one' }, '204'],
    ['a certificate', { appId, certificate: ownCertificate().certificate }, '204'],
    ['an issuer', { appId, federated: { issuer: 'https://issuer.example', subject: 's' } }, '204'],
    [
      'an application that is not there',
      { appId: id(1), secret: 'x' },
      `404 Request_ResourceNotFound: Resource '${id(1)}' does not exist or one of its queried reference-property objects are not present.`,
    ],
    [
      'a certificate that is none',
      { appId, certificate: 'x' },
      '400 Request_BadRequest: certificate is no X.509 certificate in PEM form.',
    ],
    [
      'nothing',
      { appId },
      '400 Request_BadRequest: There has to be a secret, a certificate, or federated with issuer and subject.',
    ],
  ])('can be added from outside: %s', async (_, body, expected) => {
    expect(outcome(await send(`${tenant.admin}/credentials`, 'POST', body))).toBe(expected);
  });

  test('a key that is no certificate is refused with the state', async () => {
    const [application] = registered().applications;
    const state = {
      ...tenant.state(),
      applications: [{ ...application, keyCredentials: [{ keyId: id(1), key: 'eA==' }] }],
    };
    expect(outcome(await send(`${tenant.admin}/state`, 'PUT', state))).toBe(
      '400 Request_BadRequest: state/applications/0/keyCredentials: a key is no X.509 certificate in DER form',
    );
  });
});
