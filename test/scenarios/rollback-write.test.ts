import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { startEmulator } from '../../src/emulator/emulator.ts';
import { temporary, tenantry, type Ended } from '../support/cli.ts';
import { everything, loose, state } from './support-everything.ts';

/** The files after a rollback: main would put it all back at the next merge. */

const folder = temporary('tenantry-rollback-');
afterAll(() => rmSync(folder, { recursive: true }));
const env = { NODE_COMPILE_CACHE: join(folder, 'compiled') };

/** A practice tenant, and a folder with the files. */
async function scene(name: string): Promise<Scene> {
  const cwd = join(folder, name);
  for (const [path, text] of Object.entries(everything)) {
    mkdirSync(dirname(join(cwd, 'tenant', path)), { recursive: true });
    writeFileSync(join(cwd, 'tenant', path), path === 'tenant.yaml' ? text : `# why this is so\n${text}`);
  }
  const emulator = await startEmulator({ state, throttling: false });
  onTestFinished(() => emulator.close());
  const run = async (...args: string[]): Promise<Ended> => {
    const ended = await tenantry([...args, '--endpoint', emulator.graph], { cwd, env });
    return { ...ended, stdout: said(ended.stdout), stderr: said(ended.stderr) };
  };
  expect(await run('apply', '--yes')).toMatchObject({ code: 0 });
  const [journal = ''] = readdirSync(join(cwd, '.tenantry')).filter((each) => each.endsWith('.jsonl'));
  return { cwd, run, journal: join('.tenantry', journal) };
}

interface Scene {
  readonly cwd: string;
  readonly run: (...args: string[]) => Promise<Ended>;
  readonly journal: string;
}

const said = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
const contents = (cwd: string): readonly string[] =>
  ['users', 'groups', 'extensions'].map((kind) => readFileSync(join(cwd, `tenant/${kind}/all.yaml`), 'utf8'));

test('without --write it says that the files still ask for it, and a later run with --write edits them just so', async () => {
  const [late, early] = await Promise.all([scene('late'), scene('early')]);
  await early.run('rollback', early.journal, '--yes', '--write');

  const asked = await late.run('rollback', late.journal);
  expect(asked).toMatchObject({ code: 1 });
  expect(asked.stderr).toMatch(
    /^Nobody could be asked "Undo it with \d+ writes\?", .* say --yes where rollback/,
  );
  expect(asked.stderr).not.toContain('--plan');
  const undone = await late.run('rollback', late.journal, '--yes');
  const hint =
    /The files under tenant still ask for what was taken back, .* tenantry rollback \S+\.jsonl --endpoint \S+ --write$/;
  expect(undone.stderr).toMatch(hint);
  expect(undone.stdout).toMatch(/^Rollback for /);
  const again = await late.run('rollback', late.journal, '--yes');
  expect(again.stdout).toMatch(/Nothing to take back: the tenant is already as it was before that apply\.$/);
  expect(again.stdout).not.toContain('as the files say');
  expect(again.stderr).toMatch(hint);

  const written = await late.run('rollback', late.journal, '--yes', '--write');
  expect(written.stderr).toMatch(
    /^Edited 3 files\. Commit that, .*: tenant\/extensions\/all\.yaml \(\d edits\)/,
  );
  expect(contents(late.cwd)).toEqual(contents(early.cwd));
  expect(contents(late.cwd).join()).not.toContain('group: "made"');
  const plan = await late.run('plan');
  expect(plan.stdout).toContain('Nothing to do: the tenant is as the files say');
});

test('rollback --write that a guard refuses says that no file was edited', async () => {
  const { cwd, run, journal } = await scene('refused');
  const strict = everything['tenant.yaml']?.replace(/ {2}groupsDeleted.*\n/, '') ?? '';
  writeFileSync(join(cwd, 'tenant/tenant.yaml'), strict);
  const before = contents(cwd);
  const refused = await run('rollback', journal, '--yes', '--write');
  expect(refused).toMatchObject({ code: 4, stderr: 'Nothing was written, and no file was edited.' });
  expect(contents(cwd)).toEqual(before);
});

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
    expect(undone.stderr.replaceAll(/\s+/g, ' ')).toMatch(/Edited 3 files\. Commit that/);
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
