import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkout } from '../../../src/adapters/examination/checkout.ts';
import { reach } from '../../../src/adapters/examination/reach.ts';
import { wayIn } from '../../../src/adapters/examination/way-in.ts';
import { systemClock } from '../../../src/adapters/clock/clock.ts';
import { identityOf } from '../../../src/adapters/sign-in/identity.ts';
import { ownCertificate } from '../../support/certificate.ts';
import { temporary } from '../../support/cli.ts';

const clock = systemClock();

describe('reach', () => {
  test('whatever answers is there, and tells its time', async () => {
    const server = createServer((_, response) => void response.writeHead(404).end());
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const found = await reach('it', `http://127.0.0.1:${port}/v1.0/`, clock, undefined);
    expect(found).toMatchObject({ host: `127.0.0.1:${port}`, what: 'it' });
    expect(found.problem).toBe(undefined);
    expect(Math.abs((found.clock?.ours ?? 0) - (found.clock?.theirs ?? 1e9))).toBeLessThan(60_000);
    await new Promise((resolve) => server.close(resolve));
    const gone = await reach('it', `http://127.0.0.1:${port}/`, clock, undefined);
    expect(gone.problem?.message).toContain('ECONNREFUSED');
    expect(gone.problem?.remedy).toContain('proxy');
  });
});

const surroundings = (environment: Record<string, string>) => ({
  cloud: 'global' as const,
  tenantId: '84841066-274d-4ec0-a5c1-276be684bdd3',
  environment,
  interactive: false,
  clock,
  signal: undefined,
});

describe('wayIn', () => {
  const application = '7c1f3a52-0d4e-4b86-9a3d-5e2f60718293';

  test('a certificate, of which nothing secret is told', async () => {
    const own = ownCertificate();
    const way = await wayIn(
      surroundings({ AZURE_CLIENT_ID: application, AZURE_CLIENT_CERTIFICATE: own.both }),
    );
    expect(way).toMatchObject({ application, problems: [] });
    expect(way.certificate?.sha1).toMatch(/^[\dA-F]{40}$/);
    expect(way.certificate?.until).toBeGreaterThan(Date.now());
    expect(JSON.stringify(way)).not.toContain('PRIVATE KEY');
  });

  test('a secret is named and not shown', async () => {
    const way = await wayIn(
      surroundings({ AZURE_CLIENT_ID: application, AZURE_CLIENT_SECRET: 'Zq8~secret' }),
    );
    expect(way.text).toBe(`As application ${application}, with the secret in AZURE_CLIENT_SECRET.`);
    expect(JSON.stringify(way)).not.toContain('Zq8');
  });

  test('what an environment contradicts is said once', async () => {
    const way = await wayIn(surroundings({ AZURE_CLIENT_SECRET: 'Zq8~secret' }));
    expect(way.problems.map(({ message }) => message)).toEqual([
      'AZURE_CLIENT_SECRET is set, but AZURE_CLIENT_ID is not: nobody knows which application signs in.',
    ]);
  });

  test('a token of another issuer tells what it is sent with', async () => {
    const path = join(temporary(), 'token');
    const claims = { sub: 'system:serviceaccount:a:b', iss: 'https://issuer.example', aud: 'api://x' };
    writeFileSync(path, ['e30', Buffer.from(JSON.stringify(claims)).toString('base64url'), 'c2ln'].join('.'));
    const way = await wayIn(surroundings({ AZURE_CLIENT_ID: application, AZURE_FEDERATED_TOKEN_FILE: path }));
    expect(way.assertion).toEqual({
      subject: 'system:serviceaccount:a:b',
      issuer: 'https://issuer.example',
      audience: 'api://x',
    });
  });
});

const token = (claims: object): string =>
  ['e30', Buffer.from(JSON.stringify(claims)).toString('base64url'), 'c2ln'].join('.');

describe('identityOf', () => {
  const tid = '84841066-274d-4ec0-a5c1-276be684bdd3';

  test.each([
    ['no token of Entra', 'tenantry-practice', undefined],
    ['no tenant in it', token({ roles: ['User.Read.All'] }), undefined],
    [
      'an application',
      token({
        tid,
        idtyp: 'app',
        appid: 'a',
        app_displayname: 'Reader',
        roles: ['User.Read.All'],
        wids: ['0997a1d0-0d1d-4acb-b408-d5ca73121e90', 'r'],
      }),
      {
        kind: 'application',
        application: 'a',
        name: 'Reader',
        tenantId: tid,
        permissions: ['User.Read.All'],
        scopes: [],
        directoryRoles: ['r'],
      },
    ],
    [
      'a person',
      token({ tid, appid: 'a', upn: 'lee.gu@contoso.com', scp: 'User.Read Group.Read', wids: ['r'] }),
      {
        kind: 'person',
        application: 'a',
        name: 'lee.gu@contoso.com',
        tenantId: tid,
        permissions: [],
        scopes: ['User.Read', 'Group.Read'],
        directoryRoles: ['r'],
      },
    ],
  ])('%s', (_, text, expected) => {
    expect(identityOf(text)).toEqual(expected);
  });
});

describe('checkout', () => {
  test('workflows, and the name that the job tells', async () => {
    const folder = temporary();
    mkdirSync(join(folder, '.github/workflows'), { recursive: true });
    writeFileSync(join(folder, '.github/workflows/plan.yml'), 'jobs: {}\n');
    writeFileSync(join(folder, '.github/workflows/notes.md'), '');
    const found = await checkout(folder, { GITHUB_REPOSITORY: 'contoso/tenant' });
    expect(found).toEqual({
      repository: 'contoso/tenant',
      workflows: [{ path: '.github/workflows/plan.yml', text: 'jobs: {}\n' }],
    });
  });

  test('neither', async () => {
    expect(await checkout(temporary(), {})).toEqual({ workflows: [] });
  });
});
