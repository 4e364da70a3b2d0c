import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Environment } from '../../../src/adapters/sign-in/environment.ts';
import { problemOf } from '../problem-of.ts';
import {
  clientId,
  denied,
  granted,
  graphToken,
  json,
  jwt,
  network,
  now,
  signingIn,
  tenantId,
} from './try-signing-in.ts';

afterEach(() => vi.unstubAllGlobals());

const secretValue = 'Zq8~s3cret.value/with+signs=';
const secret: Environment = { AZURE_CLIENT_ID: clientId, AZURE_CLIENT_SECRET: secretValue };
const pass = 'eyJhbGciOiJub25lIn0.eyJwYXNzIjoidGhlLWpvYiJ9.c2ln';
const github: Environment = {
  GITHUB_ACTIONS: 'true',
  AZURE_CLIENT_ID: clientId,
  ACTIONS_ID_TOKEN_REQUEST_URL: 'http://127.0.0.1:9/token?api-version=2.0',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: pass,
};

const seconds = (offMinutes: number): number => now.getTime() / 1000 + offMinutes * 60;
const claims = {
  iss: 'https://token.actions.githubusercontent.com',
  aud: 'api://AzureADTokenExchange',
  sub: 'repo:octo-org/octo-repo:environment:production',
  repository: 'octo-org/octo-repo',
  repository_id: '456789',
  repository_owner_id: '123456',
  nbf: seconds(-5),
  exp: seconds(5),
};
const tokenPath = 'https://login.microsoftonline.com/84841066-274d-4ec0-a5c1-276be684bdd3/oauth2/v2.0/token';

/** GitHub gives a token with these claims; Entra refuses it. */
function refusing(description: string, said: object = claims, headers: Record<string, string> = {}) {
  return network(({ url }) =>
    url.startsWith('http://127.0.0.1:9/')
      ? json(200, { count: 1, value: jwt(said) })
      : denied(description, headers),
  );
}

async function refusalOf(environment: Environment) {
  const problem = await problemOf(() => signingIn(environment).graph());
  const text = JSON.stringify(problem);
  for (const hidden of [secretValue, encodeURIComponent(secretValue), pass, jwt(claims), 'eyJ', 'c2ln'])
    expect(text).not.toContain(hidden);
  return problem;
}

