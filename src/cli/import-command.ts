import type { Command } from 'commander';
import type { World } from '../commands/world.ts';
import type { ImportFlags } from '../commands/import/import-options.ts';
import { directory, endpoint, examples, repeatable, trace, type Exit } from './options.ts';

/** What the tenant holds, as files. Returns the command, for subcommands that read other sources. */
export function addImportCommand(program: Command, world: World, exit: Exit): Command {
  return program
    .command('import')
    .description(
      'Write users and groups of the tenant into the files. Writes nothing to the tenant, and keeps what the files say in comments and order.',
    )
    .argument(...directory)
    .option(
      '--attributes <list>',
      'only these, such as department,jobTitle; +mobilePhone adds to the usual ones',
    )
    .option('--users', 'only users', false)
    .option('--groups', 'only groups', false)
    .addOption(repeatable('--only <kind:name>', 'only this user or group', 'everybody'))
    .addOption(repeatable('--department <name>', 'only users of this department', 'everybody'))
    .addOption(repeatable('--group <name>', 'only users who are members of this group', 'everybody'))
    .addOption(
      repeatable('--domain <name>', 'only users who sign in with a name of this domain', 'everybody'),
    )
    .option('--skip-synced', 'leave out users who are synced from on-premises', false)
    .option('--users-to <pattern>', 'files for users whom no file names yet', 'users/{department}.yaml')
    .option('--groups-to <pattern>', 'files for groups that no file names yet', 'groups/{type}.yaml')
    .option('--pin', 'only add ids to entries that have none, and bring sign-in names up to date', false)
    .option('--prune', 'only remove entries whose user or group is gone', false)
    .option('--accept-drift', 'only write what is not as the files say, and nothing else', false)
    .option('--diff', 'show what would be written, and write nothing', false)
    .option(
      '--check',
      'say what would be written, and write nothing; exits with 2 where anything would be',
      false,
    )
    .option('--yes', 'do not ask before entries are removed', false)
    .option('--json', 'print the result as JSON', false)
    .option('--tenant <id>', 'the tenant, where there is no tenant.yaml yet')
    .option(...endpoint)
    .option(...trace)
    .addHelpText(
      'after',
      examples([
        'import',
        'import --department Sales --diff',
        'import --attributes +mobilePhone',
        "import --users-to 'users/{country}/{department}.yaml'",
        'import --pin --prune',
      ]),
    )
    .action(async (dir: string, flags: ImportFlags) =>
      exit(
        await (
          await import('../commands/import/import.ts')
        ).importTenant({ directory: dir, ...flags }, world),
      ),
    );
}
