import { createHash, X509Certificate } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { ownCertificate } from '../support/certificate.ts';
import { jwt } from '../support/issuer.ts';
import { id, text } from './practice.ts';
import {
  appId,
  graphScope,
  refusal,
  registered,
  signInPractice,
  tenantId,
  type SignInPractice,
} from './sign-in-practice.ts';

const own = ownCertificate();
const stranger = ownCertificate();
const old = ownCertificate();
const fingerprint = (pem: string, hash: 'sha1' | 'sha256'): Buffer =>
  createHash(hash).update(new X509Certificate(pem).raw).digest();
const hex = (pem: string): string => fingerprint(pem, 'sha1').toString('hex').toUpperCase();

let tenant: SignInPractice;
beforeAll(async () => {
  const { applications, servicePrincipals } = registered('User.Read.All');
  tenant = await signInPractice(
    {
      applications: [
        ...applications,
        { id: id(910), appId: id(911), displayName: 'Nobody here' },
        { id: id(912), appId: id(913), displayName: 'Asleep' },
      ],
      servicePrincipals: [
        ...servicePrincipals,
        { id: id(914), appId: id(913), displayName: 'Asleep', accountEnabled: false },
      ],
    },
    { now: new Date('2026-11-21T12:00:00Z') },
  );
  tenant.addCredential(appId, { secret: 'of yesterday', endDateTime: '2026-11-20T00:00:00Z' });
  tenant.addCredential(appId, { certificate: own.certificate });
  tenant.addCredential(appId, { certificate: old.certificate, endDateTime: '2026-11-20T00:00:00Z' });
});

describe('requests', () => {
  test.each<[string, Record<string, string | null>, string]>([
    [
      'a secret that is none of its own',
      { client_secret: 'guessed' },
      `401 invalid_client AADSTS7000215: Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${appId}'.`,
    ],
    [
      'a secret whose time is over',
      { client_secret: 'of yesterday' },
      `401 invalid_client AADSTS7000222: The provided client secret keys for app '${appId}' are expired. Visit the Azure portal to create new keys for your app: https://aka.ms/NewClientSecret, or consider using certificate credentials for added security: https://aka.ms/certCreds.`,
    ],
    [
      'no credential',
      { client_secret: null },
      "401 invalid_client AADSTS7000216: 'client_assertion', 'client_secret' or 'request' is required for the 'client_credentials' grant type.",
    ],
    [
      'an application that is not there',
      { client_id: id(1) },
      `400 unauthorized_client AADSTS700016: Application with identifier '${id(1)}' was not found in the directory 'Contoso'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.`,
    ],
    [
      'an application without a service principal',
      { client_id: id(911) },
      `401 invalid_client AADSTS7000229: The client application ${id(911)} is missing service principal in the tenant ${tenantId}. See instructions here: https://go.microsoft.com/fwlink/?linkid=2225119`,
    ],
    [
      'an application that is disabled',
      { client_id: id(913) },
      `400 unauthorized_client AADSTS7000112: Application '${id(913)}'(Asleep) is disabled.`,
    ],
    [
      'no application',
      { client_id: null },
      "400 invalid_request AADSTS900144: The request body must contain the following parameter: 'client_id'.",
    ],
    [
      'no grant',
      { grant_type: null },
      "400 invalid_request AADSTS900144: The request body must contain the following parameter: 'grant_type'.",
    ],
    [
      'the grant of a person',
      { grant_type: 'password' },
      "400 unsupported_grant_type AADSTS70003: The app requested an unsupported grant type 'password'.",
    ],
    [
      'no scope',
      { scope: null },
      "400 invalid_request AADSTS900144: The request body must contain the following parameter: 'scope'.",
    ],
    [
      'a scope of people',
      { scope: 'https://graph.microsoft.com/User.Read.All' },
      '400 invalid_scope AADSTS1002012: The provided value for scope https://graph.microsoft.com/User.Read.All is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).',
    ],
    [
      'two resources',
      { scope: `${graphScope} https://outlook.office365.com/.default` },
      `400 invalid_scope AADSTS70011: The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. The scope ${graphScope} https://outlook.office365.com/.default is not valid.`,
    ],
    [
      'a resource that is not there',
      { scope: 'https://vault.azure.net/.default' },
      '400 invalid_resource AADSTS500011: The resource principal named https://vault.azure.net was not found in the tenant named Contoso. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant.',
    ],
    ['nothing wrong', {}, '200'],
    ['scopes of OpenID Connect beside it', { scope: `${graphScope} openid profile offline_access` }, '200'],
  ])('%s', async (_, fields, expected) => {
    expect(refusal(await tenant.ask(fields))).toBe(expected);
  });

  test.each<[string, string]>([
    [
      id(5),
      `400 invalid_tenant AADSTS90002: Tenant '${id(5)}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.`,
    ],
    [
      'fabrikam.com',
      "400 invalid_tenant AADSTS90002: Tenant 'fabrikam.com' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.",
    ],
    [
      'contoso',
      "400 invalid_request AADSTS900023: Specified tenant identifier 'contoso' is neither a valid DNS name, nor a valid external domain.",
    ],
    ['CONTOSO.com', '200'],
  ])('to the tenant %s', async (name, expected) => {
    expect(refusal(await tenant.ask({}, name))).toBe(expected);
  });

  test('are only read from a POST', async () => {
    expect(refusal(await tenant.get(`${tenant.login}/${tenantId}/oauth2/v2.0/token`))).toBe(
      '400 invalid_request AADSTS900561: The endpoint only accepts POST requests. Received a GET request.',
    );
  });

  test('are told by number and id', async () => {
    const { body } = await tenant.ask({ client_secret: 'guessed', 'client-request-id': id(77) });
    expect(body).toMatchObject({
      error: 'invalid_client',
      error_codes: [7000215],
      correlation_id: id(77),
      error_uri: `${tenant.login}/error?code=7000215`,
      timestamp: expect.stringMatching(/^2026-11-21 12:\d\d:\d\dZ$/),
    });
    expect(text(body['error_description'])).toMatch(
      new RegExp(
        ` Trace ID: ${text(body['trace_id'])} Correlation ID: ${id(77)} Timestamp: 2026-11-21 12:\\d\\d:\\d\\dZ$`,
      ),
    );
  });

  test('may bring id and secret in a header', async () => {
    const basic = Buffer.from(`${appId}:practice%20makes%20perfect`).toString('base64');
    const response = await fetch(`${tenant.login}/${tenantId}/oauth2/v2.0/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${basic}` },
      body: new URLSearchParams({ grant_type: 'client_credentials', scope: graphScope }),
    });
    expect(response.status).toBe(200);
  });
});

