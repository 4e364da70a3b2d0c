import { execFile, execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { root, temporary } from '../support/cli.ts';
import { leaveOut } from '../support/evidence/files.ts';

/**
 * A terminal in which the commands of a document run as they stand there. `git` and `tenantry` are real; in the place of
 * `az`, `gh` and `npm` is a stand-in that does what they would do here.
 */
export interface Place {
  /** The repository that the commands work in. */
  readonly folder: string;
  /** Runs a block of commands; what it says on both outputs. Throws where one of them fails. */
  run(commands: string): Promise<string>;
  /** What `az ad app list` answers from now on. */
  register(applications: Readonly<Record<string, string>>): void;
  /** Each call of a stand-in: its name and arguments. */
  calls(): readonly string[];
  /** Text files of a branch on the remote, by path. */
  files(branch: string): Readonly<Record<string, string>>;
}

function program(path: string, text: string): void {
  writeFileSync(path, text);
  chmodSync(path, 0o755);
}

const gitIn = (folder: string, ...args: readonly string[]): string =>
  execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8', maxBuffer: 2 ** 26 });

/** `token` is what `az account get-access-token` prints; `env` is what every command has besides. */
export async function documentPlace(token: string, env: Readonly<Record<string, string>>): Promise<Place> {
  const home = temporary();
  const at = (...names: readonly string[]): string => join(home, ...names);
  for (const folder of ['bin', 'work', 'applications']) mkdirSync(at(folder));
  writeFileSync(at('token'), token, { mode: 0o600 });
  leaveOut(at('token'));
  program(
    at('bin', 'az'),
    `#!/bin/sh
echo "az $*" >> "$CALLS"
case "$*" in
  "account get-access-token"*) cat '${at('token')}' ;;
  "ad app list"*) cat "${at('applications')}/$5" ;;
esac
`,
  );
  program(
    at('bin', 'gh'),
    `#!/bin/sh
echo "gh $*" >> "$CALLS"
case "$*" in
  "repo clone"*) git clone -q '${at('remote.git')}' "$4" ;;
  "pr merge --merge") rm -rf '${at('merging')}' && git clone -q '${at('remote.git')}' '${at('merging')}' &&
    git -C '${at('merging')}' merge -q --no-ff -m 'Merge pull request #1' origin/spelling && git -C '${at('merging')}' push -q ;;
esac
`,
  );
  program(at('bin', 'npm'), '#!/bin/sh\necho "npm $*" >> "$CALLS"\n');
  const all = {
    ...env,
    PATH: [at('bin'), dirname(process.execPath), process.env['PATH'] ?? ''].join(':'),
    HOME: home,
    CALLS: at('calls'),
    NO_COLOR: '1',
    GIT_CONFIG_COUNT: '4',
    GIT_CONFIG_KEY_0: 'user.name',
    GIT_CONFIG_VALUE_0: 'Somebody',
    GIT_CONFIG_KEY_1: 'user.email',
    GIT_CONFIG_VALUE_1: 'somebody@contoso.invalid',
    GIT_CONFIG_KEY_2: `url.${at('tool.git')}.insteadOf`,
    GIT_CONFIG_VALUE_2: 'https://github.com/OWNER/tenantry',
    GIT_CONFIG_KEY_3: 'init.defaultBranch',
    GIT_CONFIG_VALUE_3: 'main',
  };
  const shell = async (script: string): Promise<string> => {
    const args = ['--norc', '-euo', 'pipefail', '-c', `exec 2>&1\n${script}`];
    const ended = promisify(execFile)('bash', args, { cwd: at('work'), env: all });
    const { stdout } = await ended.catch((error: { readonly stdout?: string }) => {
      throw new Error(`${script}\n${error.stdout ?? ''}`);
    });
    return stdout;
  };
  // What is cloned as Tenantry leads to the program under test. Nobody is there to say yes to each step.
  await shell(`git init -q --bare '${at('remote.git')}'; git clone -q '${at('remote.git')}' ../seed 2>/dev/null; cd ../seed
    echo tenant > README.md; git add .; git commit -qm Begin; git push -q origin HEAD:main
    git init -q '${at('tool.git')}'; cd '${at('tool.git')}'; mkdir bin
    cat > bin/tenantry.js <<'END'
const { argv } = process;
if (argv.includes('--run')) argv.push('--yes');
await import(${JSON.stringify(join(root, 'bin/tenantry.js'))});
END
    echo '{ "type": "module" }' > package.json; git add .; git commit -qm Tool`);
  return {
    folder: at('work', 'my-tenant'),
    run: async (commands) => {
      const state = `'${at('state')}'`;
      // One terminal from the first block to the last: variables, functions and the folder stay.
      return await shell(`set -a; if [ -e ${state} ]; then . ${state}; fi; set +a
trap '{ for name in REPOSITORY TENANT TOOL READER WRITER; do if [ -n "\${!name:-}" ]; then declare -p "$name"; fi; done; declare -f tenantry; printf "cd %q\\n" "$PWD"; } > ${state}' EXIT
${commands}`);
    },
    register(applications) {
      for (const [name, appId] of Object.entries(applications))
        writeFileSync(at('applications', name), `${appId}\n`);
    },
    calls: () => (existsSync(at('calls')) ? readFileSync(at('calls'), 'utf8').trimEnd().split('\n') : []),
    files(branch) {
      const remote = at('remote.git');
      const paths = gitIn(remote, 'ls-tree', '-r', '--name-only', branch).trimEnd().split('\n');
      return Object.fromEntries(
        paths
          .filter((path) => !path.startsWith('.github/actions/'))
          .map((path) => [path, gitIn(remote, 'show', `${branch}:${path}`)]),
      );
    },
  };
}