describe('a secret', () => {
  test('brings a token for each service', async () => {
    const { sent } = network(({ form }) =>
      granted(
        form['scope']?.includes('outlook')
          ? jwt({ tid: tenantId, roles: ['Exchange.ManageAsApp'] })
          : graphToken(),
      ),
    );
    const tokens = signingIn(secret);
    expect(await tokens.graph()).toBe(graphToken());
    expect(await tokens.exchange()).toBe(jwt({ tid: tenantId, roles: ['Exchange.ManageAsApp'] }));
    expect(
      sent.map(({ url, form }) => [url, form['client_id'], form['client_secret'], form['scope']]),
    ).toEqual([
      [tokenPath, clientId, secretValue, 'https://graph.microsoft.com/.default'],
      [tokenPath, clientId, secretValue, 'https://outlook.office365.com/.default'],
    ]);
  });

  test('brings another token when the service refused one, not the same from a store', async () => {
    let count = 0;
    network(() => granted(graphToken({ count: ++count })));
    const { graph } = signingIn(secret);
    const first = await graph();
    expect(await graph(first)).toBe(graphToken({ count: 2 }));
  });

  test.each([
    [
      "AADSTS7000215: Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '00001111-aaaa-2222-bbbb-3333cccc4444'.",
      `The client secret of application ${clientId} is wrong.`,
      "Put the secret's Value into AZURE_CLIENT_SECRET, not its Secret ID; the value is shown only once, so make a new one under App registrations, the application, Certificates & secrets if it is lost.",
    ],
    [
      "AADSTS7000222: The provided client secret keys for app '00001111-aaaa-2222-bbbb-3333cccc4444' are expired.",
      `The client secret of application ${clientId} has expired.`,
      'Make a new one under App registrations, the application, Certificates & secrets and put it into AZURE_CLIENT_SECRET, or sign in without a secret.',
    ],
    [
      "AADSTS700016: Application with identifier '00001111-aaaa-2222-bbbb-3333cccc4444' was not found in the directory 'Contoso'.",
      `There is no application ${clientId} in tenant ${tenantId}.`,
      'Correct AZURE_CLIENT_ID (the Application ID, not the Object ID) or `tenant.id` in tenant.yaml; an application of another tenant needs admin consent in this one first.',
    ],
    [
      "AADSTS90002: Tenant '84841066-274d-4ec0-a5c1-276be684bdd3' not found.",
      `https://login.microsoftonline.com knows no tenant ${tenantId}.`,
      'Correct `tenant.id` in tenant.yaml, or `cloud` where the tenant is in another of Microsoft’s clouds.',
    ],
    [
      'AADSTS7000229: The client application is missing service principal in the tenant.',
      `In tenant ${tenantId} application ${clientId} has no service principal.`,
      'Grant it admin consent under App registrations, API permissions, or make one with `az ad sp create --id`.',
    ],
    [
      "AADSTS7000112: Application '00001111-aaaa-2222-bbbb-3333cccc4444'(tenantry) is disabled.",
      `In tenant ${tenantId} application ${clientId} is disabled.`,
      'Enable it under Enterprise applications, Properties, "Enabled for users to sign-in".',
    ],
    [
      'AADSTS53003: Access has been blocked by Conditional Access policies.',
      `Conditional access of tenant ${tenantId} blocks application ${clientId}.`,
      'The sign-in log of the tenant names the policy; leave the application out of it, or run where it lets sign in.',
    ],
    [
      `AADSTS999999: Something new about ${secretValue} happened. Nobody knows what.`,
      `Microsoft refused to sign in application ${clientId} to tenant ${tenantId}: AADSTS999999: Something new about REDACTED happened.`,
      'https://login.microsoftonline.com/error?code=999999 says more.',
    ],
  ])('%s', async (description, message, remedy) => {
    network(() => denied(description));
    expect(await refusalOf(secret)).toEqual({ id: 'sign-in', message, remedy });
  });

  test('where the tenant has no Exchange', async () => {
    network(() =>
      denied(
        'AADSTS500011: The resource principal named https://outlook.office365.com was not found in the tenant.',
      ),
    );
    expect(await problemOf(() => signingIn(secret).exchange())).toEqual({
      id: 'sign-in',
      message: `Tenant ${tenantId} has no service outlook.office365.com.`,
      remedy: 'It has no Exchange Online: set `exchange: { route: never }` in tenant.yaml.',
    });
  });

  test('is never sent before the tenant is known to be the right one', async () => {
    const { sent } = network(() => granted());
    const problem = await problemOf(() =>
      signingIn({ ...secret, AZURE_TENANT_ID: 'ffffffff-0000-4000-8000-000000000000' }).graph(),
    );
    expect(problem.id).toBe('wrong-tenant');
    expect(sent).toEqual([]);
  });
});

