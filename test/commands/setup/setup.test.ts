import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startEmulator, type Emulator } from '../../../src/emulator/emulator.ts';
import { objectsOf, textOf } from '../../../src/emulator/json.ts';
import { ownCertificate } from '../../support/certificate.ts';
import { temporary, tenantry, type Ended } from '../../support/cli.ts';
import { noteSecretFiles } from '../../support/secret-files.ts';
import { tenantYaml } from '../../config/support.ts';

let folder: string;
let emulator: Emulator;
const keys = mkdtempSync(join(tmpdir(), 'tenantry-keys-'));
beforeAll(async () => {
  folder = temporary();
  mkdirSync(join(folder, 'tenant'));
  writeFileSync(join(folder, 'tenant/tenant.yaml'), tenantYaml);
  emulator = await startEmulator({ throttling: false });
});
afterAll(async () => {
  noteSecretFiles(keys);
  rmSync(keys, { recursive: true });
  await emulator.close();
});

const setup = (...args: readonly string[]): Promise<Ended> => tenantry(['setup', ...args], { cwd: folder });
const flat = (text: string): string => text.replace(/\s+/g, ' ').trim();
const endpoint = (): string[] => ['--endpoint', emulator.graph];

describe('without --run it prints, and asks nobody', () => {
  test.each([
    ['portal', '1. Register the application Tenantry reader'],
    ['az', 'az ad app create --display-name'],
    ['powershell', 'New-MgApplication -DisplayName'],
  ])('as %s', async (form, expected) => {
    const { code, stdout, stderr } = await setup('--repository', 'contoso/tenant', '--as', form);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(expected);
  });
  test('all forms, one after the other', async () => {
    const { stdout } = await setup('--repository', 'contoso/tenant', '--as', 'all');
    expect(stdout.match(/^# (?:In https|With )\S+.*$/gm)).toEqual([
      '# In https://entra.microsoft.com',
      '# With the Azure CLI',
      '# With Microsoft Graph PowerShell',
    ]);
  });
  test('as JSON', async () => {
    const { stdout } = await setup(
      '--repository',
      'contoso@123456/tenant@456789',
      '--json',
      '--only',
      'writer',
    );
    const { format, steps } = JSON.parse(stdout) as { format: number; steps: { id: string; work: object }[] };
    expect(format).toBe(1);
    expect(steps.find(({ id }) => id === 'writer/federation')?.work).toMatchObject({
      credential: { subject: 'repo:contoso@123456/tenant@456789:environment:tenant' },
    });
    expect(steps.find(({ id }) => id === 'writer/environment')?.work).toMatchObject({
      environment: { repository: 'contoso/tenant' },
    });
  });
  test('certificates are made all the same, since the commands upload them', async () => {
    const { stdout, stderr } = await setup('--certificate-dir', keys, '--only', 'reader', '--as', 'az');
    expect(stdout).toContain(`--cert @${keys}/tenantry-reader-`);
    expect(stderr).toContain('Made ');
    expect(stdout + stderr).not.toContain('PRIVATE');
  });
});

describe('what cannot be meant is said, all at once, and nothing is made', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    [
      'no way to sign in',
      [],
      ['It is not said how the applications are to sign in.', '--repository OWNER/NAME'],
    ],
    [
      'nothing right',
      [
        '--repository',
        'tenant',
        '--reader-name',
        'x',
        '--writer-name',
        'x',
        '--days',
        '5000',
        '--apply-environment',
        'tenantry-plan',
        '--rotate',
        '--issuer',
        'http://x',
        '--reader-also',
        '; rm',
      ],
      [
        '--repository "tenant" is no repository of GitHub.',
        'Reader and writer have the same name.',
        'Reader and writer have the same environment, so whoever may plan could write.',
        '--days 5000 is not possible.',
        '--issuer "http://x" is no https address.',
        '"; rm" is no permission.',
        '--rotate makes certificates, and no folder is named.',
      ],
    ],
    [
      'a name over two lines',
      ['--repository', 'a/b', '--reader-name', 'a\nb'],
      ['cannot be the name of an application'],
    ],
    [
      'names that az would take for a file and for an option',
      ['--repository', 'a/b', '--reader-name', '@/etc/passwd', '--writer-name=-x'],
      ['"@/etc/passwd" cannot be the name of an application', '"-x" cannot be the name of an application'],
    ],
  ])('%s', async (_, args, expected) => {
    const { code, stdout, stderr } = await setup(...args);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    for (const each of expected) expect(flat(stderr)).toContain(each);
  });
  test('invalid files', async () => {
    const { code } = await tenantry(['setup', 'nowhere', '--repository', 'a/b'], { cwd: folder });
    expect(code).toBe(1);
    expect(existsSync(join(folder, 'keys'))).toBe(false);
  });
});

