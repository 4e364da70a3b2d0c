import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { emptyState } from '../../src/emulator/empty-state.ts';
import type { RoleAssignment } from '../../src/emulator/state.ts';
import { ownCertificate } from '../support/certificate.ts';
import { jwt } from '../support/issuer.ts';
import { id, outcome, text, user, type Answer } from './practice.ts';
import {
  claims,
  exchange,
  graph,
  graphScope,
  signInPractice,
  tenantId,
  type SignInPractice,
} from './sign-in-practice.ts';

const global = '62e90394-69f5-4237-9190-012177145e10';
const privileged = 'e8611ab8-c189-46e8-94e1-60213ab1f814';
const applicationAdministrator = '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3';
const recipientAdministrator = '31392ffb-586c-42d1-9346-e59415a2cc4e';

const holds = (person: number, roleDefinitionId: string): RoleAssignment => ({
  id: `role-${person}`,
  principalId: id(person),
  roleDefinitionId,
  directoryScopeId: '/',
});
const state = {
  users: [user(1), user(2), user(3), user(4)],
  roleAssignments: [holds(1, global), holds(2, privileged), holds(3, applicationAdministrator)],
};
const own = ownCertificate();
const der = own.certificate.replaceAll(/-----[A-Z ]+-----|\s/g, '');

let tenant: SignInPractice;
beforeAll(async () => {
  tenant = await signInPractice(state);
});
beforeEach(() => tenant.putState({ ...emptyState(), ...state }));

const as = (person: number): { authorization: string } => ({
  authorization: `Bearer ${tenant.personToken(`person${person}@contoso.com`)}`,
});
const post = (path: string, body: unknown, person = 1): Promise<Answer> =>
  tenant.call('POST', path, body, as(person));
const get = (path: string, person = 1): Promise<Answer> => tenant.get(path, as(person));

/** A registered application with its service principal. */
async function registered(): Promise<{ object: string; appId: string; principal: string }> {
  const { body } = await post('/applications', { displayName: 'Mine', signInAudience: 'AzureADMyOrg' });
  const appId = text(body['appId']);
  const principal = await post('/servicePrincipals', { appId });
  return { object: text(body['id']), appId, principal: text(principal.body['id']) };
}

async function roleOf(resource: string, value: string): Promise<{ resourceId: string; appRoleId: string }> {
  const { body } = await get(`/servicePrincipals(appId='${resource}')?$select=id,appRoles`);
  const roles = body['appRoles'] as unknown as { id: string; value: string }[];
  return { resourceId: text(body['id']), appRoleId: roles.find((role) => role.value === value)?.id ?? '' };
}

async function allow(principalId: string, resource: string, value: string, person = 1): Promise<Answer> {
  const role = await roleOf(resource, value);
  return post(`/servicePrincipals/${role.resourceId}/appRoleAssignedTo`, { principalId, ...role }, person);
}

