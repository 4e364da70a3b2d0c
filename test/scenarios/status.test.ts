import { readdirSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Status } from '../../src/core/drift/status.ts';
import { emulate, tenantry, tooWide, workplace, type Emulating } from './end-to-end-support.ts';

/** One story on the practice tenant: a new repository, an apply, somebody's hand, a pause that is over. */

let tenant: Emulating;
const ids = { department: '' };
const place = workplace({});
const run = (...args: readonly string[]): ReturnType<typeof tenantry> =>
  tenantry([...args, '--endpoint', tenant.graph], { cwd: place.folder });
const status = async (): Promise<Status & { readonly attention: boolean }> =>
  JSON.parse((await run('status', '--json')).stdout) as Status & { readonly attention: boolean };

const people = (department: string): void =>
  place.write(
    'tenant/users/adele.yaml',
    `users:\n  - user: adele.vance@contoso.com\n    department: ${department}\n`,
  );
const group = (processing: string): void =>
  place.write(
    'tenant/groups/all.yaml',
    `groups:\n  - group: engineers\n    id: ${ids.department}\n    membership:\n      rule: user.department -eq "Engineering"\n      processing: ${processing}\n`,
  );

beforeAll(async () => {
  tenant = await emulate();
  const groups = (await tenant.get("/groups?$filter=displayName eq 'SG-Engineering'"))['value'] as {
    id: string;
  }[];
  ids.department = groups[0]?.id ?? '';
  place.write('tenant/tenant.yaml', 'format: 1\ntenant: { id: 84841066-274d-4ec0-a5c1-276be684bdd3 }\n');
});
afterAll(() => tenant.stop());

test('without a file nothing wants attention', async () => {
  const { code, stdout, stderr } = await run('status', '--detailed-exitcode');
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toContain('Nothing wants attention.');
});

test('what is not as the files say is counted, with what to type', async () => {
  people('Robotics');
  const { code, stdout } = await run('status', '--detailed-exitcode');
  expect(code).toBe(2);
  expect(stdout).toContain('1 value of 1 object is not as the files say.');
  expect(stdout).toContain(`tenantry drift --endpoint ${tenant.graph}`);
  expect((await run('status')).code).toBe(0);
});

test('an apply that nobody verified is named, with the command', async () => {
  expect((await run('apply', '--yes')).code).toBe(0);
  const [journal = ''] = readdirSync(place.path('.tenantry')).filter((name) => name.endsWith('.jsonl'));
  const { stdout } = await run('status');
  expect(stdout).toContain(`tenantry verify .tenantry/${journal} --endpoint ${tenant.graph}`);
  expect(tooWide(stdout.replaceAll(/^ +tenantry .*$/gm, ''))).toEqual([]);
});

test('a group is paused in time, and then too long; one that nobody named is told', async () => {
  group('{ paused: { until: 2099-12-31, reason: migration } }');
  expect((await run('apply', '--yes')).code).toBe(0);
  const declared = (await status()).paused.find(({ group: key }) => key === `group:${ids.department}`);
  expect(declared).toMatchObject({ why: 'declared', until: '2099-12-31', reason: 'migration' });
  group('{ paused: { until: 2020-01-31, reason: migration } }');
  expect((await status()).paused).toContainEqual({
    group: `group:${ids.department}`,
    why: 'overdue',
    until: '2020-01-31',
    reason: 'migration',
  });
  const { stdout } = await run('status');
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain('The files pause it until 2020-01-31 (migration)');
});

test('a group that Entra has not come to is behind, and asked about once', async () => {
  group('on');
  expect((await run('apply', '--yes')).code).toBe(0);
  await tenant.forgetRequests();
  const found = await status();
  expect(found.asked).toEqual({ groups: 1, of: 1 });
  expect(found.behind.map(({ group: key, status: word }) => [key, word])).toEqual([
    [`group:${ids.department}`, 'NotStarted'],
  ]);
  const { requests } = await tenant.requests();
  expect(requests.filter(({ path: each }) => each.endsWith(`/groups/${ids.department}`))).toHaveLength(1);
  expect(requests.every(({ method }) => method === 'GET' || method === 'POST')).toBe(true);
  await fetch(`${tenant.admin}/settle`, { method: 'POST' });
  expect((await status()).behind).toEqual([]);
});

test('a lock that was left behind is told, with whose it is', async () => {
  const name = `lock-84841066-274d-4ec0-a5c1-276be684bdd3-practice-${new URL(tenant.graph).port}`;
  writeFileSync(
    place.path(`.tenantry/${name}`),
    JSON.stringify({
      pid: 999_999_999,
      host: 'elsewhere',
      realm: null,
      started: null,
      command: 'apply',
      at: '2026-01-01T00:00:00.000Z',
      token: 'x',
    }),
  );
  const { lock } = await status();
  expect(lock?.holder).toContain('process 999999999 on elsewhere');
  expect((await run('status')).stdout).toContain(name.slice(0, 40));
});

test.each(['tomorrow', '2999-01-01'])('--since %s is refused before anything is asked', async (since) => {
  await tenant.forgetRequests();
  expect(await run('status', '--since', since)).toMatchObject({ code: 1, stdout: '' });
  expect((await tenant.requests()).totals.exchanges).toBe(0);
});
