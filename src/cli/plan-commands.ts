import type { Command, Option } from 'commander';
import type { WritingWorld } from '../commands/world.ts';
import {
  directory,
  endpoint,
  examples,
  lockTimeout,
  repeatable,
  trace,
  type AskingFlags,
  type Exit,
} from './options.ts';
import { wait } from './verify-command.ts';

/** What is done to a tenant: validate, plan, apply. */
export function addPlanCommands(program: Command, world: WritingWorld, exit: Exit): void {
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
    .option('--html <file>', 'write the plan as a page for a browser, without sensitive values')
    .option('--powershell <file>', 'write what Exchange Online takes of it as a script')
    .option('--json', 'print the plan as JSON', false)
    .addOption(repeatable('--only <kind:name>', 'only this user or group', 'everything'))
    .addOption(without())
    .option('--detailed-exitcode', 'exit with 2 where there are changes', false)
    .option(...endpoint)
    .option(...trace)
    .addHelpText(
      'after',
      examples([
        'plan',
        'plan --base origin/main --out plan.json',
        'plan --html plan.html',
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
    .addOption(repeatable('--plan <file>', 'an approved plan: what is in none is held back', 'none'))
    .option('--base <ref>', 'a commit: apply only what is wanted since then')
    .option('--yes', 'do not ask', false)
    .option('--unreviewed', 'in CI: apply without an approved plan', false)
    .addOption(without())
    .option('--journal <file>', 'where to keep the journal (default: a new file in .tenantry/)')
    .addOption(lockTimeout())
    .addOption(wait())
    .option(...endpoint)
    .option(...trace)
    .addHelpText(
      'after',
      examples(['apply', 'apply --plan plan.json', 'apply --endpoint http://127.0.0.1:8080 --yes']),
    )
    .action(async (dir: string, { plan, ...options }: ApplyFlags) =>
      exit(
        await (
          await import('../commands/apply.ts')
        ).apply({ directory: dir, plans: plan, ...options }, world),
      ),
    );
}

interface PlanFlags extends AskingFlags {
  base?: string;
  out?: string;
  html?: string;
  powershell?: string;
  json: boolean;
  only: string[];
  without: string[];
  detailedExitcode: boolean;
}

interface ApplyFlags extends AskingFlags {
  plan: string[];
  base?: string;
  yes: boolean;
  unreviewed: boolean;
  without: string[];
  lockTimeout: number;
  wait?: number;
  journal?: string;
}

const without = (): Option =>
  repeatable('--without <key>', 'leave out this change, by its key as --json prints it', 'none');