describe('what a person registers works', () => {
  test('with a certificate, permissions and a directory role, as its next token says', async () => {
    const { object, appId, principal } = await registered();
    const added = await tenant.call(
      'PATCH',
      `/applications/${object}`,
      { keyCredentials: [{ type: 'AsymmetricX509Cert', usage: 'Verify', key: der }] },
      as(1),
    );
    expect(added.status).toBe(204);
    expect((await allow(principal, graph, 'User.Read.All')).status).toBe(201);
    expect((await allow(principal, exchange, 'Exchange.ManageAsApp')).status).toBe(201);
    const role = { principalId: principal, roleDefinitionId: recipientAdministrator, directoryScopeId: '/' };
    expect((await post('/roleManagement/directory/roleAssignments', role)).status).toBe(201);

    const x5t = Buffer.from(
      text(
        (await get(`/applications/${object}?$select=keyCredentials`)).body['keyCredentials']?.['0']?.[
          'customKeyIdentifier'
        ],
      ),
      'hex',
    ).toString('base64url');
    const now = Math.floor(Date.now() / 1000);
    const assertion = jwt(
      { alg: 'RS256', typ: 'JWT', x5t },
      {
        iss: appId,
        sub: appId,
        aud: `https://login.microsoftonline.com/${tenantId}/oauth2/v2.0/token`,
        jti: '1',
        nbf: now,
        exp: now + 300,
      },
      own.key,
    );
    const answer = await tenant.ask({
      client_id: appId,
      client_secret: null,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
      scope: graphScope,
    });
    expect(claims(text(answer.body['access_token']))).toMatchObject({
      appid: appId,
      oid: principal,
      roles: ['User.Read.All'],
      wids: expect.arrayContaining([recipientAdministrator]),
    });
  });

  test('the certificate is shown of one application to whoever selects it, and never the rest of a PATCH', async () => {
    const { object } = await registered();
    const key = { type: 'AsymmetricX509Cert', usage: 'Verify', key: der, displayName: 'CN=one' };
    await tenant.call('PATCH', `/applications/${object}`, { keyCredentials: [key] }, as(1));
    const listed = await get(`/applications?$filter=displayName eq 'Mine'`);
    expect(listed.body['value']?.['0']?.['keyCredentials']?.['0']).toMatchObject({
      key: null,
      displayName: 'CN=one',
    });
    expect((await get(`/applications/${object}`)).body['keyCredentials']?.['0']).toMatchObject({ key: null });
    const selected = (await get(`/applications/${object}?$select=keyCredentials`)).body['keyCredentials']?.[
      '0'
    ];
    expect(selected).toMatchObject({ key: der, usage: 'Verify' });
    // One that is named by its id needs no bytes, and one that is not named is gone.
    const kept = { keyId: text(selected?.['keyId']), type: 'AsymmetricX509Cert', usage: 'Verify', key: null };
    const patch = (keyCredentials: unknown) =>
      tenant.call('PATCH', `/applications/${object}`, { keyCredentials }, as(1));
    expect((await patch([kept])).status).toBe(204);
    expect(
      (await get(`/applications/${object}?$select=keyCredentials`)).body['keyCredentials']?.['0'],
    ).toEqual(selected);
    expect((await patch([])).status).toBe(204);
    expect((await get(`/applications/${object}`)).body['keyCredentials']).toEqual([]);
  });

  test('lists what was given, from both sides, and takes it back', async () => {
    const { principal } = await registered();
    await allow(principal, graph, 'User.Read.All');
    const mine = (await get(`/servicePrincipals/${principal}/appRoleAssignments`)).body['value'];
    const { resourceId } = await roleOf(graph, 'User.Read.All');
    const theirs = (await get(`/servicePrincipals/${resourceId}/appRoleAssignedTo`)).body['value'];
    expect(mine).toEqual(theirs);
    expect(mine).toMatchObject([
      { principalId: principal, resourceId, resourceDisplayName: 'Microsoft Graph' },
    ]);
    const gone = await tenant.call(
      'DELETE',
      `/servicePrincipals/${principal}/appRoleAssignments/${text(mine?.['0']?.['id'])}`,
      undefined,
      as(1),
    );
    expect(gone.status).toBe(204);
    expect((await get(`/servicePrincipals/${principal}/appRoleAssignments`)).body['value']).toEqual([]);
  });
});

