import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ImportResult } from '../../src/core/import/result.ts';
import { generateMessyTenant } from '../../src/emulator/generate/messy-tenant.ts';
import { temporary } from '../support/cli.ts';
import {
  emulate,
  isWrite,
  planOf,
  tenantry,
  workplace,
  type Emulating,
  type Workplace,
} from './end-to-end-support.ts';

/** Imports through the command line, as an administrator does them in the first half hour. */

const resultOf = (text: string): ImportResult => JSON.parse(text) as ImportResult;

describe('a tenant that has grown for years, in a folder that is empty', () => {
  let tenant: Emulating;
  let place: Workplace;
  const run = (...args: readonly string[]) =>
    tenantry([...args, '--endpoint', tenant.graph], { cwd: place.folder });

  beforeAll(async () => {
    const path = join(temporary(), 'state.json');
    writeFileSync(path, JSON.stringify(generateMessyTenant({ users: 400, groups: 100, seed: 7 }).state));
    tenant = await emulate(['--state', path]);
    place = workplace({});
  });
  afterAll(() => tenant.stop());

  test('a preview writes nothing', async () => {
    const checked = await run('import', '--check');
    expect(checked.code).toBe(2);
    expect(checked.stdout).toMatch(/^Would write \d+ files: 400 users and \d+ groups added\.\n/);
    expect(readdirSync(place.folder)).toEqual([]);
  });

  test('import, validate, plan: empty; import again: nothing; and nothing was written to the tenant', async () => {
    const { code, stdout } = await run('import');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Wrote \d+ files: 400 users and \d+ groups added\.\n/);
    expect(place.read('tenant/tenant.yaml')).toBe(
      '# yaml-language-server: $schema=../schemas/tenant.schema.json\nformat: 1\ntenant: { id: 84841066-274d-4ec0-a5c1-276be684bdd3 }\n',
    );
    expect((await tenantry(['validate'], { cwd: place.folder })).code).toBe(0);
    const planned = await run('plan', '--json');
    const { changes, blocked, unresolved } = planOf(planned.stdout);
    expect([changes, blocked, unresolved]).toEqual([[], [], []]);
    const again = resultOf((await run('import', '--json')).stdout);
    expect(again.files).toEqual([]);
    expect((await run('import', '--check')).code).toBe(0);
    const { requests } = await tenant.requests();
    expect(requests.filter(isWrite)).toEqual([]);
  });

  test('what changed since is written where it stands, and shown before', async () => {
    const file = readdirSync(place.path('tenant/users'))[0] ?? '';
    const [, name = '', id = ''] =
      /- user: (\S+).*\n {4}id: (\S+)/.exec(place.read(`tenant/users/${file}`)) ?? [];
    expect(await tenant.patch(`/users/${id}`, { city: 'no' })).toBe(204);
    const before = place.read(`tenant/users/${file}`);
    const shown = await run('import', '--only', `user:${name}`, '--diff');
    expect(shown.stdout).toContain('+    city: "no"\n');
    expect(place.read(`tenant/users/${file}`)).toBe(before);
    const { objects } = resultOf((await run('import', '--accept-drift', '--json')).stdout);
    const city = /\n {4}city:/.test(before.slice(before.indexOf(id), before.indexOf(id) + 600))
      ? [['city']]
      : [];
    expect(objects.map(({ attributes }) => attributes)).toEqual(city);
  });
});

