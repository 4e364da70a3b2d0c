import {
  ClientAssertionCredential,
  ClientCertificateCredential,
  ClientSecretCredential,
  type TokenCredential,
} from '@azure/identity';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ownCertificate } from '../support/certificate.ts';
import { startIssuer, type Issuer } from '../support/issuer.ts';
import {
  appId,
  claims,
  exchange,
  principalId,
  registered,
  signInPractice,
  tenantId,
} from './sign-in-practice.ts';
import type { SignInPractice } from './sign-in-practice.ts';

const audience = 'api://AzureADTokenExchange';
const subject = 'repo:contoso/tenant:environment:plan';
const scope = 'https://graph.microsoft.com/.default';
const own = ownCertificate();

let tenant: SignInPractice;
let issuer: Issuer;
beforeAll(async () => {
  issuer = await startIssuer();
  tenant = await signInPractice({
    ...registered('User.Read.All', 'Group.Read.All', `${exchange} Exchange.ManageAsApp`),
    roleAssignments: [
      {
        id: 'reader',
        principalId,
        roleDefinitionId: 'f2ef992c-3afb-46b9-b7cf-a126ee74c451',
        directoryScopeId: '/',
      },
    ],
  });
  tenant.addCredential(appId, { secret: 'practice makes perfect' });
  tenant.addCredential(appId, { certificate: own.both });
  tenant.addCredential(appId, { federated: { issuer: issuer.url, subject } });
});
afterAll(() => issuer.close());

const options = () => ({ authorityHost: tenant.login, disableInstanceDiscovery: true });

describe('the libraries of Microsoft get tokens', () => {
  const credentials: [string, string, () => TokenCredential][] = [
    ['a secret', '1', () => new ClientSecretCredential(tenantId, appId, 'practice makes perfect', options())],
    [
      'a certificate',
      '2',
      () => new ClientCertificateCredential(tenantId, appId, { certificate: own.both }, options()),
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
    const token = await credential().getToken(scope);
    expect(claims(token?.token ?? '')).toMatchObject({
      aud: 'https://graph.microsoft.com',
      iss: `https://sts.windows.net/${tenantId}/`,
      tid: tenantId,
      appid: appId,
      appidacr: proof,
      oid: principalId,
      idtyp: 'app',
      app_displayname: 'Test application',
      roles: ['Group.Read.All', 'User.Read.All'],
      ver: '1.0',
      wids: ['f2ef992c-3afb-46b9-b7cf-a126ee74c451', '0997a1d0-0d1d-4acb-b408-d5ca73121e90'],
    });
  });

  test('with the name of the tenant instead of its id, for Exchange', async () => {
    const credential = new ClientSecretCredential('contoso.com', appId, 'practice makes perfect', options());
    const { token } = await credential.getToken('https://outlook.office365.com/.default');
    expect(claims(token)).toMatchObject({
      aud: 'https://outlook.office365.com',
      tid: tenantId,
      roles: ['Exchange.ManageAsApp'],
    });
  });
});
