import { execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { ended, root, temporary, type Ended } from '../support/cli.ts';

/** The package as it would be published, built and packed elsewhere, so that neither sources nor node_modules are in reach. */
describe('the package', () => {
  const place = temporary();
  const installed = join(place, 'package');
  let files: readonly string[] = [];

  beforeAll(() => {
    const copy = join(place, 'copy');
    for (const name of readdirSync(root).filter((each) => !['node_modules', 'dist', '.git'].includes(each)))
      cpSync(join(root, name), join(copy, name), { recursive: true });
    const rolldown = join(root, 'node_modules', 'rolldown', 'bin', 'cli.mjs');
    execFileSync(
      process.execPath,
      [rolldown, '--config', 'rolldown.config.ts', '--dir', join(copy, 'dist')],
      {
        cwd: root,
        stdio: 'pipe',
      },
    );
    execFileSync('npm', ['pack', '--ignore-scripts', '--silent'], { cwd: copy, stdio: 'pipe' });
    const [archive = ''] = readdirSync(copy).filter((name) => name.endsWith('.tgz'));
    execFileSync('tar', ['-xzf', join(copy, archive), '-C', place]);
    files = readdirSync(installed, { recursive: true, encoding: 'utf8' })
      .map((name) => name.replaceAll('\\', '/'))
      .toSorted();
  });

  const run = (...args: readonly string[]): Promise<Ended> =>
    ended(
      spawn(process.execPath, [join(installed, 'bin', 'tenantry.js'), ...args], {
        cwd: place,
        env: { HOME: place },
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
    );

  test('holds the program, the example, the schemas and the documentation', () => {
    expect(files).toEqual(
      expect.arrayContaining([
        '.github/actions/tenantry/action.yml',
        '.github/actions/tenantry/dist/action.mjs',
        '.github/workflows/apply.yml',
        'LICENSE',
        'bin/tenantry.js',
        'dist/cli.js',
        'docs/attributes.md',
        'package.json',
        'schemas/groups.schema.json',
        'schemas/plan.schema.json',
        'schemas/tenant.schema.json',
        'schemas/users.schema.json',
        'tenant/tenant.yaml',
        'tenant/users/engineering.yaml',
      ]),
    );
  });

  test('holds no sources, tests or leftovers', () => {
    expect(new Set(files.map((name) => name.split('/')[0]))).toEqual(
      new Set([
        '.github',
        'LICENSE',
        'bin',
        'dist',
        'docs',
        'package.json',
        'schemas',
        'tenant',
        ...['README.md'].filter((name) => existsSync(join(root, name))),
      ]),
    );
    expect(files.filter((name) => /\.tenantry|\.jsonl|\.har$|\.test\./.test(name))).toEqual([]);
  });

  test('needs nothing but Node at run time', () => {
    const wanted = files
      .filter((name) => /^dist\/.*\.m?js$/.test(name))
      .flatMap((name) => [
        ...readFileSync(join(installed, name), 'utf8').matchAll(
          /^(?:import|export)\b[^;'"]*?from\s*["']([^"']+)["'];?$|^import\s*["']([^"']+)["'];?$/gm,
        ),
      ])
      .map((match) => match[1] ?? match[2] ?? '')
      .filter((name) => !name.startsWith('.'));
    expect(wanted.length).toBeGreaterThan(5);
    expect(wanted.filter((name) => !name.startsWith('node:') && !builtinModules.includes(name))).toEqual([]);
  });

  test('says its version', async () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    expect(await run('--version')).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });

  test('tells the demo to its end', async () => {
    const { code, stdout } = await run('demo');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\d+ writes: \d+ applied\.$/m);
    expect(stdout).toContain('That is all');
  });

  test('makes a repository with all that its workflows run', async () => {
    const tenant = '84841066-274d-4ec0-a5c1-276be684bdd3';
    expect(await run('init', 'made', '--tenant', tenant, '--yes')).toMatchObject({ code: 0, stderr: '' });
    const made = join(place, 'made', '.github');
    expect(readdirSync(join(made, 'workflows')).toSorted()).toEqual([
      'apply.yml',
      'drift.yml',
      'plan.yml',
      'validate.yml',
    ]);
    const action = join('actions', 'tenantry', 'dist', 'action.mjs');
    expect(readFileSync(join(made, action)).equals(readFileSync(join(installed, '.github', action)))).toBe(
      true,
    );
    expect(await run('validate', join('made', 'tenant'))).toMatchObject({ code: 0, stderr: '' });
  });

  test('checks files that are somewhere else', async () => {
    cpSync(join(root, 'tenant'), join(place, 'tenant'), { recursive: true });
    expect(await run('validate')).toMatchObject({ code: 0, stderr: '' });
  });
});
