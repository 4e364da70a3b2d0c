import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { startEmulator } from '../../src/emulator/emulator.ts';
import { temporary, tenantry } from '../support/cli.ts';
import { everything, loose, state } from './support-everything.ts';

/** The files after a rollback: main would put it all back at the next merge. */

const folder = temporary('tenantry-rollback-');
afterAll(() => rmSync(folder, { recursive: true }));
const env = { NODE_COMPILE_CACHE: join(folder, 'compiled') };

test('rollback --write edits the files to what was restored, and the next plan has nothing to do', async () => {
  const cwd = join(folder, 'all');
  for (const [path, text] of Object.entries(everything)) {
    mkdirSync(dirname(join(cwd, 'tenant', path)), { recursive: true });
    writeFileSync(join(cwd, 'tenant', path), path === 'tenant.yaml' ? text : `# why this is so\n${text}`);
  }
  const emulator = await startEmulator({ state, throttling: false });
  const run = (...args: string[]) => tenantry([...args, '--endpoint', emulator.graph], { cwd, env });
  try {
    expect(await run('apply', '--yes')).toMatchObject({ code: 0 });
    const [journal = ''] = readdirSync(join(cwd, '.tenantry')).filter((name) => name.endsWith('.jsonl'));
    const undone = await run('rollback', join('.tenantry', journal), '--yes', '--write');
    expect({ code: undone.code, stderr: undone.stderr }).toMatchObject({ code: 0 });
    expect(undone.stderr.replaceAll(/\s+/g, ' ')).toMatch(
      /Edited tenant\/extensions\/all.yaml .* Commit that/,
    );
    const plan = await run('plan', '--json');
    const { changes, blocked, unresolved } = JSON.parse(plan.stdout) as Record<string, { key: string }[]>;
    expect([changes?.map(({ key }) => key), blocked, unresolved]).toEqual([[], [], []]);
    const users = readFileSync(join(cwd, 'tenant/users/all.yaml'), 'utf8');
    expect(users).toContain('# why this is so');
    expect(users).toContain('userPrincipalName: "adele@contoso.com"');
    // Nobody edits twice.
    cpSync(join(cwd, 'tenant'), join(cwd, 'before'), { recursive: true });
    await run('rollback', join('.tenantry', journal), '--yes', '--write');
    for (const path of ['users/all.yaml', 'groups/all.yaml', 'extensions/all.yaml'])
      expect(readFileSync(join(cwd, 'tenant', path), 'utf8')).toBe(
        readFileSync(join(cwd, 'before', path), 'utf8'),
      );
  } finally {
    await emulator.close();
  }
  expect(loose).toContain('guards:');
});
