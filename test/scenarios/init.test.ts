import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { contoso } from '../../src/emulator/contoso.ts';
import { startEmulator } from '../../src/emulator/emulator.ts';
import { root, temporary, type Ended, type RunOptions } from '../support/cli.ts';
import { startConnectProxy } from '../support/connect-proxy.ts';
import { tenantry } from './end-to-end-support.ts';

/** `tenantry init` in empty folders and in folders that have something, as nobody's terminal. */

const tenant = '84841066-274d-4ec0-a5c1-276be684bdd3';
const usual = ['--tenant', tenant, '--owners', '@contoso/tenant-admins', '--break-glass', 'bg#1@contoso.com'];

let folder: string;
beforeEach(() => (folder = temporary()));

const init = (args: readonly string[] = usual, options: RunOptions = {}): Promise<Ended> =>
  tenantry(['init', ...args], { cwd: folder, ...options });
const text = (path: string): string => readFileSync(join(folder, path), 'utf8');
function put(path: string, content: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
}
const everything = (): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => !path.startsWith('.git/') && statSync(join(folder, path)).isFile())
      .toSorted()
      .map((path) => [path, text(path)]),
  );
const git = (...args: readonly string[]): string =>
  execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8' });

describe('an empty folder', () => {
  test('becomes a repository that is valid', async () => {
    const { code, stdout, stderr } = await init();
    expect([code, stderr]).toEqual([0, '']);
    expect(Object.keys(everything())).toEqual([
      '.gitattributes',
      '.github/CODEOWNERS',
      '.github/actions/tenantry/action.yml',
      '.github/actions/tenantry/dist/action.mjs',
      '.github/actions/tenantry/dist/licences.txt',
      '.github/workflows/apply.yml',
      '.github/workflows/drift.yml',
      '.github/workflows/plan.yml',
      '.github/workflows/validate.yml',
      '.gitignore',
      '.vscode/extensions.json',
      '.vscode/settings.json',
      'schemas/extensions.schema.json',
      'schemas/groups.schema.json',
      'schemas/tenant.schema.json',
      'schemas/users.schema.json',
      'tenant/tenant.yaml',
    ]);
    expect(stdout).toContain('git init -b main');
    expect(await tenantry(['validate'], { cwd: folder })).toMatchObject({ code: 0, stderr: '' });
    expect(text('tenant/tenant.yaml')).toContain('users: ["bg#1@contoso.com"]');
  });

  test('has the workflows, the Action and the schemas as they are here', async () => {
    await init();
    const copied = Object.entries(everything()).filter(([path]) => /^(?:\.github\/[aw]|schemas)/.test(path));
    expect(copied.length).toBe(11);
    for (const [path, content] of copied) expect(content).toBe(readFileSync(join(root, path), 'utf8'));
  });

  test('is not changed by a second time, whatever was asked for the first time', async () => {
    await init();
    const before = everything();
    const again = await init([]);
    expect(again).toMatchObject({ code: 0, stderr: '' });
    expect(again.stdout).toContain('16 files are as they should be already.');
    expect((await init()).stdout).toContain('17 files are as they should be already.');
    expect((await init(['--exchange', 'never'])).stdout).toContain('! tenant/tenant.yaml');
    expect(everything()).toEqual(before);
  });

  test('can be made by init', async () => {
    expect(await init(['made/here', ...usual])).toMatchObject({ code: 0 });
    expect(existsSync(join(folder, 'made/here/tenant/tenant.yaml'))).toBe(true);
  });
});

describe('what is missing or wrong', () => {
  test('is the tenant, where nobody can be asked', async () => {
    const { code, stdout, stderr } = await init([]);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('--tenant is missing');
    expect(everything()).toEqual({});
  });

  test('is told of all flags at once', async () => {
    const { code, stderr } = await init([
      '--tenant=nobody',
      '--cloud=mars',
      '--exchange=maybe',
      '--break-glass=bob',
      '--repository=one',
      '--owners=admins',
    ]);
    expect(code).toBe(1);
    for (const flag of ['tenant', 'cloud', 'exchange', 'break-glass', 'repository', 'owners'])
      expect(stderr).toContain(`--${flag}: `);
    expect(everything()).toEqual({});
  });

  test('is the top of the repository', async () => {
    git('init', '--quiet');
    const { code, stderr } = await init(['below', ...usual]);
    expect(code).toBe(1);
    expect(stderr).toContain('below');
    expect(everything()).toEqual({});
  });

  test('is another tenant than that of tenant.yaml', async () => {
    put('tenant/tenant.yaml', `format: 1\ntenant: { id: ${tenant} }\n`);
    const { code, stderr } = await init(['--tenant', '63384f56-42d2-4aa7-b1d6-b10c78f143a2']);
    expect(code).toBe(1);
    expect(stderr).toContain('tenant/tenant.yaml is about the tenant');
    expect(Object.keys(everything())).toEqual(['tenant/tenant.yaml']);
  });
});

