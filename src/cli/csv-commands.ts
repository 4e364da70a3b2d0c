import { Option, type Command } from 'commander';
import type { World } from '../commands/world.ts';
import { csvDates, csvIdentifiers, type CsvDates, type CsvIdentifier } from '../core/desired/settings.ts';
import { directory, endpoint, examples, repeatable, trace, type AskingFlags, type Exit } from './options.ts';

/** Tables of people: `import csv` and `export csv`. */
export function addCsvCommands(program: Command, world: World, exit: Exit): void {
  addImport(program, world, exit);
  addExport(program, world, exit);
}

function addImport(program: Command, world: World, exit: Exit): void {
  // Else `import` took the options that it shares with its subcommand for its own.
  program.enablePositionalOptions();
  importing(program)
    .enablePositionalOptions()
    .command('csv')
    .description(
      'Write into the files what a table says about people, such as the one that HR sends. Writes nothing to the tenant.',
    )
    .argument('<file>', 'the table, as Excel saves it as CSV')
    .argument(...directory)
    .addOption(
      repeatable('--map <header=attribute>', 'what a column is for; - passes it over', 'by its header'),
    )
    .option('--save-map', 'keep --map, --match and --dates in tenant.yaml for the next time', false)
    .addOption(new Option('--match <what>', 'by what people are looked for').choices(csvIdentifiers))
    .option('--add-to <file>', 'the file for people whom no file names yet (default: users/imported.yaml)')
    .option('--offline', 'do not ask the tenant who people are', false)
    .option('--empty-clears', 'an empty cell clears the value (else it changes nothing)', false)
    .addOption(
      new Option('--dates <order>', 'the order of day, month and year in dates such as 03/04/2026').choices(
        csvDates,
      ),
    )
    .option('--delimiter <character>', 'what separates the columns (default: found out)')
    .option('--encoding <name>', 'such as windows-1250 (default: found out)')
    .option('--partial', 'write the rows with which nothing is wrong, although others are not', false)
    .option('--json', 'print the result as JSON', false)
    .option(...endpoint)
    .option(...trace)
    .addHelpText(
      'after',
      examples([
        'import csv people.csv',
        "import csv people.csv --map 'Job role=jobTitle' --map 'Remarks=-' --save-map",
        'import csv people.csv --match employeeId --dates dmy',
      ]),
    )
    .action(async (file: string, dir: string, flags: ImportFlags) =>
      exit(
        await (
          await import('../commands/csv/import-csv.ts')
        ).importCsv({ file, directory: dir, ...flags }, world),
      ),
    );
}

/** What the files or the tenant say, as a table. */
function addExport(program: Command, world: World, exit: Exit): void {
  program
    .command('export')
    .description('Write what the files declare in another form.')
    .command('csv')
    .description('A table of the people whom the files declare, for Excel; import csv reads it again.')
    .argument(...directory)
    .option('--columns <list>', 'only these, such as id,department,manager (sensitive ones only when named)')
    .option('--out <file>', 'write it to a file instead of printing it')
    .option('--live', 'everybody in the tenant, with what the tenant holds', false)
    .option('--no-bom', 'without the byte order mark by which Excel knows UTF-8')
    .option('--delimiter <character>', 'what separates the columns, such as semicolon', 'comma')
    .option(...endpoint)
    .option(...trace)
    .addHelpText(
      'after',
      examples([
        'export csv --out people.csv',
        'export csv --columns userPrincipalName,department,mobilePhone --delimiter semicolon',
        'export csv --live --columns id,mail,jobTitle --out people.csv',
      ]),
    )
    .action(async (dir: string, flags: ExportFlags) =>
      exit(
        await (await import('../commands/csv/export-csv.ts')).exportCsv({ directory: dir, ...flags }, world),
      ),
    );
}

interface ExportFlags extends AskingFlags {
  columns?: string;
  out?: string;
  live: boolean;
  bom: boolean;
  delimiter: string;
}

/** The command that has the subcommand. */
const importing = (program: Command): Command =>
  program.commands.find((each) => each.name() === 'import') ??
  program.command('import').description('Write into the files what stands elsewhere.');

interface ImportFlags extends AskingFlags {
  map: readonly string[];
  saveMap: boolean;
  match?: CsvIdentifier;
  addTo?: string;
  offline: boolean;
  emptyClears: boolean;
  dates?: CsvDates;
  delimiter?: string;
  encoding?: string;
  partial: boolean;
  json: boolean;
}
