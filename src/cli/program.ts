import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { WritingWorld } from '../commands/world.ts';
import { paint, paragraph } from '../render/text/lines.ts';
import { packageRoot } from './package-root.ts';

const directory = ['[dir]', 'the folder that holds tenant.yaml', 'tenant'] as const;
const endpoint = ['--endpoint <url>', 'a practice tenant on this machine instead of the real one'] as const;
const trace = [
  '--trace <file>',
  'write every HTTP exchange to a file (HAR 1.2, credentials removed)',
] as const;

/**
 * The command line; a command is loaded when it runs, since what they need differs much. `exit` receives the exit code of the
 * command that ran.
 */
export function makeProgram(world: WritingWorld, exit: (code: number) => void): Command {
  const program = new Command('tenantry')
    .description('Microsoft Entra ID users and groups as code.')
    .version(world.version)
    .exitOverride()
    .configureHelp({ helpWidth: Math.min(world.terminal.columns, 100) })
    .showSuggestionAfterError()
    .showHelpAfterError('Run it with --help to see what it takes.')
    .configureOutput({ outputError: (text, write) => write(wrapped(text, world.terminal.columns)) })
    .addHelpText('after', examples(['demo', 'validate', 'plan --base main', 'apply --plan plan.json']));

  program
    .command('validate')
    .description('Check the files, without asking any tenant.')
    .argument(...directory)
    .option('--base <ref>', 'a commit; problems that were there before fail nothing')
    .addHelpText('after', examples(['validate', 'validate tenant --base origin/main']))
    .action(async (dir: string, options: { base?: string }) =>
      exit(await (await import('../commands/validate.ts')).validate({ directory: dir, ...options }, world)),
    );

  program
    .command('plan')
    .description('Show what would change in the tenant. Writes nothing there.')
    .argument(...directory)
    .option('--base <ref>', 'a commit; what it already wanted stands apart, and its guards count')
    .option('--out <file>', 'write the plan to a file, for apply --plan')
    .option('--json', 'print the plan as JSON', false)
    .option('--only <kind:name>', 'only this user or group; can be repeated', collect, [])
    .option('--detailed-exitcode', 'exit with 2 where there are changes', false)
    .option(...endpoint)
    .option(...trace)
    .addHelpText(
      'after',
      examples([
        'plan',
        'plan --base origin/main --out plan.json',
        'plan --only user:adele.vance@contoso.com',
        'plan --endpoint http://127.0.0.1:8080 --detailed-exitcode',
      ]),
    )
    .action(async (dir: string, options: PlanFlags) =>
      exit(await (await import('../commands/plan.ts')).plan({ directory: dir, ...options }, world)),
    );

  program
    .command('apply')
    .description(
      'Plan again, show it, and write to the tenant what the guards and an approved plan let through.',
    )
    .argument(...directory)
    .option('--plan <file>', 'an approved plan: what is not in it is held back')
    .option('--yes', 'do not ask', false)
    .option('--unreviewed', 'in CI: apply without an approved plan', false)
    .option('--journal <file>', 'where to keep the journal (default: a new file in .tenantry/)')
    .option(...endpoint)
    .option(...trace)
    .addHelpText(
      'after',
      examples(['apply', 'apply --plan plan.json', 'apply --endpoint http://127.0.0.1:8080 --yes']),
    )
    .action(async (dir: string, options: ApplyFlags) =>
      exit(await (await import('../commands/apply.ts')).apply({ directory: dir, ...options }, world)),
    );

  program
    .command('emulate')
    .description('Serve a practice tenant on this machine until Ctrl-C.')
    .addOption(new Option('--port <n>', '0 takes any free port').argParser(port).default(8080))
    .addOption(
      new Option('--users <n>', 'generated users besides those of Contoso').argParser(whole).default(0),
    )
    .addOption(
      new Option('--groups <n>', 'generated groups besides those of Contoso').argParser(whole).default(0),
    )
    .addOption(new Option('--latency <ms>', 'milliseconds before each answer').argParser(whole).default(0))
    .option('--state <file>', 'keep the tenant in this file')
    .option('--no-throttling', "without Microsoft Graph's limits")
    .addHelpText(
      'after',
      examples(['emulate', 'emulate --port 0 --users 10000', 'emulate --state practice.json']),
    )
    .action(async (options: EmulateFlags) =>
      exit(await (await import('../commands/emulate.ts')).emulate(options, world)),
    );

  program
    .command('demo')
    .description('The whole story on a practice tenant: validate, plan, apply, plan again.')
    .addHelpText('after', examples(['demo']))
    .action(async () => exit(await (await import('../commands/demo.ts')).demo(await demoPaths(), world)));

  return program;
}

interface PlanFlags {
  base?: string;
  out?: string;
  json: boolean;
  only: string[];
  detailedExitcode: boolean;
  endpoint?: string;
  trace?: string;
}

interface ApplyFlags {
  plan?: string;
  yes: boolean;
  unreviewed: boolean;
  journal?: string;
  endpoint?: string;
  trace?: string;
}

interface EmulateFlags {
  port: number;
  users: number;
  groups: number;
  latency: number;
  state?: string;
  throttling: boolean;
}

/** What the command line has to say, which comes as long lines and begins with `error:`. */
function wrapped(text: string, columns: number): string {
  const sentence = text
    .trimEnd()
    .replace(/^error: (.)/, (_, first: string) => first.toUpperCase())
    .replace(/argument missing$/, 'needs a value.');
  return paint(
    sentence.split('\n').flatMap((line) => paragraph(line, columns, 0)),
    false,
  );
}

const collect = (text: string, before: string[]): string[] => [...before, text];

function whole(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}

function port(text: string): number {
  const number = whole(text);
  if (number > 65_535) throw new InvalidArgumentError('Ports end at 65535.');
  return number;
}

const examples = (commands: readonly string[]): string =>
  `\nExamples:\n${commands.map((command) => `  tenantry ${command}\n`).join('')}`;

/** The example that comes with the program, and a place for the demo's plan and journal. */
async function demoPaths(): Promise<{ directory: string; folder: string }> {
  const example = join(packageRoot(), 'tenant');
  const folder = await mkdtemp(join(tmpdir(), 'tenantry-demo-'));
  return { directory: relative(process.cwd(), example) || '.', folder };
}