describe('files that are there', () => {
  test('stay, and what can be added safely is', async () => {
    git('init', '--quiet');
    const mine = {
      'tenant/tenant.yaml': `format: 1\ntenant: { id: ${tenant} } # ours\n`,
      '.github/workflows/plan.yml': 'name: Ours\n',
      '.github/CODEOWNERS': '* @contoso/everybody\n',
      '.gitignore': 'node_modules/\r\ndist/',
      '.vscode/settings.json': '{\n    "editor.tabSize": 2\n}',
      '.vscode/extensions.json': '{\n  // ours\n  "recommendations": ["github.vscode-github-actions"]\n}\n',
    };
    for (const [path, content] of Object.entries(mine)) put(path, content);
    const { code, stdout } = await init();
    expect(code).toBe(0);
    for (const path of ['tenant/tenant.yaml', '.github/workflows/plan.yml', '.github/CODEOWNERS'])
      expect([path, text(path)]).toEqual([path, mine[path as keyof typeof mine]]);
    expect(text('.vscode/extensions.json')).toBe(mine['.vscode/extensions.json']);
    expect(stdout).toContain('"redhat.vscode-yaml"');
    expect(stdout).toContain('/tenant/   @contoso/tenant-admins');
    expect(text('.gitignore').startsWith('node_modules/\r\ndist/\r\n')).toBe(true);
    expect(text('.vscode/settings.json')).toMatch(/^\{\n {4}"editor.tabSize": 2,\n {4}"yaml.schemas": \{/);
    const before = everything();
    await init();
    expect(everything()).toEqual(before);
    // What GitHub runs has to be committed, whatever else is called so.
    git('add', '.');
    expect(git('ls-files')).toContain('.github/actions/tenantry/dist/action.mjs');
  });

  test('of which tenant.yaml protects no account for emergencies, or others, are told of', async () => {
    const bare = `format: 1\ntenant: { id: ${tenant} }\n`;
    put('tenant/tenant.yaml', bare);
    expect((await init([])).stdout).toContain('No account for emergencies is protected yet');
    const asked = await init(['--break-glass', 'bg1@contoso.com,bg2@contoso.com']);
    expect(asked.stdout.replace(/\s+/g, ' ')).toContain(
      'bg1@contoso.com, bg2@contoso.com are not protected, since tenant/tenant.yaml stays as it is. Write there: protected: { users: ["bg1@contoso.com", "bg2@contoso.com"] }',
    );
    put('tenant/tenant.yaml', `${bare}protected: { users: [BG1@contoso.com] }\n`);
    const again = await init(['--break-glass', 'bg1@contoso.com']);
    expect(again.stdout).not.toContain('protected yet');
    expect(again.stdout).not.toContain('not protected');
  });

  test('of code owners elsewhere are not put out of force', async () => {
    put('docs/CODEOWNERS', '* @contoso/everybody\n');
    const { code, stdout } = await init();
    expect(code).toBe(0);
    expect(stdout).toContain('docs/CODEOWNERS');
    expect(existsSync(join(folder, '.github/CODEOWNERS'))).toBe(false);
  });
});

test('private keys and journals do not get into Git', async () => {
  git('init', '--quiet');
  await init();
  for (const path of [
    '.tenantry/a.jsonl',
    'writer.pem',
    'writer.pfx',
    'plan.json',
    'plan.html',
    'audit.html',
    'audit.sarif',
  ])
    put(path, 'secret');
  git('add', '.');
  expect(git('ls-files')).not.toMatch(/writer|plan\.json|\.html|sarif|\.tenantry\//);
});

test('the repository is found in Git, without the credentials of its address', async () => {
  git('init', '--quiet');
  git('remote', 'add', 'origin', 'https://me:hunter2@github.com/contoso/tenant.git');
  const { stdout, stderr } = await init();
  expect(stdout).toContain('https://github.com/contoso/tenant/settings/environments');
  expect(stdout + stderr).not.toContain('hunter2');
});

test('what comes next goes on from there: import finds nothing left to plan', async () => {
  git('init', '--quiet');
  const { stdout } = await init([...usual, '--repository', 'contoso/tenant']);
  expect(stdout).toContain('tenantry setup --repository contoso/tenant');
  const emulator = await startEmulator({ state: contoso(), throttling: false });
  try {
    const run = (...args: readonly string[]): Promise<Ended> => tenantry(args, { cwd: folder });
    expect(await run('import', '--endpoint', emulator.graph)).toMatchObject({ code: 0 });
    expect(existsSync(join(folder, 'tenant/users'))).toBe(true);
    expect(await run('validate')).toMatchObject({ code: 0 });
    const plan = await run('plan', '--detailed-exitcode', '--endpoint', emulator.graph);
    expect([plan.code, plan.stderr]).toEqual([0, '']);
    expect(plan.stdout).toContain('Nothing to do');
  } finally {
    await emulator.close();
  }
});

test('a domain is looked up where the tenant signs in', async () => {
  const emulator = await startEmulator({ tls: true, throttling: false });
  const proxy = await startConnectProxy(emulator.tls?.port ?? 0);
  try {
    const authority = join(temporary(), 'authority.pem');
    writeFileSync(authority, emulator.tls?.certificateAuthority ?? '');
    const env = { ...proxy.environment(authority), NODE_USE_ENV_PROXY: '' };
    const { organization, domains } = emulator.state();
    const domain = domains[0]?.id ?? '';
    const found = await init(['--tenant', domain, '--yes'], { env });
    expect(found.code).toBe(0);
    expect(found.stderr).toContain(`${domain} is of the tenant ${organization.id}, in the cloud global.`);
    expect(text('tenant/tenant.yaml')).toContain(`id: ${organization.id}`);
    const unknown = await init(['other', '--tenant', 'nobody.example', '--yes'], { env });
    expect(unknown).toMatchObject({ code: 1, stdout: '' });
    expect(unknown.stderr.replaceAll(/\s+/g, ' ')).toContain(
      'knows no tenant with the domain nobody.example',
    );
    expect(existsSync(join(folder, 'other'))).toBe(false);
  } finally {
    await Promise.all([proxy.close(), emulator.close()]);
  }
});