const x5t = (pem: string) => ({ alg: 'RS256', x5t: fingerprint(pem, 'sha1').toString('base64url') });
const ask = (assertion: string, more = {}) =>
  tenant.ask({
    client_secret: null,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
    ...more,
  });

describe('assertions', () => {
  const now = Math.floor(Date.now() / 1000);
  const good = () => ({
    aud: `${tenant.login}/${tenantId}/oauth2/v2.0/token`,
    iss: appId,
    sub: appId,
    jti: id(3),
    nbf: now,
    exp: now + 600,
  });
  const review =
    'Review the documentation at https://learn.microsoft.com/entra/identity-platform/certificate-credentials .';
  const visit = `Please visit the Azure Portal, Graph Explorer or directly use MS Graph to see configured keys for app Id '${appId}'. Review the documentation at https://docs.microsoft.com/en-us/graph/deployments to determine the corresponding service endpoint and https://docs.microsoft.com/en-us/graph/api/application-get?view=graph-rest-1.0&tabs=http to build a query request URL, such as 'https://graph.microsoft.com/beta/applications/${appId}'].`;
  const foreign = `401 invalid_client AADSTS700021: Client assertion application identifier doesn't match 'client_id' parameter. ${review}`;
  const elsewhere = `401 invalid_client AADSTS700023: Client assertion audience claim does not match Realm issuer. ${review}`;
  const malformed = '400 invalid_request AADSTS50027: JWT token is invalid or malformed.';

  test.each<[string, object, string]>([
    ['as it should be', {}, '200'],
    ['for the issuer', { aud: `https://login.microsoftonline.com/${tenantId}/v2.0` }, '200'],
    [
      'for the host in another cloud, as regional ones are',
      { aud: `https://login.microsoftonline.us/contoso.com/oauth2/token` },
      '200',
    ],
    ['by another application', { iss: id(911), sub: id(911) }, foreign],
    ['about another application', { sub: id(911) }, foreign],
    [
      'for another tenant',
      { aud: `https://login.microsoftonline.com/${id(5)}/oauth2/v2.0/token` },
      elsewhere,
    ],
    ['for another service', { aud: `https://login.example.com/${tenantId}/oauth2/v2.0/token` }, elsewhere],
    [
      'for a path below',
      { aud: `https://login.microsoftonline.com/${tenantId}/oauth2/v2.0/authorize` },
      elsewhere,
    ],
    ['without an id', { jti: undefined }, malformed],
    ['without an end', { exp: undefined }, malformed],
    ['without an issuer', { iss: undefined }, malformed],
    [
      'that is over',
      { nbf: 1_700_000_000, exp: 1_700_000_600 },
      `401 invalid_client AADSTS700024: Client assertion is not within its valid time range. Current time: NOW, assertion valid from 2023-11-14T22:13:20.0000000Z, expiry time of assertion 2023-11-14T22:23:20.0000000Z. ${review}`,
    ],
    [
      'that is over and never began',
      { nbf: undefined, exp: 1_700_000_600 },
      `401 invalid_client AADSTS700024: Client assertion is not within its valid time range. Current time: NOW, assertion valid from 1970-01-01T00:00:00.0000000Z, expiry time of assertion 2023-11-14T22:23:20.0000000Z. ${review}`,
    ],
    [
      'that has not begun',
      { nbf: 4_000_000_000, exp: 4_000_000_600 },
      `401 invalid_client AADSTS700024: Client assertion is not within its valid time range. Current time: NOW, assertion valid from 2096-10-02T07:06:40.0000000Z, expiry time of assertion 2096-10-02T07:16:40.0000000Z. ${review}`,
    ],
  ])('%s', async (_, claims, expected) => {
    const answer = await ask(jwt(x5t(own.certificate), { ...good(), ...claims }, own.key));
    expect(refusal(answer).replace(/(Current time: )[-\d:.T]+Z/, '$1NOW')).toBe(expected);
  });

  test('signed with a certificate that is named by SHA-256', async () => {
    const header = { alg: 'RS256', 'x5t#S256': fingerprint(own.certificate, 'sha256').toString('base64url') };
    expect(refusal(await ask(jwt(header, good(), own.key)))).toBe('200');
  });

  test('signed with a certificate that it does not have', async () => {
    expect(refusal(await ask(jwt(x5t(stranger.certificate), good(), stranger.key)))).toBe(
      `401 invalid_client AADSTS700027: The certificate with identifier used to sign the client assertion is not registered on application. [Reason - The key was not found., Thumbprint of key used by client: '${hex(stranger.certificate)}', ${visit}`,
    );
  });

  test('that names no certificate', async () => {
    expect(refusal(await ask(jwt({ alg: 'RS256' }, good(), own.key)))).toBe(
      `401 invalid_client AADSTS700027: The certificate with identifier used to sign the client assertion is not registered on application. [Reason - The key was not found., ${visit}`,
    );
  });

  const dates = /Found key 'Start=(?:\d\d\/){2}\d{4} [\d:]{8}, End=(?:\d\d\/){2}\d{4} [\d:]{8}'/;
  test('signed with another key than that of the certificate', async () => {
    const answer = refusal(await ask(jwt(x5t(own.certificate), good(), stranger.key)));
    expect(answer).toMatch(dates);
    expect(answer.replace(dates, 'KEY')).toBe(
      `401 invalid_client AADSTS700027: Client assertion failed signature validation. [Reason - Key was found, but use of the key to verify the signature failed., Thumbprint of key used by client: '${hex(own.certificate)}', KEY, ${visit}`,
    );
  });

  test('with an algorithm that proves nothing', async () => {
    const [, payload] = jwt({}, good(), own.key).split('.');
    for (const alg of ['none', 'HS256']) {
      const header = Buffer.from(JSON.stringify({ ...x5t(own.certificate), alg })).toString('base64url');
      expect(refusal(await ask(`${header}.${payload}.eA`))).toContain(
        'AADSTS700027: Client assertion failed',
      );
    }
  });

  test('signed with a certificate whose time is over', async () => {
    const said = refusal(await ask(jwt(x5t(old.certificate), good(), old.key)));
    // When the test began, to the second.
    expect(said.replace(/Start=11\/21\/2026 12:\d\d:\d\d/, 'Start=then')).toContain(
      `AADSTS700027: Client assertion failed signature validation. [Reason - The key used is expired., Thumbprint of key used by client: '${hex(old.certificate)}', Found key 'Start=then, End=11/20/2026 00:00:00', Please visit`,
    );
  });

  test.each(['', 'x', 'a.b.c', `${'x'.repeat(5)}.e30.eA`])('that is %j', async (assertion) => {
    const expected = assertion === '' ? '401 invalid_client AADSTS7000216' : malformed;
    expect(refusal(await ask(assertion))).toContain(expected);
  });

  test('of no known type', async () => {
    const assertion = jwt(x5t(own.certificate), good(), own.key);
    expect(refusal(await ask(assertion, { client_assertion_type: 'saml' }))).toContain(
      "'client_assertion_type'",
    );
  });
});