describe('the example', () => {
  let tenant: Emulating;
  const run = (place: Workplace, ...args: readonly string[]) =>
    tenantry(['import', ...args, '--endpoint', tenant.graph], { cwd: place.folder });

  beforeAll(async () => {
    tenant = await emulate();
  });
  afterAll(() => tenant.stop());

  test('its files are brought up to the tenant, with every comment, and a plan finds none of what was imported', async () => {
    const place = workplace();
    const comments = (): number => {
      const files = readdirSync(place.path('tenant'), { recursive: true }).map(String);
      return files
        .filter((each) => each.endsWith('.yaml'))
        .flatMap(
          (each) => place.read(`tenant/${each}`).match(/(?<=^| )# (?!yaml-|synced from)[^"]*$/gm) ?? [],
        ).length;
    };
    const before = comments();
    expect((await run(place)).code).toBe(0);
    // Two comments stood beside a key that the files can no longer have.
    expect(before - comments()).toBeLessThanOrEqual(2);
    const again = resultOf((await run(place, '--json')).stdout);
    expect(again.files).toEqual([]);
    expect((await tenantry(['validate'], { cwd: place.folder })).code).toBe(0);
  });

  test('entries without an id get one, and a name that changed is brought up to date', async () => {
    const place = workplace();
    const { files } = resultOf((await run(place, '--pin', '--json')).stdout);
    expect(files.map(({ file }) => file)).toEqual([
      'tenant/users/human-resources.yaml',
      'tenant/users/it.yaml',
      'tenant/users/marketing.yaml',
    ]);
    expect(place.read('tenant/users/marketing.yaml')).toContain('- user: johanna.weber@contoso.com\n');
  });

  test('an entry whose user is gone goes when somebody agrees, and is shown first', async () => {
    const place = workplace();
    const before = place.read('tenant/users/leavers.yaml');
    const asked = await run(place, '--prune');
    expect(asked.code).toBe(1);
    expect(asked.stderr).toMatch(
      /tomas\.pereira@contoso\.com .* was deleted on .* and can be restored until /,
    );
    expect(asked.stderr).toContain('then add --yes');
    expect(place.read('tenant/users/leavers.yaml')).toBe(before);
    expect((await run(place, '--prune', '--yes')).code).toBe(0);
    expect(place.read('tenant/users/leavers.yaml')).not.toContain('tomas.pereira');
  });

  test.each([
    [['--users-to', 'people/all.yaml'], 1, 'the path must begin with users/'],
    [['--attributes', 'departmnt'], 1, 'Did you mean department?'],
    [['--attributes', 'city,+mobilePhone'], 1, 'both adds and replaces'],
    [['--only', 'user:nobody@contoso.com'], 1, 'There is no user nobody@contoso.com in the tenant'],
    [['--department', 'Slaes'], 1, 'Did you mean Sales?'],
    [['--domain', 'contso.com'], 1, 'Did you mean contoso.com?'],
    [
      ['--group', 'SG-Windows-11-Devices'],
      1,
      'No user is a direct member of the group SG-Windows-11-Devices',
    ],
    [['--group', 'no-such-group'], 1, 'There is no group no-such-group in the tenant'],
    [['--pin', '--attributes', 'city'], 1, '--pin changes just what entries of the files say'],
    [['--prune', '--department', 'IT'], 1, '--prune looks for entries whose user or group is gone'],
    [['--tenant', 'not-this-one', 'elsewhere'], 1, '--tenant names not-this-one'],
  ])('%j is refused, with what to do', async (args, code, message) => {
    const place = workplace();
    const ended = await run(place, ...args);
    expect(ended.code).toBe(code);
    expect(ended.stderr.replace(/\s+/g, ' ')).toContain(message);
  });

  test('files with problems are not written into', async () => {
    const place = workplace();
    place.write('tenant/users/broken.yaml', 'users:\n  - user: x@contoso.com\n    departmnt: IT\n');
    const { code, stderr } = await run(place);
    expect(code).toBe(3);
    expect(stderr).toContain('tenant/users/broken.yaml:3:5');
  });

  test('personal attributes come when they are named, with a word about Git', async () => {
    const place = workplace({});
    const { stdout } = await run(place, '--department', 'IT', '--attributes', '+mobilePhone');
    expect(place.read('tenant/users/it.yaml')).toContain('mobilePhone: "+');
    expect(stdout.replace(/\s+/g, ' ')).toContain('mobilePhone: personal, and Git never forgets.');
    expect(readdirSync(place.path('tenant'))).toEqual(['tenant.yaml', 'users']);
  });

  test('attributes that only users have, for users alone', async () => {
    const place = workplace({});
    await run(place, '--attributes', 'department,jobTitle');
    expect(readdirSync(place.path('tenant'))).toEqual(['tenant.yaml', 'users']);
    expect(place.read('tenant/users/it.yaml')).toMatch(
      /^( {2}- user| {4}(?:id|department|jobTitle)|users|#).*$/m,
    );
    expect(place.read('tenant/users/it.yaml')).not.toMatch(/displayName|manager/);
  });

  test('the members of a group, into files of their own', async () => {
    const place = workplace({});
    await run(place, '--group', 'SG-HelpDesk', '--users-to', 'users/{country}/{domain}.yaml');
    const files = readdirSync(place.path('tenant/users'), { recursive: true }).map(String);
    expect(files.filter((each) => each.endsWith('.yaml')).length).toBeGreaterThan(0);
    expect(place.read(`tenant/users/${files.find((each) => each.endsWith('.yaml')) ?? ''}`)).toMatch(
      /^# yaml-language-server: \$schema=\.\.\/\.\.\/\.\.\/schemas\/users\.schema\.json\nusers:\n/,
    );
  });

  test('a tenant that nobody named is asked for', async () => {
    const place = workplace({});
    const { code, stderr } = await tenantry(['import'], { cwd: place.folder });
    expect(code).toBe(1);
    expect(stderr.replace(/\s+/g, ' ')).toContain(
      'There is no tenant.yaml in tenant, so nobody knows which tenant is meant',
    );
  });
});