describe('--run', () => {
  const args = ['--run', '--repository', 'contoso/tenant', '--only', 'reader'];
  test('does nothing where nobody can be asked', async () => {
    const { code, stderr } = await setup(...args, ...endpoint());
    expect(code).toBe(1);
    expect(flat(stderr)).toContain('Nobody could be asked "Do this?", so nothing was written.');
    expect(emulator.state().applications ?? []).toEqual([]);
  });
  test('shows each step before it is done', async () => {
    const { code, stderr, stdout } = await setup(...args, '--yes', ...endpoint());
    expect(code).toBe(0);
    const lines = stderr.split('\n');
    expect(
      lines.indexOf(
        '    POST /applications {"displayName":"Tenantry reader","signInAudience":"AzureADMyOrg"}',
      ),
    ).toBeLessThan(lines.indexOf('Done: Register the application Tenantry reader.'));
    expect(stdout).toContain('4 steps: 4 done, 0 already so.');
  });
  test('does just what is missing', async () => {
    const { code, stderr, stdout } = await setup(
      ...args,
      '--yes',
      '--reader-also',
      'Device.Read.All',
      ...endpoint(),
    );
    expect(code).toBe(0);
    expect(stdout).toContain('4 steps: 1 done, 3 already so.');
    expect(stderr.match(/POST .*/g)).toEqual([
      'POST /servicePrincipals/{Microsoft Graph}/appRoleAssignedTo Device.Read.All',
    ]);
  });
  test('says which permission there is not, and grants none', async () => {
    const before = emulator.state();
    const { code, stderr, stdout } = await setup(
      ...args,
      '--yes',
      '--reader-also',
      'Devices.Read.Al',
      ...endpoint(),
    );
    expect(code).toBe(6);
    expect(flat(stderr)).toContain(
      'Microsoft Graph defines no application permission Devices.Read.Al in this tenant.',
    );
    expect(stdout).toContain('3 already so, 1 refused');
    expect(emulator.state()).toEqual(before);
  });
  test('removes what has expired only when it is asked to', async () => {
    const appId = textOf(emulator.state().applications?.[0]?.['appId']);
    emulator.addCredential(appId, {
      certificate: ownCertificate('old').certificate,
      endDateTime: '2020-01-01T00:00:00Z',
    });
    const count = (): number => objectsOf(emulator.state().applications?.[0]?.['keyCredentials']).length;
    await setup(...args, '--yes', ...endpoint());
    expect(count()).toBe(1);
    const { stdout, stderr } = await setup(...args, '--yes', '--remove-expired', ...endpoint());
    expect(stderr).toContain('expired on 2020-01-01');
    expect(stdout).toContain('5 steps: 1 done, 4 already so.');
    expect(count()).toBe(0);
  });
  test('two applications of the same name are not guessed at', async () => {
    const application = emulator.state().applications?.[0] ?? {};
    const state = emulator.state();
    emulator.putState({
      ...state,
      applications: [
        ...(state.applications ?? []),
        {
          ...application,
          id: '00000000-0000-4000-8000-000000000001',
          appId: '00000000-0000-4000-8000-000000000002',
        },
      ],
    });
    const { code, stderr } = await setup(...args, '--yes', ...endpoint());
    expect(code).toBe(6);
    expect(flat(stderr)).toContain('2 applications are called Tenantry reader:');
    expect(flat(stderr)).toContain('00000000-0000-4000-8000-000000000002');
    emulator.putState(state);
  });
  test('as JSON, with what became of each step', async () => {
    const { stdout } = await setup(...args, '--yes', '--json', ...endpoint());
    const { outcomes, applications } = JSON.parse(stdout) as {
      outcomes: { step: string; outcome: string }[];
      applications: Record<string, { appId: string }>;
    };
    expect(outcomes.map(({ step, outcome }) => `${step} ${outcome}`)).toEqual([
      'reader/application already',
      'reader/principal already',
      'reader/federation already',
      'reader/permissions already',
    ]);
    expect(applications['reader']?.appId).toBe(emulator.state().applications?.[0]?.['appId']);
  });
});

