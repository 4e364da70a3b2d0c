import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Drift } from '../../src/core/drift/drift.ts';
import { startEmulator, type Emulator } from '../../src/emulator/emulator.ts';
import { temporary, tenantry } from '../support/cli.ts';
import { id } from '../support/tenant.ts';
import { files, state, wire, appId } from './support-everything.ts';
import { practise, type Practice, type Texts } from './support-practice.ts';

/** What a tenant went through since the files were applied, and what the command makes of it. */

const token = (claims: object): string =>
  `Bearer e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`;
const nina = token({ upn: 'nina@contoso.com', oid: id(901), name: 'Nina' });
const hr = token({ appid: id(902), app_displayname: 'HR sync', oid: id(903), idtyp: 'app' });

/** Something done to the tenant by somebody else, some time after what was before. */
async function somebody(
  emulator: Emulator,
  authorization: string,
  method: string,
  path: string,
  body?: object,
): Promise<void> {
  emulator.advance(60_000);
  const response = await fetch(`${emulator.graph}${path}`, {
    method,
    headers: { authorization, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  expect([response.status, await response.text()]).toEqual([204, '']);
  emulator.advance(60_000);
}

/** The same whenever and wherever it runs. */
const timeless = (text: string, { graph }: Emulator): string =>
  text
    .replaceAll(graph, 'http://127.0.0.1')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d-]+Z/g, 'BEGAN')
    .replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d UTC/g, 'YYYY-MM-DD hh:mm UTC');

const rule = 'user.department -eq "Sales"';
const declared: Texts = files({
  users: [
    {
      user: 'adele@contoso.com',
      department: 'Engineering',
      manager: 'lee@contoso.com',
      businessPhones: ['1'],
    },
    { user: 'lee@contoso.com', jobTitle: 'Lead', usageLocation: 'BR', extensionAttribute2: 'x' },
    { user: 'ken@contoso.com', city: 'Bern', directoryExtensions: { level: 'E1' } },
  ],
  groups: [
    { group: 'rule', id: id(51), membership: { rule, processing: 'on' } },
    {
      group: 'assigned',
      id: id(52),
      description: 'by hand',
      owners: ['adele@contoso.com', 'lee@contoso.com'],
    },
  ],
  extensions: `directory:\n  - { name: level, owner: { appId: ${appId} }, type: String, targets: [User] }\n`,
});

/** The files with a pause of the group whose members come by rule. */
const pause = (until: string): Texts => ({
  ...declared,
  'groups/all.yaml':
    declared['groups/all.yaml']?.replace('"on"', `{ paused: { until: ${until}, reason: move } }`) ?? '',
});

