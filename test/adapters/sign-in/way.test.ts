import { describe, expect, test } from 'vitest';
import { audienceOf } from '../../../src/adapters/sign-in/audience.ts';
import { authorityOf } from '../../../src/adapters/sign-in/authority.ts';
import { checkTenantVariable } from '../../../src/adapters/sign-in/home-tenant.ts';
import { withCertificate } from '../../../src/adapters/sign-in/environment.ts';
import { chooseWay } from '../../../src/adapters/sign-in/way.ts';
import { problemOf } from '../problem-of.ts';
import { clientId, tenantId } from './try-signing-in.ts';

const id = { AZURE_CLIENT_ID: clientId };
const github = {
  GITHUB_ACTIONS: 'true',
  ACTIONS_ID_TOKEN_REQUEST_URL: 'https://token.example.com/?api-version=2',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'pass',
};
const file = { AZURE_FEDERATED_TOKEN_FILE: '/run/token' };
const path = { AZURE_CLIENT_CERTIFICATE_PATH: 'tenantry.pem' };
const content = { AZURE_CLIENT_CERTIFICATE: 'MIIK' };
const secret = { AZURE_CLIENT_SECRET: 's3cret' };

const { GITHUB_ACTIONS: _, ...noActions } = github;

describe('the way', () => {
  test.each([
    ['nothing', {}, { way: 'person', deviceCode: false }],
    ['an application alone', id, { way: 'person', deviceCode: false, clientId }],
    ['GitHub', { ...id, ...github }, { way: 'github', clientId }],
    ['GitHub outside of Actions', { ...id, ...noActions }, { way: 'github', clientId }],
    ['GitHub without an application', github, { way: 'person', deviceCode: false }],
    [
      'GitHub and everything else',
      { ...id, ...github, ...file, ...path, ...secret },
      { way: 'github', clientId },
    ],
    ['a file', { ...id, ...file }, { way: 'token-file', clientId, path: '/run/token' }],
    [
      'a file and a secret',
      { ...id, ...file, ...secret },
      { way: 'token-file', clientId, path: '/run/token' },
    ],
    ['a certificate', { ...id, ...path }, { way: 'certificate', clientId, path: 'tenantry.pem' }],
    ['the certificate itself', { ...id, ...content }, { way: 'certificate', clientId }],
    [
      'a certificate and a secret',
      { ...id, ...path, ...secret },
      { way: 'certificate', clientId, path: 'tenantry.pem' },
    ],
    ['a secret', { ...id, ...secret }, { way: 'secret', clientId }],
    ['a secret in Actions', { ...id, ...secret, GITHUB_ACTIONS: 'true' }, { way: 'secret', clientId }],
    [
      'half of GitHub and a secret',
      { ...id, ...github, ACTIONS_ID_TOKEN_REQUEST_TOKEN: '', ...secret },
      { way: 'secret', clientId },
    ],
    [
      'empty variables',
      { AZURE_CLIENT_ID: '', AZURE_CLIENT_SECRET: ' ', AZURE_CLIENT_CERTIFICATE: '' },
      { way: 'person', deviceCode: false },
    ],
    ['white space around', { AZURE_CLIENT_ID: ` ${clientId}\n`, ...secret }, { way: 'secret', clientId }],
  ])('with %s', (_, environment, way) => {
    expect(chooseWay(environment, false).way).toEqual(way);
  });

  test('is a device code too where somebody is there to type it', () => {
    expect(chooseWay({}, true).way).toEqual({ way: 'person', deviceCode: true });
  });

  test('says what decided, and what was left', () => {
    expect(chooseWay({ ...id, ...path, ...secret }, false)).toMatchObject({
      because: ['AZURE_CLIENT_CERTIFICATE_PATH', 'AZURE_CLIENT_ID'],
      unused: ['AZURE_CLIENT_SECRET'],
    });
  });

  test.each([
    [
      'a client id that is none',
      { AZURE_CLIENT_ID: 's3cret-in-the-wrong-place' },
      {
        id: 'sign-in-client-id',
        message: 'AZURE_CLIENT_ID is set, but not to the id of an application.',
        remedy:
          'Set it to the Application (client) ID from App registrations in the Entra admin centre, such as 00001111-aaaa-2222-bbbb-3333cccc4444.',
      },
    ],
    [
      'a secret of nobody',
      secret,
      {
        id: 'sign-in-client-id',
        message:
          'AZURE_CLIENT_SECRET is set, but AZURE_CLIENT_ID is not: nobody knows which application signs in.',
        remedy:
          'Set AZURE_CLIENT_ID to the Application (client) ID from App registrations in the Entra admin centre.',
      },
    ],
    [
      'two certificates',
      { ...id, ...path, ...content },
      {
        id: 'sign-in-certificate',
        message: 'Both AZURE_CLIENT_CERTIFICATE_PATH and AZURE_CLIENT_CERTIFICATE are set.',
        remedy: 'Unset one of them: the first is the path of a file, the second is the certificate itself.',
      },
    ],
    [
      'a job without the permission',
      { ...id, GITHUB_ACTIONS: 'true' },
      {
        id: 'sign-in-id-token',
        message:
          'AZURE_CLIENT_ID is set, but this job may not ask GitHub for a token, and there is no certificate or secret either.',
        remedy:
          'Give the job `permissions: id-token: write` (and `contents: read`, since naming one permission takes away the others). Pull requests from forks never get a token.',
      },
    ],
  ])('is refused with %s', async (_, environment, problem) => {
    expect(await problemOf(() => chooseWay(environment, false))).toEqual(problem);
  });
});