describe('an application of that name that somebody else waits with', () => {
  const appId = '00000000-0000-4000-8000-000000000012';
  const args = ['--run', '--yes', '--repository', 'contoso/tenant', '--only', 'writer'];
  const mallory = {
    id: '00000000-0000-4000-8000-000000000013',
    userPrincipalName: 'mallory@contoso.com',
  };
  const application = {
    id: '00000000-0000-4000-8000-000000000011',
    appId,
    displayName: 'Tenantry writer',
    signInAudience: 'AzureADMyOrg',
    keyCredentials: [],
    passwordCredentials: [],
    requiredResourceAccess: [],
  };
  const principal = {
    id: '00000000-0000-4000-8000-000000000014',
    appId,
    displayName: 'Tenantry writer',
    accountEnabled: true,
    servicePrincipalType: 'Application',
    appRoles: [],
    appRoleAssignments: [],
  };
  const secret = { keyId: '00000000-0000-4000-8000-000000000015', endDateTime: '2030-01-01T00:00:00Z' };
  let before: ReturnType<Emulator['state']>;
  beforeAll(() => {
    before = emulator.state();
  });
  afterEach(() => {
    emulator.putState(before);
  });
  const put = (own: object, its?: object): void =>
    emulator.putState({
      ...before,
      applications: [...(before.applications ?? []), { ...application, ...own }],
      servicePrincipals: [...(before.servicePrincipals ?? []), ...(its ? [{ ...principal, ...its }] : [])],
    });

  test.each<[string, object, object | undefined, string]>([
    [
      'as its owner',
      { owners: [mallory] },
      undefined,
      'its owners may add credentials (mallory@contoso.com)',
    ],
    ['as the owner of its service principal', {}, { owners: [mallory] }, 'mallory@contoso.com'],
    ['with a secret', { passwordCredentials: [secret] }, undefined, 'whoever knows its secret can sign in'],
    ['with a secret of its service principal', {}, { passwordCredentials: [secret] }, 'knows its secret'],
    ['in another tenant', { signInAudience: 'AzureADMultipleOrgs' }, undefined, '(AzureADMultipleOrgs)'],
    [
      'with jobs of another repository',
      {
        federatedIdentityCredentials: [
          {
            id: '00000000-0000-4000-8000-000000000016',
            name: 'x',
            issuer: 'https://token.actions.githubusercontent.com',
            subject: 'repo:mallory/x:environment:tenant',
            audiences: ['api://AzureADTokenExchange'],
          },
        ],
      },
      undefined,
      'it trusts other tokens (repo:mallory/x:environment:tenant of',
    ],
  ])('is granted nothing: %s', async (_, own, its, expected) => {
    put(own, its);
    const state = emulator.state();
    const { code, stderr, stdout } = await setup(...args, ...endpoint());
    expect(code).toBe(6);
    expect(flat(stderr)).toContain(`An application Tenantry writer (${appId}) is there already`);
    expect(flat(stderr)).toContain(expected);
    expect(stdout).not.toContain('gh variable set');
    expect(emulator.state()).toEqual(state);
  });
  test('with a certificate', async () => {
    put({});
    emulator.addCredential(appId, { certificate: ownCertificate('hers').certificate });
    const { code, stderr } = await setup(...args, ...endpoint());
    expect(code).toBe(6);
    expect(flat(stderr)).toContain('it has other certificates (SHA-1 ');
  });
  test('unless it is named by its id', async () => {
    put({ owners: [mallory] });
    const { code, stdout } = await setup(...args, '--adopt', appId.toUpperCase(), ...endpoint());
    expect(code).toBe(0);
    expect(stdout).toContain(appId);
  });
  test('one of nobody is taken as it is', async () => {
    put({}, {});
    expect((await setup(...args, ...endpoint())).code).toBe(0);
  });
});