describe('drift', () => {
  let tenant: Practice;
  const drift = async (...args: Parameters<Practice['drift']> | []): Promise<Drift> =>
    JSON.parse((await tenant.drift(args[0] ?? declared, { ...args[1], json: true })).stdout) as Drift;

  beforeEach(async () => {
    tenant = await practise({ state, throttling: false, following: true });
    await tenant.apply(declared);
    tenant.emulator.advance(60_000);
  });
  afterEach(() => tenant.close());

  const asks = () =>
    tenant.emulator.requests().requests.filter(({ path }) => path.includes('directoryAudits')).length;

  test('nothing drifted: nothing to say, and nobody is asked who it was', async () => {
    const { exitCode, stdout } = await tenant.drift(declared);
    expect([exitCode, asks()]).toEqual([0, 0]);
    expect(stdout).toContain('No drift: the tenant is as the files say.');
  });

  test('people and applications are named, each for what they did, with one request to the log', async () => {
    const { emulator } = tenant;
    await somebody(emulator, nina, 'PATCH', `/users/${id(1)}`, { department: 'Sales', city: 'Basel' });
    await somebody(emulator, hr, 'PATCH', `/users/${id(1)}`, { businessPhones: ['2'] });
    await somebody(emulator, nina, 'PUT', `/users/${id(1)}/manager/$ref`, {
      '@odata.id': `${emulator.graph}/users/${id(3)}`,
    });
    await somebody(emulator, hr, 'PATCH', `/users/${id(2)}`, { usageLocation: 'DE' });
    await somebody(emulator, hr, 'PATCH', `/users/${id(4)}`, { [wire]: 'E9' });
    await somebody(emulator, nina, 'PATCH', `/groups/${id(51)}`, { membershipRuleProcessingState: 'Paused' });
    await somebody(emulator, hr, 'POST', `/groups/${id(52)}/owners/$ref`, {
      '@odata.id': `${emulator.graph}/users/${id(4)}`,
    });
    const { exitCode, stdout } = await tenant.drift(declared);
    expect([exitCode, asks()]).toEqual([2, 1]);
    await expect(timeless(stdout, emulator)).toMatchFileSnapshot('golden/drift.txt');
    const { differences, paused } = await drift();
    expect(
      differences.map(({ change, by, contested }) => [change, by?.name, by?.application, contested]),
    ).toEqual([
      [`user:${id(1)}/department`, 'Nina (nina@contoso.com)', false, undefined],
      [`user:${id(1)}/businessPhones`, 'HR sync', true, undefined],
      [`user:${id(1)}/manager`, 'Nina (nina@contoso.com)', false, undefined],
      [`user:${id(2)}/usageLocation`, undefined, undefined, undefined],
      [`user:${id(4)}/${wire}`, 'HR sync', true, undefined],
      [`group:${id(51)}/membershipRuleProcessingState`, 'Nina (nina@contoso.com)', false, undefined],
      [`group:${id(52)}/owners`, 'HR sync', true, undefined],
    ]);
    expect(paused).toEqual([{ group: `group:${id(51)}`, why: 'contrary' }]);
  });

  test('who takes it back after every apply is contested, and can be left out of a restore', async () => {
    const { emulator } = tenant;
    await somebody(emulator, hr, 'PATCH', `/users/${id(1)}`, { department: 'Sales' });
    expect((await tenant.apply(declared)).exitCode).toBe(0);
    await somebody(emulator, hr, 'PATCH', `/users/${id(1)}`, { department: 'HR' });
    await somebody(emulator, nina, 'PATCH', `/users/${id(4)}`, { city: 'Basel' });
    const key = `user:${id(1)}/department`;
    const { differences } = await drift();
    expect(differences.map(({ change, contested }) => [change, contested])).toEqual([
      [key, { by: 'HR sync', times: 2 }],
      [`user:${id(4)}/city`, undefined],
    ]);
    expect((await tenant.drift(declared)).stdout).toContain(
      `apply --endpoint ${emulator.graph} --without ${key}`,
    );
    const restored = await tenant.apply(declared, undefined, { without: [key] });
    expect(restored.stdout).toContain('Without 1 change left out on purpose: adele@contoso.com department.');
    expect((await drift()).differences.map(({ change }) => change)).toEqual([key]);
  });

  test('what is older than the log, or than what is asked for, has no name', async () => {
    await somebody(tenant.emulator, nina, 'PATCH', `/users/${id(1)}`, { department: 'Sales' });
    tenant.emulator.advance(3 * 86_400_000);
    const since = new Date(tenant.emulator.clock.now() - 86_400_000).toISOString();
    const found = await tenant.drift(declared, { since, json: true });
    expect(found.exitCode).toBe(2);
    expect(JSON.parse(found.stdout)).toMatchObject({
      since,
      differences: [
        {
          whyUnknown: `the log tells of no change since ${since.slice(0, 10)}; it may be older, or one that the log leaves out`,
        },
      ],
    });
    await expect(tenant.drift(declared, { since: 'yesterday' })).rejects.toThrow('no instant');
  });

  test('a log that may not be read is said, and nothing else is missing', async () => {
    await somebody(tenant.emulator, nina, 'PATCH', `/users/${id(1)}`, { department: 'Sales' });
    tenant.emulator.addFault({ path: '/auditLogs/', status: 403 });
    const { exitCode, stdout } = await tenant.drift(declared);
    expect(exitCode).toBe(2);
    const text = stdout.replaceAll(/\s+/g, ' ');
    expect(text).toContain('Engineering → Sales by whom: the audit log could not be read');
    expect(text).toContain('grant the application the permission AuditLog.Read.All');
  });

  test('it only reads', async () => {
    await somebody(tenant.emulator, nina, 'PATCH', `/users/${id(1)}`, { department: 'Sales' });
    const before = tenant.emulator.state();
    tenant.emulator.clearRequests();
    await tenant.drift(declared);
    const { requests } = tenant.emulator.requests();
    expect(requests.filter(({ method }) => !['GET', 'POST'].includes(method))).toEqual([]);
    expect(tenant.emulator.state()).toEqual(before);
  });

  test('a pause whose day has passed is said', async () => {
    await tenant.apply(pause('2000-01-01'));
    const { exitCode, stdout } = await tenant.drift(pause('2000-01-01'));
    expect(exitCode).toBe(2);
    expect(stdout).toContain('The files pause it until 2000-01-01 (move), and that day has passed.');
    expect(await tenant.drift(pause('2999-01-01'))).toMatchObject({ exitCode: 0 });
  });

  test('an apply that concerned groups is to be verified until somebody has', async () => {
    const moved: Texts = {
      ...declared,
      'users/all.yaml': declared['users/all.yaml']?.replace('Engineering', 'Sales') ?? '',
    };
    const { journal } = await tenant.apply(moved);
    const groups = [51, 53, 55].map((number) => `group:${id(number)}`);
    const due = async (): Promise<unknown> => (await drift(moved)).due;
    expect(await due()).toContainEqual(expect.objectContaining({ journal, state: 'unverified', groups }));
    expect((await tenant.verify(journal, moved)).exitCode).toBe(6);
    expect(await due()).toContainEqual(expect.objectContaining({ journal, state: 'incomplete' }));
    tenant.emulator.settle();
    expect((await tenant.verify(journal, moved)).exitCode).toBe(0);
    expect(await due()).toEqual([]);
    expect((await tenant.drift(moved)).exitCode).toBe(0);
  });
});

