import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { contoso } from '../../src/emulator/contoso.ts';
import { startEmulator, type Emulator } from '../../src/emulator/emulator.ts';
import { ownCertificate } from '../support/certificate.ts';
import { temporary, type Ended } from '../support/cli.ts';
import { startConnectProxy, type ConnectProxy } from '../support/connect-proxy.ts';
import { startIssuer, type Issuer } from '../support/issuer.ts';
import { tenantry, workplace, type Workplace } from './end-to-end-support.ts';

/**
 * The program as it runs in a company and in a workflow: no `--endpoint`, Microsoft's own host names, a proxy in between,
 * a certificate authority of its own, and real sign-in.
 */

const tenantId = '84841066-274d-4ec0-a5c1-276be684bdd3';
const writer = { appId: '7c1f3a52-0d4e-4b86-9a3d-5e2f60718293', id: '2b9e6d10-8f5c-4a37-b1e4-c0d2a3948576' };
const powerless = {
  appId: '11112222-bbbb-3333-cccc-4444dddd5555',
  id: '66667777-aaaa-4888-9999-000011112222',
};
const graph = '00000003-0000-0000-c000-000000000000';
const exchange = '00000002-0000-0ff1-ce00-000000000000';
const permissions = [
  'Application.Read.All',
  'Application.ReadWrite.All',
  'AuditLog.Read.All',
  'Device.Read.All',
  'Directory.Read.All',
  'Domain.Read.All',
  'Group-OnPremisesSyncBehavior.ReadWrite.All',
  'Group.ReadWrite.All',
  'Organization.Read.All',
  'RoleManagement.Read.Directory',
  'RoleManagement.ReadWrite.Directory',
  'User-LifeCycleInfo.ReadWrite.All',
  'User-OnPremisesSyncBehavior.ReadWrite.All',
  'User.ReadWrite.All',
];
const subject = 'repo:contoso/tenant:environment:production';
const secret = 'Zq8~practice.makes/perfect+and=';
const pass = 'the-pass-of-this-job-which-is-secret';
const own = ownCertificate();

let emulator: Emulator;
let proxy: ConnectProxy;
let issuer: Issuer;
let github: Awaited<ReturnType<typeof startGitHub>>;
let place: Workplace;
let authority: string;

