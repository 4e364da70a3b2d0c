import { Option, type Command } from 'commander';
import type { WritingWorld } from '../commands/world.ts';
import { directory, endpoint, examples, trace, type AskingFlags, type Exit } from './options.ts';

/** What may not be meant in the whole live tenant: audit. */
export function addAuditCommand(program: Command, world: WritingWorld, exit: Exit): void {
  program
    .command('audit')
    .description(
      'What may not be meant in the whole tenant: values, owners, rules, definitions. Writes nothing to the tenant.',
    )
    .argument(...directory)
    .option('--all', 'show every finding, also what the baseline knows', false)
    .option('--baseline <file>', 'what is known (default: audit-baseline.json beside tenant.yaml, if there)')
    .addOption(new Option('--no-baseline', 'take everything for new'))
    .option('--write-baseline', 'keep what is found now as known', false)
    .option('--html <file>', 'write it as a page to look at: findings, values, sizes of groups')
    .option('--sarif <file>', 'write it as SARIF 2.1.0, for GitHub code scanning')
    .option('--fix', 'write the canonical values in place of aliases in the files; asks no tenant', false)
    .option('--detailed-exitcode', 'exit with 2 where there is something new', false)
    .option('--json', 'print the result as JSON', false)
    .option(...endpoint)
    .option(...trace)
    .addHelpText(
      'after',
      examples([
        'audit',
        'audit --write-baseline',
        'audit --sarif audit.sarif --detailed-exitcode',
        'audit --html audit.html',
        'audit --fix',
      ]),
    )
    .action(async (dir: string, { fix, baseline, ...options }: AuditFlags) =>
      exit(
        fix
          ? await (await import('../commands/audit-fix.ts')).fixAliases(dir, world)
          : await (
              await import('../commands/audit.ts')
            ).audit(
              {
                ...options,
                directory: dir,
                ...(typeof baseline === 'boolean'
                  ? baseline
                    ? {}
                    : { baseline: false }
                  : baseline === undefined
                    ? {}
                    : { baseline }),
              },
              world,
            ),
      ),
    );
}

interface AuditFlags extends AskingFlags {
  all: boolean;
  baseline?: string | boolean;
  writeBaseline: boolean;
  html?: string;
  sarif?: string;
  fix: boolean;
  detailedExitcode: boolean;
  json: boolean;
}
