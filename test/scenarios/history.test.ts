import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { temporary } from '../support/cli.ts';
import {
  emulate,
  tenantry,
  tooWide,
  workplace,
  type Emulating,
  type Workplace,
} from './end-to-end-support.ts';

/** One value on its way: through pull requests, another file, an apply, and somebody's hand in the tenant. */

const tenantYaml = 'format: 1\ntenant: { id: 84841066-274d-4ec0-a5c1-276be684bdd3 }\n';
const adele = '63384f56-42d2-4aa7-b1d6-b10c78f143a2';
let tenant: Emulating;
let place: Workplace;

interface Event {
  readonly source: 'tenant' | 'files';
  readonly by: string;
  readonly apply?: string;
  readonly pullRequest?: number;
  readonly path?: string;
  readonly what?: string;
  readonly values: readonly { readonly after?: unknown }[];
}

const git = (...args: readonly string[]): string =>
  execFileSync('git', ['-C', place.folder, '-c', 'user.email=m@contoso.com', ...args], { encoding: 'utf8' });
function commit(author: string, subject: string): void {
  git('add', '.');
  git('-c', `user.name=${author}`, 'commit', '--quiet', '-m', subject);
}
const people = (name: string, rest: string): void =>
  place.write(`tenant/users/${name}.yaml`, `users:\n  - user: adele.vance@contoso.com\n${rest}`);
const run = (...args: readonly string[]): ReturnType<typeof tenantry> =>
  tenantry([...args, '--endpoint', tenant.graph], { cwd: place.folder });
const events = async (...args: readonly string[]): Promise<readonly Event[]> =>
  (JSON.parse((await run('history', ...args, '--json')).stdout) as { events: Event[] }).events;

beforeAll(async () => {
  tenant = await emulate();
  place = workplace({ 'tenant/tenant.yaml': tenantYaml });
  git('init', '--quiet', '-b', 'main');
  people('a', '    department: Sales\n');
  commit('Megan', 'Adele comes (#3)');
  git('switch', '--quiet', '-c', 'robots');
  people(
    'a',
    `    id: ${adele}\n    department: Robotics\n    jobTitle: Lead \u001b[31m\n`.replace('\u001b', '\\e'),
  );
  commit('Lee', 'Adele builds \u001b[31mrobots');
  git('switch', '--quiet', 'main');
  place.write('README.md', 'Ours\n');
  commit('Megan', 'Say what it is');
  git(
    '-c',
    'user.name=Megan',
    'merge',
    '--quiet',
    '--no-ff',
    '-m',
    'Merge pull request #7 from robots',
    'robots',
  );
  renameSync(place.path('tenant/users/a.yaml'), place.path('tenant/users/b.yaml'));
  people('b', `    jobTitle: Lead\n    department: Robotics # as agreed\n    id: ${adele}\n`);
  commit('Nina', 'Tidy up');
});

test('the files are applied, and somebody changes one value by hand', async () => {
  expect((await run('apply', '--yes')).code).toBe(0);
  expect(await tenant.patch(`/users/${adele}`, { department: 'Hacked' })).toBe(204);
});
afterAll(() => tenant.stop());

test('of a value both sides are one time line', async () => {
  const found = await events('adele.vance@contoso.com', 'department');
  const tenantSide = found.filter(({ source }) => source === 'tenant');
  expect(
    tenantSide.map(({ values, apply }) => [values[0]?.after, apply !== undefined && apply !== '']),
  ).toEqual([
    ['["Hacked"]', false],
    ['["Robotics"]', true],
  ]);
  const filesSide = found.filter(({ source }) => source === 'files');
  expect(filesSide.map(({ by, pullRequest, path, what }) => [by, pullRequest, path, what])).toEqual([
    ['Lee', 7, 'tenant/users/a.yaml', 'changed'],
    ['Megan', 3, 'tenant/users/a.yaml', 'added'],
  ]);
});

test('a change of the file that is none of the value is left out, and one of another value is told', async () => {
  const found = await events(adele, 'jobTitle');
  expect(found.filter(({ source }) => source === 'files').map(({ by }) => by)).toEqual(['Nina', 'Lee']);
});

test('is read on a terminal, with nothing that steers it', async () => {
  const { code, stdout, stderr } = await run('history', 'Adele.Vance@contoso.com');
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toContain('department: Sales → Robotics');
  expect(stdout).toContain('Department: Robotics → Hacked');
  expect(stdout).toContain(String.raw`builds \u{1b}[31mrobots`);
  expect(stdout).not.toContain('\u001b');
  expect(stdout).toContain('keeps 30 days');
  expect(tooWide(stdout)).toEqual([]);
});

test('a group is asked for with a prefix', async () => {
  const { code, stdout } = await run('history', 'group:SG-Engineering', 'membership.rule');
  expect(code).toBe(0);
  expect(stdout).toContain('History of group SG-Engineering, membershipRule');
});

test('one entry that was taken out, of somebody who is gone, is still told of', async () => {
  place.write('tenant/users/gone.yaml', 'users:\n  - user: gone@contoso.com\n    city: Bern\n');
  commit('Megan', 'Somebody comes');
  rmSync(place.path('tenant/users/gone.yaml'));
  commit('Lee', 'Somebody leaves');
  const found = await events('gone@contoso.com');
  expect(found.map(({ by, what }) => [by, what])).toEqual([
    ['Lee', 'removed'],
    ['Megan', 'added'],
  ]);
});

describe('what is asked wrongly', () => {
  test.each([
    [['nobody@contoso.com'], 'There is no user nobody@contoso.com'],
    [['adele.vance@contoso.com', 'departmnt'], 'Did you mean department?'],
    [['group:nothing-like-it'], 'There is no group nothing-like-it'],
    [['adele.vance@contoso.com', 'city', '--since', 'soon'], '--since soon'],
  ])('%j', async (args, words) => {
    const { code, stdout, stderr } = await run('history', ...args);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(words);
  });
});

test('a clone that is shallow, and a folder without Git, say so', async () => {
  const shallow = join(temporary(), 'clone');
  git('clone', '--quiet', '--depth', '1', `file://${place.folder}`, shallow);
  const cut = await tenantry(['history', adele, '--endpoint', tenant.graph], { cwd: shallow });
  expect(cut.stdout).toContain('git fetch --unshallow');
  const bare = temporary();
  mkdirSync(join(bare, 'tenant'));
  writeFileSync(join(bare, 'tenant', 'tenant.yaml'), tenantYaml);
  const without = await tenantry(['history', adele, '--endpoint', tenant.graph], { cwd: bare });
  expect(without.code).toBe(0);
  expect(without.stdout).toContain('no Git repository');
});