describe("GitHub's token", () => {
  test('is asked for at every exchange, and exchanged', async () => {
    let count = 0;
    const { sent } = network(({ url }) =>
      url.startsWith('http://127.0.0.1:9/')
        ? json(200, { value: jwt({ ...claims, jti: ++count }) })
        : granted(),
    );
    const { graph } = signingIn(github);
    await graph(await graph());
    expect(
      sent.map(({ url, authorization, form }) => [url, authorization, form['client_assertion']]),
    ).toEqual([
      [
        'http://127.0.0.1:9/token?api-version=2.0&audience=api%3A%2F%2FAzureADTokenExchange',
        `Bearer ${pass}`,
        undefined,
      ],
      [tokenPath, null, jwt({ ...claims, jti: 1 })],
      [
        'http://127.0.0.1:9/token?api-version=2.0&audience=api%3A%2F%2FAzureADTokenExchange',
        `Bearer ${pass}`,
        undefined,
      ],
      [tokenPath, null, jwt({ ...claims, jti: 2 })],
    ]);
    expect(sent[1]?.form).toMatchObject({
      client_id: clientId,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      grant_type: 'client_credentials',
    });
  });

  const lasting = 'repo:octo-org@123456/octo-repo@456789:environment:production';
  const here =
    'Under App registrations, the application, Certificates & secrets, Federated credentials, have one with exactly these three, upper and lower case included.';

  test.each([
    [
      'AADSTS700213: No matching federated identity record found for presented assertion subject.',
      claims,
      `No federated credential of application ${clientId} fits the token of GitHub: its subject does not. It was sent with subject "${claims.sub}", issuer "${claims.iss}", audience "${claims.aud}".`,
      `${here} One for "${lasting}", GitHub's other form of the same subject, does not count.`,
    ],
    [
      'AADSTS700213: No matching federated identity record found for presented assertion subject.',
      { ...claims, sub: lasting },
      `No federated credential of application ${clientId} fits the token of GitHub: its subject does not. It was sent with subject "${lasting}", issuer "${claims.iss}", audience "${claims.aud}".`,
      `${here} One for "${claims.sub}", GitHub's other form of the same subject, does not count.`,
    ],
    [
      'AADSTS700213: No matching federated identity record found for presented assertion subject.',
      { ...claims, sub: 'repository_owner:octo-org:job_workflow_ref:x' },
      `No federated credential of application ${clientId} fits the token of GitHub: its subject does not. It was sent with subject "repository_owner:octo-org:job_workflow_ref:x", issuer "${claims.iss}", audience "${claims.aud}".`,
      `${here} GitHub was told to write subjects of this repository in a form of its own; take it as it stands here.`,
    ],
    [
      'AADSTS7002138: No matching federated identity record found. The matching is case sensitive.',
      claims,
      `No federated credential of application ${clientId} fits the token of GitHub: its subject differs in upper and lower case. It was sent with subject "${claims.sub}", issuer "${claims.iss}", audience "${claims.aud}".`,
      `${here} One for "${lasting}", GitHub's other form of the same subject, does not count.`,
    ],
    [
      'AADSTS700211: No matching federated identity record found for presented assertion issuer.',
      {
        ...claims,
        iss: 'https://token.actions.githubusercontent.com/octo',
        sub: 'repo:octo-org/octo-repo:pull_request',
      },
      `No federated credential of application ${clientId} fits the token of GitHub: its issuer does not. It was sent with subject "repo:octo-org/octo-repo:pull_request", issuer "https://token.actions.githubusercontent.com/octo", audience "${claims.aud}".`,
      `${here} One for "repo:octo-org@123456/octo-repo@456789:pull_request", GitHub's other form of the same subject, does not count.`,
    ],
    [
      'AADSTS700212: No matching federated identity record found for presented assertion audience.',
      claims,
      `No federated credential of application ${clientId} fits the token of GitHub: its audience does not. It was sent with subject "${claims.sub}", issuer "${claims.iss}", audience "${claims.aud}".`,
      `${here} One for "${lasting}", GitHub's other form of the same subject, does not count. Where the credential is to keep another audience, name it in TENANTRY_TOKEN_AUDIENCE.`,
    ],
    [
      'AADSTS70021: No matching federated identity record found for presented assertion.',
      claims,
      `No federated credential of application ${clientId} fits the token of GitHub. It was sent with subject "${claims.sub}", issuer "${claims.iss}", audience "${claims.aud}".`,
      `${here} One for "${lasting}", GitHub's other form of the same subject, does not count.`,
    ],
    [
      'AADSTS50166: Request to External OIDC endpoint failed.',
      { ...claims, iss: 'https://github.contoso.example/_services/token' },
      'Microsoft cannot ask the issuer https://github.contoso.example/_services/token for its keys.',
      'Its address has to answer to the internet at /.well-known/openid-configuration; a GitHub Enterprise Server behind a firewall does not. Sign in with a certificate then.',
    ],
    [
      'AADSTS7000272: The certificate with identifier x used to sign the federated credential could not be found in the metadata of the identity provider.',
      claims,
      `Microsoft does not find the key that signed the token among those of the issuer ${claims.iss}.`,
      'Run it again, since keys change; if it stays so, the issuer does not show all of its keys.',
    ],
    [
      'AADSTS700024: Client assertion is not within its valid time range. Current time: 2026-11-22T12:09:00.1234567Z, assertion valid from 2026-11-22T11:55:00.0000000Z, expiry time of assertion 2026-11-22T12:05:00.0000000Z.',
      claims,
      "The token of GitHub has expired: it expires at 2026-11-22T12:05:00Z, and Microsoft's clock says 2026-11-22T12:09:00Z.",
      'Run the job again. If it stays so, a proxy in between keeps answers of GitHub for too long.',
    ],
  ])('%s', async (description, said, message, remedy) => {
    refusing(description, said);
    expect(await refusalOf(github)).toEqual({ id: 'sign-in', message, remedy });
  });

  test.each([
    [
      403,
      'GitHub refused this job a token (status 403 from 127.0.0.1:9).',
      'Check that the job has `permissions: id-token: write` and still runs: its pass ends with the job, and is for one job only.',
    ],
    [
      404,
      'GitHub gave this job no token (status 404 from 127.0.0.1:9).',
      'Run the job again; https://www.githubstatus.com tells whether Actions has trouble.',
    ],
    [
      200,
      "GitHub's answer to the question for a token cannot be read (127.0.0.1:9).",
      'Run the job again; a proxy in between may have answered in place of GitHub.',
    ],
  ])('that does not come, with status %d', async (status, message, remedy) => {
    const { sent } = network(() => json(status, { message: `no token for ${pass}` }));
    expect(await refusalOf(github)).toEqual({ id: 'sign-in-github', message, remedy });
    expect(sent).toHaveLength(1);
  });

  test('that comes late is waited for', async () => {
    let attempts = 0;
    network(({ url }) => {
      if (!url.startsWith('http://127.0.0.1:9/')) return granted();
      return ++attempts < 4 ? json(503, {}) : json(200, { value: jwt(claims) });
    });
    const tokens = signingIn(github);
    await tokens.graph();
    expect(tokens.waits).toEqual([1000, 2000, 4000]);
  });

  test.each(['http://token.example.com/', 'ftp://127.0.0.1/', 'nonsense'])(
    'is not asked for at %s',
    async (url) => {
      const { sent } = network(() => granted());
      expect(await refusalOf({ ...github, ACTIONS_ID_TOKEN_REQUEST_URL: url })).toEqual({
        id: 'sign-in-github',
        message: 'ACTIONS_ID_TOKEN_REQUEST_URL is no https address, so no token is asked for there.',
        remedy:
          'GitHub sets it by itself in a job with `permissions: id-token: write`; do not set it yourself.',
      });
      expect(sent).toEqual([]);
    },
  );
});

