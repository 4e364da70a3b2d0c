import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { root, temporary } from '../support/cli.ts';
import { codeBlocks, read, section } from './document.ts';

/**
 * The commands of docs/github.md, as they stand there, each part in a shell of its own. `az` and `gh` are not here: in their place is one
 * that notes what it was asked and answers as they are documented to. `git` is real.
 */

const document = read('docs/github.md');
const parts = ['## The first plan', '## The first apply'].map((heading) => section(document, heading));
const place = temporary();
const reader = '00000000-0000-4000-8000-00000000000a';
const writer = '00000000-0000-4000-8000-00000000000b';

const stand = `#!/usr/bin/env bash
{ printf '%s' "$(basename "$0")"; for each in "$@"; do printf '\\t%s' "$each"; done; echo; } >> "$CALLS"
case "$(basename "$0") $*" in
  "az ad app create"*reader*) echo ${reader} ;;
  "az ad app create"*writer*) echo ${writer} ;;
  "az ad app list"*reader*) echo ${reader} ;;
  "az ad sp show"*) query="$7"; name="\${query#*==?}"; echo "id-of-\${name%%\\'*}" ;;
  "gh api repos/contoso/tenant/actions/oidc/customization/sub"*) echo "$SUB_PREFIX" ;;
  "az ad app federated-credential create"*) cp "\${!#}" "$CREDENTIALS/$6.json" ;;
  "gh repo clone"*) git clone -q "$REMOTE" "$4" ;;
esac
`;

function run(prefix: string): { readonly calls: readonly (readonly string[])[]; readonly home: string } {
  const home = join(place, prefix === '' ? 'by-name' : 'by-id');
  const bin = join(home, 'bin');
  for (const folder of [bin, join(home, 'work'), join(home, 'credentials')])
    mkdirSync(folder, { recursive: true });
  for (const name of ['az', 'gh']) {
    writeFileSync(join(bin, name), stand);
    chmodSync(join(bin, name), 0o755);
  }
  const remote = join(home, 'remote.git');
  const env = {
    ...process.env,
    PATH: `${bin}:${process.env['PATH']}`,
    HOME: home,
    CALLS: join(home, 'calls'),
    CREDENTIALS: join(home, 'credentials'),
    REMOTE: remote,
    SUB_PREFIX: prefix,
    GIT_CONFIG_COUNT: '4',
    GIT_CONFIG_KEY_0: 'user.name',
    GIT_CONFIG_VALUE_0: 'Somebody',
    GIT_CONFIG_KEY_1: 'user.email',
    GIT_CONFIG_VALUE_1: 'somebody@contoso.invalid',
    GIT_CONFIG_KEY_2: `url.${join(home, 'tool.git')}.insteadOf`,
    GIT_CONFIG_VALUE_2: 'https://github.com/OWNER/tenantry',
    GIT_CONFIG_KEY_3: 'protocol.file.allow',
    GIT_CONFIG_VALUE_3: 'always',
  };
  const shell = (script: string): void =>
    void execFileSync('bash', ['-euo', 'pipefail', '-c', script], {
      cwd: join(home, 'work'),
      env,
      stdio: 'pipe',
    });
  shell(`git init -q --bare -b main "$REMOTE"; git clone -q "$REMOTE" ../seed; cd ../seed; git switch -qc main
    echo tenant > README.md; git add .; git commit -qm Begin; git push -q origin main
    git init -q -b main ../tool.git; cd ../tool.git; mkdir -p .github/actions
    cp -r '${root}/.github/actions/tenantry' .github/actions/; cp -r '${root}/.github/workflows' .github/
    git add .; git commit -qm Tool`);
  const [plan = '', apply = ''] = parts.map((part) => codeBlocks(part, 'bash').join('\n'));
  shell(plan);
  // A new terminal, which knows no variable of the first one.
  shell(`cd my-tenant\n${apply}\n[ "$READER $TENANT" = '${reader} 84841066-274d-4ec0-a5c1-276be684bdd3' ]`);
  const calls = readFileSync(env.CALLS, 'utf8').trimEnd().split('\n');
  return { calls: calls.map((call) => call.split('\t')), home };
}

describe.each([
  { form: 'by name', prefix: '', begins: 'repo:contoso/tenant' },
  {
    form: 'with ids',
    prefix: 'repo:contoso@123456/tenant@456789',
    begins: 'repo:contoso@123456/tenant@456789',
  },
])('in a repository whose subjects are $form', ({ prefix, begins }) => {
  let done: ReturnType<typeof run>;
  beforeAll(() => (done = run(prefix)));
  const called = (...begin: readonly string[]): readonly (readonly string[])[] =>
    done.calls.filter((call) => begin.every((word, index) => call[index] === word));

  const credential = (id: string): unknown =>
    JSON.parse(readFileSync(join(done.home, 'credentials', `${id}.json`), 'utf8'));

  const given = (id: string): readonly string[] =>
    called('az', 'ad', 'app', 'permission', 'add', '--id', id).map(
      (call) => call.at(-1)?.replace('id-of-', '').replace('=Role', '') ?? '',
    );

  const branches = (environment: string): readonly string[] =>
    called(
      'gh',
      'api',
      '-X',
      'POST',
      `repos/contoso/tenant/environments/${environment}/deployment-branch-policies`,
    ).map((call) => call.at(-1) ?? '');

  const git = (...args: readonly string[]): readonly string[] =>
    execFileSync('git', ['-C', join(done.home, 'remote.git'), ...args], { encoding: 'utf8' })
      .trimEnd()
      .split('\n');

  test('the credentials are for the environments', () => {
    for (const [id, environment] of [
      [reader, 'tenantry-plan'],
      [writer, 'tenant'],
    ] as const)
      expect(credential(id)).toEqual({
        name: environment,
        issuer: 'https://token.actions.githubusercontent.com',
        subject: `${begins}:environment:${environment}`,
        audiences: ['api://AzureADTokenExchange'],
      });
  });

  test('the reader gets no permission to write', () => {
    expect(given(reader)).toHaveLength(5);
    expect(given(reader).filter((name) => !/\.Read\.(All|Directory)$/.test(name))).toEqual([]);
    expect(given(writer)).toContain('User.ReadWrite.All');
    for (const id of [reader, writer])
      expect(called('az', 'ad', 'app', 'permission', 'admin-consent', '--id', id)).toHaveLength(1);
  });

  test('only main gets into the environment of the writer', () => {
    expect(branches('tenant')).toEqual(['name=main']);
    expect(branches('tenantry-plan')).toEqual(['name=main', 'name=refs/pull/*/merge']);
  });

  test('what is pushed is the workflows, the Action and the files, and the pull request has the first person', () => {
    expect(git('ls-tree', '-r', '--name-only', 'main')).toEqual([
      '.github/actions/tenantry/action.yml',
      '.github/actions/tenantry/dist/action.mjs',
      '.github/actions/tenantry/dist/licences.txt',
      '.github/workflows/apply.yml',
      '.github/workflows/drift.yml',
      '.github/workflows/plan.yml',
      '.github/workflows/validate.yml',
      '.gitignore',
      'README.md',
      'tenant/tenant.yaml',
    ]);
    expect(git('diff', '--name-only', 'main...first')).toEqual(['tenant/users/first.yaml']);
    expect(git('show', 'main:tenant/tenant.yaml')[1]).toContain('84841066-274d-4ec0-a5c1-276be684bdd3');
  });
});