/** GitHub's end of OIDC: it gives a token of the issuer to whoever has the pass of the job. */
async function startGitHub() {
  const given: string[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://127.0.0.1');
    if (request.headers.authorization !== `Bearer ${pass}`) return void response.writeHead(401).end();
    given.push(
      issuer.token({
        sub: subject,
        aud: url.searchParams.get('audience'),
        repository: 'contoso/tenant',
        repository_id: '456789',
        repository_owner_id: '123456',
        jti: String(given.length),
      }),
    );
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ value: given.at(-1) }));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    given,
    environment: {
      GITHUB_ACTIONS: 'true',
      CI: 'true',
      AZURE_CLIENT_ID: writer.appId,
      ACTIONS_ID_TOKEN_REQUEST_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/token?api-version=2.0`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: pass,
    },
    close: () => new Promise<void>((resolve) => void server.close(() => resolve())),
  };
}

beforeAll(async () => {
  const state = contoso();
  issuer = await startIssuer();
  github = await startGitHub();
  emulator = await startEmulator({
    tls: true,
    throttling: false,
    state: {
      ...state,
      applications: [
        ...(state.applications ?? []),
        {
          id: '0f0e0d0c-0b0a-4908-8706-050403020100',
          appId: powerless.appId,
          displayName: 'Nobody consented',
        },
      ],
      servicePrincipals: [
        {
          ...writer,
          displayName: 'Tenantry',
          appRoleAssignments: [
            ...permissions.map((role) => ({ resource: graph, role })),
            { resource: exchange, role: 'Exchange.ManageAsApp' },
          ],
        },
        { ...powerless, displayName: 'Nobody consented', appRoleAssignments: [] },
      ],
      roleAssignments: [
        ...(state.roleAssignments ?? []),
        {
          id: 'Exchange-Recipient-Administrator-1',
          principalId: writer.id,
          roleDefinitionId: '31392ffb-586c-42d1-9346-e59415a2cc4e',
          directoryScopeId: '/',
        },
      ],
    },
  });
  emulator.addCredential(writer.appId, { certificate: own.both });
  emulator.addCredential(writer.appId, { secret });
  emulator.addCredential(writer.appId, { federated: { issuer: issuer.url, subject } });
  emulator.addCredential(powerless.appId, { secret });
  proxy = await startConnectProxy(emulator.tls?.port ?? 0);
  authority = join(temporary(), 'authority.pem');
  writeFileSync(authority, emulator.tls?.certificateAuthority ?? '');
});
afterAll(() => Promise.all([emulator.close(), proxy.close(), issuer.close(), github.close()]));
beforeEach(() => {
  place = workplace();
  emulator.clearFaults();
  emulator.clearRequests();
  github.given.length = 0;
});

const bySecret = { AZURE_CLIENT_ID: writer.appId, AZURE_CLIENT_SECRET: secret };

/** Runs the program behind the proxy. Node is told of it by nobody but the program. */
const run = (args: readonly string[], env: Readonly<Record<string, string>>): Promise<Ended> =>
  tenantry(args, {
    cwd: place.folder,
    env: { ...proxy.environment(authority), NODE_USE_ENV_PROXY: '', HTTP_PROXY: proxy.url, ...env },
  });

/** What the program wrote, on the terminal and in files, without the files that it was given. */
function written(...ends: readonly Ended[]): string {
  const files = (readdirSync(place.folder, { recursive: true }) as string[])
    .filter((name) => !name.startsWith('tenant') && name !== 'certificate.pem')
    .map((name) => join(place.folder, name))
    .filter((path) => statSync(path).isFile());
  return [
    ...ends.flatMap(({ stdout, stderr }) => [stdout, stderr]),
    ...files.map((path) => readFileSync(path, 'utf8')),
  ].join('\n');
}

/** Nothing that opens anything stands in a text, in no form in which it could be sent. */
function expectNoSecret(text: string): void {
  const keyLines = own.key.split('\n').filter((line) => line.length > 40);
  const secrets = [secret, encodeURIComponent(secret), pass, ...keyLines, ...github.given];
  expect(secrets.filter((each) => text.includes(each))).toEqual([]);
  expect(/eyJ[\w-]{10,}\.[\w-]{10,}/.exec(text)?.[0]).toBe(undefined);
}

const flat = (text: string): string => text.replace(/\s+/g, ' ').trim();

describe('a certificate', () => {
  test('plans and applies, to Graph and to Exchange, through the proxy, with a new token in the middle', async () => {
    place.write('certificate.pem', own.both);
    const environment = {
      AZURE_CLIENT_ID: writer.appId,
      AZURE_CLIENT_CERTIFICATE_PATH: 'certificate.pem',
      AZURE_TENANT_ID: tenantId,
    };
    const before = { hosts: proxy.hosts.length, state: emulator.state() };
    const planned = await run(['plan', '--out', 'plan.json', '--trace', 'plan.har'], environment);
    expect(planned).toMatchObject({ code: 0, stderr: '' });
    // As where a token ends in the middle of writing.
    emulator.addFault({ path: String.raw`^/\$batch`, item: false, skip: 3, times: 1, status: 401 });
    const applied = await run(
      ['apply', '--plan', 'plan.json', '--yes', '--journal', 'apply.jsonl', '--trace', 'apply.har'],
      environment,
    );
    expect(applied.stdout).toContain('77 writes: 77 applied.');
    expect(applied.code).toBe(0);
    expect(emulator.requests().requests.filter(({ status }) => status === 401)).toHaveLength(1);
    expect(new Set(proxy.hosts.slice(before.hosts))).toEqual(
      new Set(['login.microsoftonline.com', 'graph.microsoft.com', 'outlook.office365.com']),
    );
    for (const name of ['plan.json', 'plan.har', 'apply.jsonl', 'apply.har'])
      expect(place.read(name)).not.toBe('');
    expectNoSecret(written(planned, applied));
    emulator.putState(before.state);
  });
});

test.each([
  ['a secret', () => bySecret],
  ["GitHub's token", () => github.environment],
  [
    'the token of another issuer, in a file',
    () => {
      const path = join(temporary(), 'token');
      writeFileSync(path, issuer.token({ sub: subject, aud: 'api://AzureADTokenExchange' }));
      return { AZURE_CLIENT_ID: writer.appId, AZURE_FEDERATED_TOKEN_FILE: path };
    },
  ],
])('%s plans', async (_, environment) => {
  const planned = await run(['plan', '--out', 'plan.json', '--trace', 'plan.har'], environment());
  expect(planned).toMatchObject({ code: 0, stderr: '' });
  expectNoSecret(written(planned));
});

test('a token that Graph takes no longer in mid-run is replaced, with a new one of GitHub', async () => {
  emulator.addFault({
    path: '^/(?:users|groups|devices)',
    item: false,
    skip: 2,
    times: 1,
    status: 401,
    code: 'InvalidAuthenticationToken',
    message: 'Lifetime validation failed, the token is expired.',
  });
  const planned = await run(['plan', '--trace', 'plan.har'], github.environment);
  expect(planned).toMatchObject({ code: 0, stderr: '' });
  const asked = emulator.requests().requests.filter(({ status }) => status === 401);
  expect(asked).toHaveLength(1);
  // One each for Graph and Exchange, and the replacement.
  expect(github.given).toHaveLength(3);
  expectNoSecret(written(planned));
});

describe('what goes wrong is told with its cause', () => {
  test.each([
    [
      'an audience that nobody trusts',
      () => ({ ...github.environment, TENANTRY_TOKEN_AUDIENCE: 'api://another' }),
      () =>
        `No federated credential of application ${writer.appId} fits the token of GitHub: its audience does not. It was sent with subject "${subject}", issuer "${issuer.url}", audience "api://another".`,
    ],
    [
      'an application without a permission',
      () => ({ ...bySecret, AZURE_CLIENT_ID: powerless.appId }),
      () => `Application ${powerless.appId} has no permission for Microsoft Graph: its token has no roles.`,
    ],
    [
      'a certificate that is not registered',
      () => ({ AZURE_CLIENT_ID: powerless.appId, AZURE_CLIENT_CERTIFICATE: own.both }),
      () => `The certificate is not registered with application ${powerless.appId} (SHA-1 `,
    ],
    [
      'a wrong secret',
      () => ({ ...bySecret, AZURE_CLIENT_SECRET: `${secret}x` }),
      () => `The client secret of application ${writer.appId} is wrong.`,
    ],
    [
      'an unknown application',
      () => ({ ...bySecret, AZURE_CLIENT_ID: '99990000-aaaa-4111-8222-333344445555' }),
      () => `There is no application 99990000-aaaa-4111-8222-333344445555 in tenant ${tenantId}.`,
    ],
    [
      'a pass that GitHub does not know',
      () => ({ ...github.environment, ACTIONS_ID_TOKEN_REQUEST_TOKEN: `${pass}x` }),
      () => 'GitHub refused this job a token (status 401 from ',
    ],
    [
      'a certificate authority that is not trusted',
      () => ({ ...bySecret, NODE_EXTRA_CA_CERTS: '/dev/null' }),
      () => 'set NODE_EXTRA_CA_CERTS to a file with the certificate of that authority in PEM',
    ],
    [
      'another tenant',
      () => ({ ...bySecret, AZURE_TENANT_ID: 'contoso.onmicrosoft.com' }),
      () => `AZURE_TENANT_ID is contoso.onmicrosoft.com, but tenant.yaml is about ${tenantId}.`,
    ],
  ])('%s', async (_, environment, message) => {
    const planned = await run(['plan', '--trace', 'plan.har'], environment());
    expect(planned).toMatchObject({ code: 1, stdout: '' });
    expect(flat(planned.stderr)).toContain(message());
    expectNoSecret(written(planned));
  });

  test('a tenant that is not there', async () => {
    place.replace('tenant/tenant.yaml', tenantId, 'ffffffff-0000-4000-8000-000000000000');
    const { code, stderr } = await run(['plan'], bySecret);
    expect(code).toBe(1);
    expect(flat(stderr)).toContain(
      'https://login.microsoftonline.com knows no tenant ffffffff-0000-4000-8000-000000000000.',
    );
  });
});

const lines = (
  ended: Ended,
): readonly { readonly id: string; readonly verdict: string; readonly text: string }[] =>
  (JSON.parse(ended.stdout) as { lines: never[] }).lines;

describe('doctor', () => {
  test('tells who is signed in with a certificate, until when it holds, and that all hosts answer', async () => {
    place.write('certificate.pem', own.both);
    const ended = await run(['doctor', '--json', '--trace', 'doctor.har'], {
      AZURE_CLIENT_ID: writer.appId,
      AZURE_CLIENT_CERTIFICATE_PATH: 'certificate.pem',
    });
    expect(ended.stderr).toBe('');
    const found = lines(ended);
    expect(found.filter(({ id }) => id === 'reached').map(({ text }) => text)).toEqual([
      'login.microsoftonline.com (sign-in) answers.',
      'graph.microsoft.com (Microsoft Graph) answers.',
      'outlook.office365.com (Exchange Online) answers.',
    ]);
    expect(found.find(({ id }) => id === 'identity')?.text).toContain(
      `application Tenantry (${writer.appId})`,
    );
    expect(found.find(({ id }) => id === 'expiry')?.text).toMatch(
      /The certificate that is used \(SHA-1 [\dA-F]{40}\)/,
    );
    expect(found.find(({ id }) => id === 'apply')).toMatchObject({ verdict: 'fine' });
    expect(found.filter(({ verdict }) => verdict === 'failure')).toEqual([]);
    expectNoSecret(written(ended));
  });

  test("compares GitHub's token with the federated credentials", async () => {
    const ended = await run(['doctor', '--json'], github.environment);
    const found = lines(ended).filter(({ id }) => id === 'subject');
    expect(found.map(({ verdict }) => verdict)).toEqual(['fine']);
    expect(found[0]?.text).toContain(`subject "${subject}"`);
    expect(found[0]?.text).toMatch(/the federated credential ".*" fits\./);
    expectNoSecret(written(ended));
  });

  test('goes on where nobody can sign in, and writes nothing', async () => {
    const before = emulator.state();
    const ended = await run(['doctor'], { ...bySecret, AZURE_CLIENT_SECRET: `${secret}x` });
    expect(ended.code).toBe(1);
    const text = flat(ended.stdout);
    expect(text).toContain(`The client secret of application ${writer.appId} is wrong.`);
    expect(text).toContain('graph.microsoft.com (Microsoft Graph) answers.');
    expect(text).toContain(
      'To plan these files an application needs: Application.Read.All, Directory.Read.All',
    );
    expect(emulator.state()).toEqual(before);
    expectNoSecret(written(ended));
  });

  test('says that the files are wrong and where to see how', async () => {
    place.replace('tenant/tenant.yaml', 'format: 1', 'fromat: 1');
    const ended = await run(['doctor'], bySecret);
    expect(ended.code).toBe(1);
    expect(flat(ended.stdout)).toContain('Run `tenantry validate`');
  });
});
