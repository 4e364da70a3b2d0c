import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { objectsOf, textOf } from '../../src/emulator/json.ts';
import { noteSecretFiles } from '../support/secret-files.ts';
import { workplace, type Workplace } from './end-to-end-support.ts';
import { emptyContoso, setupPlace, type SetupPlace } from './setup-support.ts';

/**
 * A tenant that nobody has prepared, an administrator who is signed in to the Azure CLI, and what becomes of it: the two
 * applications sign in with what setup gave them, and plan and apply the example.
 */

let tenant: SetupPlace;
let place: Workplace;
/** Apart from what the program puts out, which is searched for secrets. */
const keys = mkdtempSync(join(tmpdir(), 'tenantry-keys-'));
beforeAll(async () => {
  tenant = await setupPlace();
  place = workplace();
});
afterAll(async () => {
  await tenant.close();
  rmSync(keys, { recursive: true });
});
afterEach(() => noteSecretFiles(keys));

/** What doctor names, since no file tells it: a group that roles can be assigned to, and people who came from on-premises. */
const besides = [
  'RoleManagement.ReadWrite.Directory',
  'User-OnPremisesSyncBehavior.ReadWrite.All',
  'Group-OnPremisesSyncBehavior.ReadWrite.All',
];
const everything = [
  'setup',
  '--run',
  '--yes',
  '--repository',
  'contoso/tenant',
  '--certificate-dir',
  keys,
  ...besides.flatMap((name) => ['--writer-also', name]),
];

/** What changes anything in the tenant. */
const writes = () =>
  tenant.emulator
    .requests()
    .requests.filter(
      ({ method, path, cmdlet = '' }) =>
        method !== 'GET' &&
        !cmdlet.startsWith('Get-') &&
        !/\$batch$|oauth2|getAvailableExtensionProperties$/.test(path),
    );

/** What doctor calls a failure, each with the lines that belong to it. */
const failuresIn = (text: string): readonly string[] => text.match(/^ {2}failure .*(?:\n {5,}.*)*/gm) ?? [];

const flat = (text: string): string => text.replace(/\s+/g, ' ');

const idsIn = (text: string): { reader: string; writer: string } => {
  const of = (part: string): string =>
    new RegExp(`The ${part}'s application id: (\\S+)`).exec(text)?.[1] ?? '';
  return { reader: of('reader'), writer: of('writer') };
};

/** The step by hand: the administrator of Exchange runs the lines for PowerShell that setup printed. */
function runExchangeLines(text: string): void {
  const objectId = /\$objectId = '([\da-f-]{36})'/.exec(text)?.[1] ?? '';
  const role = /New-RoleGroup -Name 'Tenantry readers' -Roles '([^']+)'/.exec(text)?.[1];
  expect(role).toBe('View-Only Recipients');
  tenant.emulator.assignExchangeRole(objectId, ['Get-Mailbox', 'Get-MailUser', 'Get-Recipient', 'Get-User']);
}

const certificate = (part: string): string =>
  readdirSync(keys).find((name) => name.startsWith(`tenantry-${part}`) && name.endsWith('.pem')) ?? '';