describe('the authority', () => {
  test.each([
    ['global', undefined, 'https://login.microsoftonline.com', false],
    ['usGovernment', undefined, 'https://login.microsoftonline.us', false],
    ['usGovernmentDoD', undefined, 'https://login.microsoftonline.us', false],
    ['china', undefined, 'https://login.chinacloudapi.cn', false],
    ['global', 'https://login.microsoftonline.com/', 'https://login.microsoftonline.com', false],
    ['global', 'login.microsoftonline.com', 'https://login.microsoftonline.com', false],
    ['china', 'https://login.partner.microsoftonline.cn', 'https://login.partner.microsoftonline.cn', false],
    ['global', 'https://login.contoso.example:8443', 'https://login.contoso.example:8443', true],
  ] as const)('of %s with %s is %s', (cloud, host, origin, isPrivate) => {
    expect(authorityOf({ AZURE_AUTHORITY_HOST: host }, cloud)).toEqual({ origin, private: isPrivate });
  });

  test.each([
    [
      'http://login.contoso.example',
      'AZURE_AUTHORITY_HOST is no https address, and tenant.yaml is about the cloud global.',
    ],
    [
      'https://user:pass@login.contoso.example',
      'AZURE_AUTHORITY_HOST is no https address, and tenant.yaml is about the cloud global.',
    ],
    [
      'https://login.contoso.example/tenant',
      'AZURE_AUTHORITY_HOST goes on behind the host, and tenant.yaml is about the cloud global.',
    ],
    [
      'https://login.microsoftonline.us',
      'AZURE_AUTHORITY_HOST is login.microsoftonline.us, the host of the cloud usGovernment, and tenant.yaml is about the cloud global.',
    ],
  ])('%s is refused', async (host, message) => {
    expect(await problemOf(() => authorityOf({ AZURE_AUTHORITY_HOST: host }, 'global'))).toEqual({
      id: 'sign-in-authority',
      message,
      remedy:
        'Unset it, so that https://login.microsoftonline.com is asked, or correct `cloud` in tenant.yaml.',
    });
  });
});

test.each([
  ['global', {}, 'api://AzureADTokenExchange'],
  ['usGovernment', {}, 'api://AzureADTokenExchangeUSGov'],
  ['usGovernmentDoD', {}, 'api://AzureADTokenExchangeUSGov'],
  ['china', {}, 'api://AzureADTokenExchangeChina'],
  ['global', { TENANTRY_TOKEN_AUDIENCE: 'api://contoso' }, 'api://contoso'],
] as const)('the audience of %s with %o is %s', (cloud, environment, audience) => {
  expect(audienceOf(environment, cloud)).toBe(audience);
});

describe('AZURE_TENANT_ID', () => {
  test.each([undefined, '', tenantId, tenantId.toUpperCase()])('%s agrees', (named) => {
    expect(() => checkTenantVariable({ AZURE_TENANT_ID: named }, tenantId)).not.toThrow();
  });

  test.each([
    [
      'ffffffff-0000-4000-8000-000000000000',
      'Correct one of them, or unset AZURE_TENANT_ID: tenant.yaml is enough.',
    ],
    [
      'contoso.onmicrosoft.com',
      'Write the id instead of the domain into AZURE_TENANT_ID, or unset it: tenant.yaml is enough.',
    ],
  ])('%s does not', async (named, remedy) => {
    expect(await problemOf(() => checkTenantVariable({ AZURE_TENANT_ID: named }, tenantId))).toEqual({
      id: 'wrong-tenant',
      message: `AZURE_TENANT_ID is ${named}, but tenant.yaml is about ${tenantId}.`,
      remedy,
    });
  });
});

test('with a certificate in a file, nothing else that the environment holds signs in', () => {
  const environment = withCertificate(
    {
      PATH: '/bin',
      AZURE_TENANT_ID: 'a tenant',
      AZURE_CLIENT_ID: 'another',
      AZURE_CLIENT_SECRET: 'a secret',
      AZURE_CLIENT_CERTIFICATE: 'a certificate',
      AZURE_CLIENT_CERTIFICATE_PASSWORD: 'a password',
      AZURE_FEDERATED_TOKEN_FILE: 'a file',
      ACTIONS_ID_TOKEN_REQUEST_URL: 'https://example.com',
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'a pass',
    },
    { clientId: '00001111-aaaa-4222-8bbb-3333cccc4444', keyFile: 'keys/a.pem' },
  );
  expect(environment).toEqual({
    PATH: '/bin',
    AZURE_TENANT_ID: 'a tenant',
    AZURE_CLIENT_ID: '00001111-aaaa-4222-8bbb-3333cccc4444',
    AZURE_CLIENT_CERTIFICATE_PATH: 'keys/a.pem',
  });
  expect(chooseWay(environment, true).way).toMatchObject({ way: 'certificate', path: 'keys/a.pem' });
});
