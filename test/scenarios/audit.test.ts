import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contoso } from '../../src/emulator/contoso.ts';
import { startEmulator, type Emulator } from '../../src/emulator/emulator.ts';
import { temporary, tenantry, type Ended } from '../support/cli.ts';

/** The audit as an administrator types it. */

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ state: contoso() });
});
afterAll(() => emulator.close());

const folder = (): string => {
  const made = temporary();
  const files = {
    'tenant/tenant.yaml': `format: 1\ntenant: { id: ${emulator.state().organization.id} }\nvocabularies: { city: { values: [São Paulo], aliases: { São Paulo: [Sao Paulo] } } }\n`,
    'tenant/users/all.yaml': 'users:\n  - user: adele.vance@contoso.com\n    city: Sao Paulo # by hand\n',
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(made, path)), { recursive: true });
    writeFileSync(join(made, path), text);
  }
  return made;
};

const run = (cwd: string, ...args: readonly string[]): Promise<Ended> =>
  tenantry(['audit', ...args], { cwd });

test('find, keep what is known, find nothing new, upload nothing, repair', async () => {
  const cwd = folder();
  const asking = ['--endpoint', emulator.graph];
  const first = await run(cwd, ...asking, '--detailed-exitcode', '--sarif', 'all.sarif');
  expect([first.code, first.stderr]).toEqual([2, '']);
  expect(first.stdout).toContain('Values outside the vocabulary');
  const results = (file: string): readonly unknown[] =>
    (JSON.parse(readFileSync(join(cwd, file), 'utf8')) as { runs: { results: unknown[] }[] }).runs[0]
      ?.results ?? [];
  expect(results('all.sarif').length).toBeGreaterThan(20);

  const keep = await run(cwd, ...asking, '--write-baseline', '--json');
  expect([keep.code, keep.stderr]).toEqual([0, expect.stringContaining('tenant/audit-baseline.json')]);
  expect(JSON.parse(keep.stdout)).toMatchObject({ format: 1, tenant: { displayName: 'Contoso' } });
  expect(readFileSync(join(cwd, 'tenant/audit-baseline.json'), 'utf8')).not.toMatch(/adele|vance/i);

  const again = await run(cwd, ...asking, '--detailed-exitcode', '--sarif', 'new.sarif');
  expect([again.code, results('new.sarif')]).toEqual([0, []]);
  // The baseline is no file of entries.
  expect((await tenantry(['validate'], { cwd })).code).toBe(0);

  const fixed = await run(cwd, '--fix');
  expect([fixed.code, fixed.stderr]).toEqual([0, '']);
  expect(readFileSync(join(cwd, 'tenant/users/all.yaml'), 'utf8')).toBe(
    'users:\n  - user: adele.vance@contoso.com\n    city: São Paulo # by hand\n',
  );
});

test.each([
  [['--baseline', 'nowhere.json'], 'There is no file nowhere.json'],
  [['--no-baseline', '--write-baseline'], 'opposite of each other'],
  [['--endpoint', 'http://127.0.0.1:1'], 'cannot be reached at 127.0.0.1:1'],
])('%j', async (args, message) => {
  const { code, stdout, stderr } = await run(folder(), ...args);
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toContain(message);
});