const folder = temporary('tenantry-drift-');
afterAll(() => rmSync(folder, { recursive: true }));

test('drift --accept writes what the tenant holds into the files, and then there is no drift', async () => {
  const cwd = join(folder, 'accept');
  for (const [path, text] of Object.entries(declared)) {
    mkdirSync(dirname(join(cwd, 'tenant', path)), { recursive: true });
    writeFileSync(join(cwd, 'tenant', path), path === 'tenant.yaml' ? text : `# why this is so\n${text}`);
  }
  const emulator = await startEmulator({ state, throttling: false });
  const run = (...args: string[]) =>
    tenantry([...args, '--endpoint', emulator.graph], {
      cwd,
      env: { NODE_COMPILE_CACHE: join(folder, 'compiled') },
    });
  try {
    expect(await run('apply', '--yes')).toMatchObject({ code: 0 });
    expect(await run('drift')).toMatchObject({ code: 0 });
    expect(readdirSync(join(cwd, '.tenantry'))).toHaveLength(1);
    await somebody(emulator, nina, 'PATCH', `/users/${id(1)}`, { department: null, businessPhones: ['2'] });
    await somebody(emulator, nina, 'PUT', `/users/${id(1)}/manager/$ref`, {
      '@odata.id': `${emulator.graph}/users/${id(3)}`,
    });
    await somebody(emulator, hr, 'PATCH', `/users/${id(2)}`, {
      usageLocation: 'DE',
      onPremisesExtensionAttributes: { extensionAttribute2: null },
    });
    await somebody(emulator, hr, 'PATCH', `/users/${id(4)}`, { city: 'Basel', [wire]: 'E9' });
    await somebody(emulator, nina, 'PATCH', `/groups/${id(51)}`, {
      membershipRule: 'user.city -eq "Basel"',
      membershipRuleProcessingState: 'Paused',
    });
    await somebody(emulator, hr, 'POST', `/groups/${id(52)}/owners/$ref`, {
      '@odata.id': `${emulator.graph}/users/${id(4)}`,
    });
    const accepted = await run('drift', '--accept');
    expect(accepted.stderr).toContain(
      '  tenant/users/all.yaml  (7 edits)\n  tenant/groups/all.yaml  (3 edits)',
    );
    expect({ code: accepted.code, stdout: accepted.stdout }).toMatchObject({ code: 0 });
    const users = readFileSync(join(cwd, 'tenant/users/all.yaml'), 'utf8');
    expect(users).toContain('# why this is so');
    expect(users).toContain('manager: "megan@contoso.com"');
    const again = await run('drift');
    expect({ code: again.code, stdout: again.stdout }).toMatchObject({ code: 0 });
    expect((await run('plan', '--detailed-exitcode')).code).toBe(0);
  } finally {
    await emulator.close();
  }
});
