import { existsSync, readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { planSealing } from '../../src/adapters/sealing/plan-sealing.ts';
import { contoso } from '../../src/emulator/contoso.ts';
import { startEmulator, type Emulator } from '../../src/emulator/emulator.ts';
import { ended } from '../support/cli.ts';
import { start, tenantry, workplace, type Workplace } from './end-to-end-support.ts';

const tenantId = '84841066-274d-4ec0-a5c1-276be684bdd3';
const files = {
  'tenant/tenant.yaml': `format: 1\ntenant: { id: ${tenantId} }\n`,
  'tenant/users/a.yaml': `users:
  - { user: adele.vance@contoso.com, jobTitle: Architect, mobilePhone: "+55 11 95555 0177" }
`,
};

const started: Emulator[] = [];
afterAll(() => Promise.all(started.map((each) => each.close())));

async function practice(): Promise<Emulator> {
  const emulator = await startEmulator({ state: contoso() });
  started.push(emulator);
  return emulator;
}

const locksIn = (place: Workplace): readonly string[] =>
  readdirSync(place.path('.tenantry')).filter((name) => name.startsWith('lock-'));

const applying = (tenant: Emulator, ...more: readonly string[]): readonly string[] => [
  'apply',
  '--yes',
  '--endpoint',
  tenant.graph,
  ...more,
];

describe('while an apply is under way', () => {
  const place = workplace(files);
  let tenant: Emulator;
  let first: ReturnType<typeof start>;
  let end: ReturnType<typeof ended>;
  beforeAll(async () => {
    tenant = await practice();
    first = start(applying(tenant), { cwd: place.folder });
    end = ended(first);
    await tenant.holdAtWrite(1, 'after');
  });

  test('a second one from the same folder is refused and told who it is', async () => {
    const second = await tenantry(applying(tenant), { cwd: place.folder });
    expect(second).toMatchObject({ code: 1, stdout: '' });
    expect(second.stderr.replace(/\s+/g, ' ')).toContain(`tenantry apply, process ${first.pid} on `);
    expect(second.stderr).toContain('--lock-timeout');
  });

  test('plan does not mind', async () => {
    expect(await tenantry(['plan', '--endpoint', tenant.graph], { cwd: place.folder })).toMatchObject({
      code: 0,
    });
  });

  test('one against another practice tenant is not kept', async () => {
    const other = await practice();
    expect(await tenantry(applying(other), { cwd: place.folder })).toMatchObject({ code: 0 });
    expect(locksIn(place)).toEqual([`lock-${tenantId}-practice-${new URL(tenant.graph).port}`]);
  });

  test('one with --lock-timeout waits, and finds nothing left to do', async () => {
    const waiting = start(applying(tenant, '--lock-timeout', '60'), { cwd: place.folder });
    const last = ended(waiting);
    await new Promise((resolve) => waiting.stderr?.once('data', resolve));
    tenant.release();
    expect(await end).toMatchObject({ code: 0 });
    const { code, stdout, stderr } = await last;
    expect(stderr).toContain('Waiting for tenantry apply');
    expect(stdout).toContain('Nothing to do');
    expect(code).toBe(0);
    expect(locksIn(place)).toEqual([]);
  });
});

test.each<[string, readonly NodeJS.Signals[], boolean]>([
  ['one Ctrl-C', ['SIGINT'], false],
  ['two of them', ['SIGINT', 'SIGINT'], false],
  ['kill -9', ['SIGKILL'], true],
])('after %s the next apply gets the lock', async (_, signals, left) => {
  const place = workplace(files);
  const tenant = await practice();
  const child = start(applying(tenant), { cwd: place.folder });
  const end = ended(child);
  await tenant.holdAtWrite(1, 'before');
  for (const signal of signals) {
    child.kill(signal);
    // Two signals at once are one to the system.
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  tenant.release();
  const { code } = await end;
  expect([0, 130, null]).toContain(code);
  expect(locksIn(place).length > 0).toBe(left);
  const again = await tenantry(applying(tenant), { cwd: place.folder });
  expect(again.code).toBe(0);
  expect(again.stderr.includes('did not give its lock back')).toBe(left);
  expect(locksIn(place)).toEqual([]);
});

describe('with a key for plan files', () => {
  const env = { TENANTRY_PLAN_KEY: 'ab'.repeat(32) };
  const place = workplace(files);
  let tenant: Emulator;
  beforeAll(async () => {
    tenant = await practice();
  });

  const apply = (env: Readonly<Record<string, string>>, file = 'plan.json'): ReturnType<typeof tenantry> =>
    tenantry(applying(tenant, '--plan', file), { cwd: place.folder, env });

  test('plan --out writes nothing that can be read', async () => {
    const planned = await tenantry(
      ['plan', '--endpoint', tenant.graph, '--out', 'plan.json', '--trace', 'trace.har'],
      { cwd: place.folder, env },
    );
    expect(planned).toMatchObject({ code: 0, stderr: '' });
    const sealed = place.read('plan.json');
    expect(Object.keys(JSON.parse(sealed) as object)).toEqual([
      'format',
      'algorithm',
      'iv',
      'tag',
      'ciphertext',
    ]);
    expect(sealed).not.toContain('Architect');
    expect([planned.stdout, place.read('trace.har')].filter((text) => text.includes('abababab'))).toEqual([]);
  });

  test.each<[string, Readonly<Record<string, string>>, string]>([
    ['no key', {}, 'is encrypted, and TENANTRY_PLAN_KEY is not set'],
    ['another key', { TENANTRY_PLAN_KEY: 'cd'.repeat(32) }, 'made with another key'],
    ['no usable key', { TENANTRY_PLAN_KEY: 'abababab' }, 'openssl rand -base64 32'],
  ])('apply refuses it with %s', async (_, wrong, words) => {
    const { code, stdout, stderr } = await apply(wrong);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr.replace(/\s+/g, ' ')).toContain(words);
    expect(stderr).not.toMatch(/abababab|cdcdcdcd|Architect/);
    expect(existsSync(place.path('.tenantry'))).toBe(false);
  });

  test('apply refuses a plain plan that was put in its place', async () => {
    await tenantry(['plan', '--endpoint', tenant.graph, '--out', 'plain.json'], { cwd: place.folder });
    const { code, stderr } = await apply(env, 'plain.json');
    expect(code).toBe(1);
    expect(stderr).toContain('is not encrypted');
  });

  test('apply takes it with its key', async () => {
    expect(await apply(env)).toMatchObject({ code: 0 });
  });

  test('verify and rollback take a journal that was encrypted with it, and add nothing to it', async () => {
    const [name = ''] = readdirSync(place.path('.tenantry')).filter((each) => each.endsWith('.jsonl'));
    const sealed = planSealing(env.TENANTRY_PLAN_KEY).seal(place.read(`.tenantry/${name}`));
    place.write('stored.jsonl', sealed);
    const asked = (command: string, key: Readonly<Record<string, string>>): ReturnType<typeof tenantry> =>
      tenantry(
        [command, 'stored.jsonl', '--endpoint', tenant.graph, ...(command === 'rollback' ? ['--yes'] : [])],
        {
          cwd: place.folder,
          env: key,
        },
      );
    for (const command of ['verify', 'rollback']) {
      const { code, stderr } = await asked(command, {});
      expect(code).toBe(1);
      expect(stderr).toContain('is encrypted, and TENANTRY_PLAN_KEY is not set');
    }
    expect(await asked('verify', env)).toMatchObject({ code: 0 });
    expect(place.read('stored.jsonl')).toBe(sealed);
    expect(await asked('rollback', env)).toMatchObject({ code: 0 });
    const [adele] = tenant
      .state()
      .users.filter((user) => user['userPrincipalName'] === 'adele.vance@contoso.com');
    expect(adele?.['jobTitle']).not.toBe('Architect');
  });
});