const failing = (code: string, message = code): Error => Object.assign(new Error(message), { code });

describe('a network', () => {
  test.each([
    [
      failing('UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'unable to verify the first certificate'),
      "Microsoft's sign-in cannot be reached at login.microsoftonline.com: unable to verify the first certificate (UNABLE_TO_VERIFY_LEAF_SIGNATURE).",
      'The connection is opened on its way, as company proxies do: set NODE_EXTRA_CA_CERTS to a file with the certificate of that authority in PEM, or NODE_USE_SYSTEM_CA=1 where this machine trusts it already.',
      [],
    ],
    [
      failing('CERT_NOT_YET_VALID', 'certificate is not yet valid'),
      "Microsoft's sign-in cannot be reached at login.microsoftonline.com: certificate is not yet valid (CERT_NOT_YET_VALID).",
      'Set the clock of this machine right; if it is, whoever answers has an expired certificate.',
      [],
    ],
    [
      failing('UND_ERR_ABORTED', 'Request was cancelled. Proxy response (407) !== 200 when HTTP Tunneling'),
      "Microsoft's sign-in cannot be reached at login.microsoftonline.com: Request was cancelled. Proxy response (407) !== 200 when HTTP Tunneling (UND_ERR_ABORTED).",
      'The proxy wants a user name and password: HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT.',
      [],
    ],
    [
      failing('UND_ERR_ABORTED', 'Request was cancelled. Proxy response (403) !== 200 when HTTP Tunneling'),
      "Microsoft's sign-in cannot be reached at login.microsoftonline.com: Request was cancelled. Proxy response (403) !== 200 when HTTP Tunneling (UND_ERR_ABORTED).",
      'The proxy in HTTPS_PROXY refused with status 403: have it let this host through, or name the host in NO_PROXY.',
      [],
    ],
    [
      failing('ENOTFOUND', 'getaddrinfo ENOTFOUND login.microsoftonline.com'),
      "Microsoft's sign-in cannot be reached at login.microsoftonline.com: getaddrinfo ENOTFOUND login.microsoftonline.com.",
      'Check the network, the proxy (HTTPS_PROXY, NO_PROXY) and the `cloud` in tenant.yaml.',
      [1000, 2000, 4000],
    ],
  ])('%s', async (error, message, remedy, waits) => {
    network(() => error);
    const tokens = signingIn(secret);
    expect(await problemOf(() => tokens.graph())).toEqual({ id: 'sign-in', message, remedy });
    expect(tokens.waits).toEqual(waits);
  });

  test('that is busy says so, whatever its code', async () => {
    network(() =>
      json(503, { error: 'temporarily_unavailable', error_description: 'AADSTS90033: A transient error.' }),
    );
    const tokens = signingIn(secret);
    expect(await problemOf(() => tokens.graph())).toMatchObject({
      message: "Microsoft's sign-in at login.microsoftonline.com was too busy to answer (status 503).",
    });
    expect(tokens.waits).toEqual([1000, 2000, 4000]);
  });

  test.each([
    [
      503,
      "Microsoft's sign-in at login.microsoftonline.com was too busy to answer (status 503).",
      'Nothing was changed. Run the command again later.',
    ],
    [
      403,
      "What answers at login.microsoftonline.com is not Microsoft's sign-in (status 403).",
      'Check the proxy (HTTPS_PROXY, NO_PROXY) and AZURE_AUTHORITY_HOST.',
    ],
  ])('that answers something else, with status %d', async (status, message, remedy) => {
    network(() => new Response('<html>Access denied by policy</html>', { status }));
    expect(await refusalOf(secret)).toEqual({ id: 'sign-in', message, remedy });
  });
});

test('a private authority is asked alone, and nobody whether it may be trusted', async () => {
  const origin = 'https://login.contoso.example';
  const { sent } = network(({ url }) =>
    url.includes('openid-configuration')
      ? json(200, {
          issuer: `${origin}/${tenantId}/v2.0`,
          authorization_endpoint: `${origin}/${tenantId}/oauth2/v2.0/authorize`,
          token_endpoint: `${origin}/${tenantId}/oauth2/v2.0/token`,
          jwks_uri: `${origin}/${tenantId}/discovery/v2.0/keys`,
        })
      : granted(),
  );
  await signingIn({ ...secret, AZURE_AUTHORITY_HOST: origin }).graph();
  expect(sent.map(({ url }) => url)).toEqual([
    `${origin}/${tenantId}/v2.0/.well-known/openid-configuration`,
    `${origin}/${tenantId}/oauth2/v2.0/token`,
  ]);
});
