import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { Plan } from '../../src/core/plan/plan.ts';
import { contoso } from '../../src/emulator/contoso.ts';
import { startEmulator, type Emulator } from '../../src/emulator/emulator.ts';
import { root, temporary, type Ended } from '../support/cli.ts';
import { isWrite, tenantry } from './end-to-end-support.ts';

let emulator: Emulator | undefined;
afterEach(async () => {
  await emulator?.close();
});

async function practice(): Promise<(command: string, ...more: string[]) => Promise<Ended>> {
  emulator = await startEmulator({ state: contoso(), throttling: false });
  const { graph } = emulator;
  const cwd = temporary();
  const tenant = join(root, 'tenant');
  return (command, ...more) => tenantry([command, tenant, '--endpoint', graph, ...more], { cwd });
}
const writes = (): number => emulator?.requests().requests.filter(isWrite).length ?? -1;

test('a plan that a guard refused is no approval, also where the guard is silent now', async () => {
  const run = await practice();
  const file = join(temporary(), 'plan.json');
  await run('plan', '--out', file);
  const plan = JSON.parse(readFileSync(file, 'utf8')) as Plan;
  const guards = plan.guards.map((guard) =>
    guard.guard === 'expectationsBroken' ? { ...guard, verdict: 'refused', measured: 1 } : guard,
  );
  writeFileSync(file, JSON.stringify({ ...plan, guards }));
  const { code, stdout } = await run('apply', '--plan', file, '--yes');
  expect(code).toBe(4);
  expect(stdout).toContain('REFUSED     expectations that this change breaks: 1');
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain('was refused by a guard when it was made');
  expect(writes()).toBe(0);
});

test('where nobody can be asked, apply says so and fails', async () => {
  const run = await practice();
  const { code, stderr } = await run('apply');
  expect(code).toBe(1);
  expect(stderr.replaceAll(/\s+/g, ' ')).toContain(
    'Nobody could be asked "Apply 77 writes?", so nothing was written. Say --yes',
  );
  expect(writes()).toBe(0);
});

test('after --only the next step is not an apply of everything', async () => {
  const run = await practice();
  const { stdout } = await run('plan', '--only', 'user:adele.vance@contoso.com');
  expect(stdout).toContain('Next: to apply just this, make the plan once more with --out plan.json');
  expect(stdout).not.toContain('tenantry apply --endpoint');
});