describe('refusals', () => {
  const credential = {
    name: 'tenant',
    issuer: 'https://issuer.example',
    subject: 'repo:a/b:environment:c',
    audiences: ['api://AzureADTokenExchange'],
  };
  test('a second federated credential of the same name, or of the same issuer and subject', async () => {
    const { appId } = await registered();
    const path = `/applications(appId='${appId}')/federatedIdentityCredentials`;
    expect((await post(path, credential)).status).toBe(201);
    expect(outcome(await post(path, { ...credential, subject: 'other' }))).toContain(
      '400 Request_BadRequest',
    );
    expect(outcome(await post(path, { ...credential, name: 'other' }))).toBe(
      '400 Request_BadRequest: Another object with the same value for property issuer and subject already exists.',
    );
    expect((await get(path)).body['value']).toMatchObject([credential]);
    expect((await get(`${path}/tenant`)).body).toMatchObject(credential);
  });
  test.each([
    ['no subject', { ...credential, subject: '' }],
    ['two audiences', { ...credential, audiences: ['a', 'b'] }],
    ['a name that does not fit into an address', { ...credential, name: 'a b' }],
  ])('a federated credential with %s', async (_, body) => {
    const { object } = await registered();
    expect((await post(`/applications/${object}/federatedIdentityCredentials`, body)).status).toBe(400);
  });
  test('a private key where a certificate belongs, and one that holds longer than the certificate', async () => {
    const { object } = await registered();
    const patch = (more: object) =>
      tenant.call(
        'PATCH',
        `/applications/${object}`,
        { keyCredentials: [{ type: 'AsymmetricX509Cert', usage: 'Verify', key: der, ...more }] },
        as(1),
      );
    expect((await patch({ key: Buffer.from(own.both).toString('base64') })).status).toBe(400);
    expect((await patch({ endDateTime: '2099-01-01T00:00:00Z' })).status).toBe(400);
    expect((await patch({ type: 'X509CertAndPassword', usage: 'Sign' })).status).toBe(400);
  });
  test('the same permission, the same role and the same service principal twice; an app role that there is not', async () => {
    const { appId, principal } = await registered();
    await allow(principal, graph, 'User.Read.All');
    expect(outcome(await allow(principal, graph, 'User.Read.All'))).toBe(
      '400 Request_BadRequest: Permission being assigned already exists on the object',
    );
    expect(outcome(await allow(principal, graph, 'Nothing.Read.All'))).toContain(
      'was not found on application',
    );
    expect((await post('/servicePrincipals', { appId })).status).toBe(400);
    expect((await post('/servicePrincipals', { appId: id(77) })).status).toBe(400);
    const role = { principalId: principal, roleDefinitionId: recipientAdministrator, directoryScopeId: '/' };
    expect((await post('/roleManagement/directory/roleAssignments', role)).status).toBe(201);
    expect((await post('/roleManagement/directory/roleAssignments', role)).status).toBe(400);
  });
});

/** Who may do what: a Global Administrator, a Privileged Role Administrator, an Application Administrator, anybody. */
test.each([
  [
    'register an application',
    () => (person: number) => post('/applications', { displayName: 'Other' }, person),
    [201, 403, 201, 403],
  ],
  [
    'add a certificate',
    async () => {
      const { object } = await registered();
      return (person: number) =>
        tenant.call('PATCH', `/applications/${object}`, { keyCredentials: [] }, as(person));
    },
    [204, 403, 204, 403],
  ],
  [
    'consent to Graph',
    async () => {
      const { principal } = await registered();
      return (person: number) =>
        allow(principal, graph, ['User.Read.All', 'Group.Read.All'][person - 1] ?? 'User.Read.All', person);
    },
    [201, 201, 403, 403],
  ],
  [
    'consent to Exchange',
    async () => {
      const { principal } = await registered();
      return (person: number) =>
        allow(principal, exchange, person === 1 ? 'full_access_as_app' : 'Exchange.ManageAsApp', person);
    },
    [201, 201, 400, 403],
  ],
  [
    'give a directory role',
    async () => {
      const { principal } = await registered();
      const scopes = ['/', '/administrativeUnits/1', '/administrativeUnits/2', '/administrativeUnits/3'];
      return (person: number) =>
        post(
          '/roleManagement/directory/roleAssignments',
          {
            principalId: principal,
            roleDefinitionId: recipientAdministrator,
            directoryScopeId: scopes[person - 1],
          },
          person,
        );
    },
    [201, 201, 403, 403],
  ],
] as const)('who may %s', async (_, prepare, expected) => {
  const attempt = await prepare();
  const statuses: number[] = [];
  for (const person of [1, 2, 3, 4]) statuses.push((await attempt(person)).status);
  expect(statuses).toEqual(expected);
});