describe('from nothing to an apply', () => {
  let reader = '';
  let writer = '';
  test('setup makes certificates, applications, permissions and roles', async () => {
    const ended = await tenant.as(
      'Global Administrator',
      [...everything, '--trace', 'setup.har'],
      place.folder,
    );
    expect(ended.stdout).toContain('11 steps: 11 done, 0 already so.');
    expect(ended.code).toBe(0);
    ({ reader, writer } = idsIn(ended.stdout));
    const { applications = [], servicePrincipals = [] } = tenant.emulator.state();
    expect(applications.find(({ appId }) => appId === reader)).toMatchObject({
      displayName: 'Tenantry reader',
      signInAudience: 'AzureADMyOrg',
      keyCredentials: [{ usage: 'Verify' }],
      federatedIdentityCredentials: [{ subject: 'repo:contoso/tenant:environment:tenantry-plan' }],
    });
    const roles = (appId: string): readonly string[] => {
      const principal = servicePrincipals.find((row) => row.appId === appId);
      return objectsOf(principal?.['appRoleAssignments']).map(({ role }) => textOf(role));
    };
    expect(roles(reader).filter((role) => role.includes('Write'))).toEqual([]);
    expect(roles(writer)).toEqual(expect.arrayContaining(besides));
    // Doctor has signed in as the reader at once, and names what nobody has done yet.
    const [, asReader = ''] = ended.stdout.split(/^Check Tenantry (?:reader|writer)$/m);
    expect(failuresIn(asReader).join(' ')).toContain('View-Only Recipients');
    runExchangeLines(ended.stdout);
  });

  test('again it does nothing', async () => {
    const before = tenant.emulator.state();
    tenant.emulator.clearRequests();
    const ended = await tenant.as('Global Administrator', everything, place.folder);
    expect(ended.stdout).toContain('11 steps: 0 done, 11 already so.');
    expect(ended.code).toBe(0);
    expect(writes()).toEqual([]);
    expect(tenant.emulator.state()).toEqual(before);
    // With what was done by hand meanwhile, doctor finds nothing missing, as either of them.
    const [, asReader = '', asWriter = ''] = ended.stdout.split(/^Check Tenantry (?:reader|writer)$/m);
    expect(asReader).toContain(`application ${reader}`);
    expect(asWriter).toContain(`application ${writer}`);
    expect([...failuresIn(asReader), ...failuresIn(asWriter)]).toEqual([]);
    expect(idsIn(ended.stdout)).toEqual({ reader, writer });
  });

  test('the reader plans with its certificate, and may not apply', async () => {
    const environment = {
      AZURE_CLIENT_ID: reader,
      AZURE_CLIENT_CERTIFICATE_PATH: join(keys, certificate('reader')),
    };
    const planned = await tenant.with(
      environment,
      ['plan', '--out', 'plan.json', '--trace', 'plan.har'],
      place.folder,
    );
    expect(planned).toMatchObject({ code: 0, stderr: '' });
    const before = tenant.emulator.state();
    const applied = await tenant.with(environment, ['apply', '--plan', 'plan.json', '--yes'], place.folder);
    expect(applied.code).not.toBe(0);
    const { users, groups, exchange } = tenant.emulator.state();
    expect({ users, groups, exchange }).toEqual({
      users: before.users,
      groups: before.groups,
      exchange: before.exchange,
    });
  });

  test("the reader plans with GitHub's token too, and only from its own environment", async () => {
    const planned = await tenant.with(
      tenant.job(reader, 'contoso/tenant', 'tenantry-plan'),
      ['plan'],
      place.folder,
    );
    expect(planned).toMatchObject({ code: 0, stderr: '' });
    const other = await tenant.with(
      tenant.job(writer, 'contoso/tenant', 'tenantry-plan'),
      ['plan'],
      place.folder,
    );
    expect(other.code).toBe(1);
    expect(other.stderr).toContain('No federated credential');
  });

  test("the writer applies what the reader planned, with GitHub's token", async () => {
    const applied = await tenant.with(
      tenant.job(writer, 'contoso/tenant', 'tenant'),
      ['apply', '--plan', 'plan.json', '--yes', '--journal', 'apply.jsonl'],
      place.folder,
    );
    expect(applied.stdout + applied.stderr).toContain('77 writes: 77 applied.');
    expect(applied.code).toBe(0);
  });

  test('rotating adds certificates beside the old ones, which go on until they are taken away', async () => {
    const old = certificate('reader');
    const ended = await tenant.as(
      'Application Administrator',
      ['setup', '--run', '--yes', '--certificate-dir', keys, '--rotate', '--only', 'reader'],
      place.folder,
    );
    expect(ended).toMatchObject({ code: 0 });
    expect(ended.stderr.replace(/\s+/g, ' ')).toContain('It stays registered, so nothing stops now.');
    const all = readdirSync(keys).filter(
      (name) => name.startsWith('tenantry-reader') && name.endsWith('.pem'),
    );
    expect(all).toHaveLength(2);
    for (const name of all) {
      const planned = await tenant.with(
        { AZURE_CLIENT_ID: reader, AZURE_CLIENT_CERTIFICATE_PATH: join(keys, name) },
        ['plan'],
        place.folder,
      );
      expect(planned).toMatchObject({ code: 0, stderr: '' });
    }
    expect(all).toContain(old);
  });
});

