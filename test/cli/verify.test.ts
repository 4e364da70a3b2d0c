import { existsSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contoso } from '../../src/emulator/contoso.ts';
import { startEmulator, type Emulator } from '../../src/emulator/emulator.ts';
import { tenantry, workplace } from '../scenarios/end-to-end-support.ts';
import { ended, root, type Ended } from '../support/cli.ts';

/** The example on the practice tenant of Contoso, as a user runs it. */

const place = workplace();
const options = { cwd: place.folder };
const journal = 'apply.jsonl';
let emulator: Emulator;
const run = (...args: readonly string[]): Promise<Ended> =>
  tenantry([...args, '--endpoint', emulator.graph], options);

beforeAll(async () => {
  emulator = await startEmulator({ state: contoso(), evaluationMs: 86_400_000 });
  await run('apply', '--yes', '--journal', journal);
}, 60_000);
afterAll(() => emulator.close());

const checker = join('..', 'shared', 'tools', 'check-contract.mjs');

describe('before Entra has evaluated', () => {
  let early: Ended;
  beforeAll(async () => {
    early = await run('verify', journal, '--trace', 'verify.har');
  });

  test('every difference is named with its reason, and the exit code says so', () => {
    expect(early.code).toBe(6);
    expect(early.stdout).toMatch(/should be (?:in and is not|out and is in): \S+@/);
    expect(early.stdout).toMatch(/because user\./);
    expect(early.stdout).toMatch(/Memberships: \d\.\d\d % as predicted, 2 of \d+\./);
    expect(early.stdout).toMatch(/Entra can take a day/);
    expect(early.stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  test('only reads were sent', () => {
    const { log } = JSON.parse(place.read('verify.har')) as {
      log: { entries: { request: { method: string; url: string } }[] };
    };
    const sent = log.entries.map(({ request }) => `${request.method} ${new URL(request.url).pathname}`);
    expect(
      sent.filter(
        (line) =>
          !/^GET |^POST \/v1\.0\/(\$batch|directoryObjects\/getAvailableExtensionProperties)$/.test(line),
      ),
    ).toEqual([]);
    expect(sent.some((line) => line.startsWith('GET /beta/groups/'))).toBe(true);
  });

  test.skipIf(!existsSync(join(root, checker)))('what was sent keeps to the contract', async () => {
    const check = spawn(process.execPath, [checker, place.path('verify.har')], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const { code, stdout } = await ended(check);
    expect(stdout).toContain('0 kinds of departure from the contract');
    expect(code).toBe(0);
  });
});

describe('afterwards', () => {
  beforeAll(() => emulator.settle());

  test('all is as predicted', async () => {
    const late = await run('verify', journal);
    expect(late.stdout).toContain('Memberships: 100.00 % as predicted');
    expect(late.stdout).not.toContain('should be');
    expect(late.code).toBe(0);
  });

  test('as data', async () => {
    const found = JSON.parse((await run('verify', journal, '--json', '--wait', '5')).stdout) as Readonly<
      Record<string, unknown>
    >;
    expect(found).toMatchObject({ format: 1, journal, asPredicted: true, accuracy: 1 });
    expect(found['judged']).toBeGreaterThan(5);
    expect(found['judged']).toBe(found['right']);
  });
});

test.each([
  ['a patience that is no number', ['verify', journal, '--wait', 'long'], /whole number/],
  ['no journal', ['verify'], /journal/],
  ['a file that is not there', ['verify', 'none.jsonl'], /none\.jsonl cannot be read/],
  [
    'a file that is no journal',
    ['verify', 'tenant/tenant.yaml'],
    /tenant\.yaml is not the journal of an apply/,
  ],
])('%s', async (_, args, expected) => {
  const { code, stderr } = await run(...args);
  expect(code).toBe(1);
  expect(stderr).toMatch(expected);
});

test('apply --wait shows the report', async () => {
  const quick = await startEmulator({ state: contoso(), evaluationMs: 0 });
  try {
    const args = ['apply', '--yes', '--wait', '--journal', 'quick.jsonl', '--endpoint', quick.graph];
    const { code, stdout } = await tenantry(args, options);
    expect(stdout).toContain('Memberships: 100.00 % as predicted');
    expect(code).toBe(0);
  } finally {
    await quick.close();
  }
});