describe('administrators who may not do all of it', () => {
  let other: SetupPlace;
  let folder: string;
  beforeAll(async () => {
    other = await setupPlace();
    folder = workplace().folder;
  });
  afterAll(() => other.close());
  const args = ['setup', '--run', '--yes', '--repository', 'contoso/tenant'];

  test('a Privileged Role Administrator cannot begin: nothing is made, and it says who can', async () => {
    const ended = await other.as('Privileged Role Administrator', args, folder);
    expect(ended.code).toBe(6);
    expect(flat(ended.stderr)).toContain(
      'Refused: Register the application Tenantry reader. Microsoft Graph refused to register the application Tenantry reader: Insufficient privileges to complete the operation (Authorization_RequestDenied, status 403',
    );
    expect(flat(ended.stderr)).toContain(
      'An Application Administrator or a Cloud Application Administrator may do it: have one of them run this again',
    );
    expect(ended.stdout).toContain('9 steps: 0 done, 0 already so, 2 refused, 7 not possible yet.');
    expect(other.emulator.state().servicePrincipals).toEqual(emptyContoso().servicePrincipals);
  });

  test('an Application Administrator does all but the consent and the role, and it says who may do those', async () => {
    const ended = await other.as('Application Administrator', args, folder);
    expect(ended.code).toBe(6);
    expect(ended.stdout).toContain('9 steps: 6 done, 0 already so, 3 refused.');
    expect(flat(ended.stderr)).toContain('A Privileged Role Administrator may do it');
    const { reader } = idsIn(ended.stdout);
    expect(ended.stderr).toContain(`/~/CallAnAPI/appId/${reader}`);
  });

  test('then the Privileged Role Administrator runs the same again, and it is whole', async () => {
    const ended = await other.as('Privileged Role Administrator', args, folder);
    expect(ended.stdout).toContain('9 steps: 3 done, 6 already so.');
    expect(ended.code).toBe(0);
  });
});

test('with roles within Exchange alone, what setup prints for them is enough to plan and to apply', async () => {
  const other = await setupPlace();
  const folder = workplace().folder;
  const ownKeys = mkdtempSync(join(tmpdir(), 'tenantry-keys-'));
  try {
    const args = everything.map((each) => (each === keys ? ownKeys : each));
    const made = await other.as('Global Administrator', [...args, '--exchange-role', 'custom'], folder);
    expect(made.code).toBe(0);
    const { writer } = idsIn(made.stdout);
    // An administrator of Exchange runs the lines: who becomes a member of which group, with which role.
    for (const lines of made.stdout.split(/^Let Tenantry /m).slice(1)) {
      const objectId = /\$objectId = '([\da-f-]{36})'/.exec(lines)?.[1] ?? '';
      const kept = /\$kept = (.*)/.exec(lines)?.[1]?.match(/[A-Z][\w-]+/g);
      const role = /New-RoleGroup -Name '[^']+' -Roles '([^']+)'/.exec(lines)?.[1] ?? '';
      expect(kept ? 'Tenantry custom attributes' : 'View-Only Recipients').toBe(role);
      other.emulator.assignExchangeRole(objectId, kept ?? ['Get-Mailbox', 'Get-MailUser', 'Get-Recipient']);
    }
    const principal = other.emulator.state().servicePrincipals?.find(({ appId }) => appId === writer);
    const roles = other.emulator
      .state()
      .roleAssignments?.filter(({ principalId }) => principalId === principal?.id);
    expect(roles).toEqual([]);
    const applied = await other.with(
      other.job(writer, 'contoso/tenant', 'tenant'),
      ['apply', '--unreviewed', '--yes', '--journal', 'apply.jsonl'],
      folder,
    );
    expect(applied.stdout).toContain('77 writes: 77 applied.');
  } finally {
    noteSecretFiles(ownKeys);
    rmSync(ownKeys, { recursive: true });
    await other.close();
  }
});
