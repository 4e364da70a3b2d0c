import { load } from '../../config/load.ts';
import type { CsvImport, CsvPerson } from '../../core/csv/imported.ts';
import { fitting } from '../../core/fitting.ts';
import type { CsvDates, CsvIdentifier } from '../../core/desired/settings.ts';
import { InvalidConfiguration, TenantryError, type Problem } from '../../core/problem.ts';
import { findColumns, headersBelow, type Columns } from '../../csv/columns.ts';
import { decodeTable } from '../../csv/decode.ts';
import { delimiterName, parseDelimiter } from '../../csv/delimiter.ts';
import { pathBelow, tryRows, type EditedFolder } from '../../csv/file-edits.ts';
import { parseMaps } from '../../csv/map-option.ts';
import { parseTable } from '../../csv/parse-table.ts';
import { indexPeople } from '../../csv/people.ts';
import { readRows, type RowOutcome } from '../../csv/row-changes.ts';
import { withSameOnce } from '../../csv/same-problems.ts';
import { columnLetters, type Table } from '../../csv/table.ts';
import { targetsOf, type Target } from '../../csv/target.ts';
import { showCsvImport, showCsvProblems } from '../../render/text/csv-import.ts';
import { paint } from '../../render/text/lines.ts';
import { exitCodes } from '../exit-codes.ts';
import { headerOf } from '../import/header.ts';
import { printJson, showResult } from '../showing.ts';
import type { World } from '../world.ts';
import { addingTo, defaultsBesides } from './adding-to.ts';
import { keptSettings } from './kept-settings.ts';
import { liveUsers } from './live-users.ts';
import { outcomePeople } from './outcome-people.ts';
import { readingOf } from './reading-of.ts';

export interface ImportCsvOptions {
  readonly directory: string;
  readonly file: string;
  /** `Header=attribute` */
  readonly map: readonly string[];
  readonly saveMap: boolean;
  readonly match?: CsvIdentifier;
  readonly addTo?: string;
  readonly offline: boolean;
  readonly emptyClears: boolean;
  readonly dates?: CsvDates;
  readonly delimiter?: string;
  readonly encoding?: string;
  /** Write the rows with which nothing is wrong. */
  readonly partial: boolean;
  readonly json: boolean;
  readonly endpoint?: string;
  readonly trace?: string;
}

/**
 * Writes into the files what a table says about people, and shows what that changed. Of the tenant it only reads who people
 * are. Returns 0; 1 where something is wrong with the table and nothing was written; 6 where only good rows were.
 */
export async function importCsv(options: ImportCsvOptions, world: World): Promise<number> {
  const given = parseMaps(options.map);
  const bytes = await world.readBytes(options.file);
  const { text, encoding } = decodeTable(bytes, options.file, options.encoding);
  const separator = options.delimiter === undefined ? undefined : parseDelimiter(options.delimiter);
  const table = parseTable(text, options.file, separator);
  const files = await world.files.read(options.directory);
  const { desired, problems: invalid } = load(files, options.directory);
  if (invalid.length > 0 || !desired) throw new InvalidConfiguration(invalid);
  const saved = desired.settings.csv;
  const targets = targetsOf(desired.definitions);
  const columns = findColumns(table, given, saved?.columns ?? {}, targets);
  const match = options.match ?? saved?.match;
  const dates = options.dates ?? saved?.dates;
  checkColumns(table, columns, match, targets);
  const users = options.offline ? undefined : await liveUsers(desired, columns.read, options, world);
  const people = indexPeople(desired.users, users);
  const outcomes = readRows(
    table,
    readingOf({ table, columns, desired, people, emptyClears: options.emptyClears, match, dates }),
  );
  const addTo = addingTo(options.addTo, files, options.directory);
  const folder: EditedFolder = {
    files,
    directory: options.directory,
    definitions: desired.definitions,
    addTo,
    header: headerOf(options.directory, pathBelow(addTo, options.directory)),
    settings: options.saveMap ? keptSettings(saved, given, options, targets) : [],
  };
  if (columns.problems.length === 0) checkSettings(folder);
  const good = outcomes.filter(({ problems, isDoubtful }) => problems.length === 0 && !isDoubtful);
  const { kept, refused } = fitting(good, (some) => tryRows(some, folder).problems[0]);
  const problems = withSameOnce([
    ...table.problems,
    ...columns.problems,
    ...outcomes.flatMap((each) => each.problems),
    ...refused.map(({ item, why }) => inRow(item, why, table)),
  ]);
  const isWritten =
    problems.length === 0 || (options.partial && columns.problems.length === 0 && kept.length > 0);
  const { texts } = isWritten ? tryRows(kept, folder) : { texts: new Map<string, string>() };
  await world.writeFiles(texts);
  const changed = isWritten ? outcomePeople(kept, addTo) : [];
  const result: CsvImport = {
    file: options.file,
    encoding,
    delimiter: delimiterName(table.delimiter),
    rows: table.rows.length + table.problems.length,
    badRows: table.rows.length + table.problems.length - kept.length,
    columns: shownColumns(table, columns),
    online: users !== undefined,
    people: changed,
    written: [...texts.keys()],
    alsoFromDefaults: besides(changed, defaultsBesides(addTo, files, options.directory)),
    problems,
  };
  show(result, isWritten, options, world);
  if (problems.length === 0) return exitCodes.success;
  return isWritten ? exitCodes.partlyApplied : exitCodes.error;
}

/** Those of the defaults that somebody gets who was added, since the table does not say them. */
function besides(people: readonly CsvPerson[], defaults: readonly string[]): readonly string[] {
  const added = people.filter((each) => each.added);
  return defaults.filter((name) =>
    added.some(({ changes }) => !changes.some(({ attribute }) => attribute.split('.')[0] === name)),
  );
}

function show(result: CsvImport, isWritten: boolean, options: ImportCsvOptions, { terminal }: World): void {
  if (options.json) {
    printJson({ format: 1, ...result }, terminal);
    return;
  }
  const problems = showCsvProblems(result, isWritten, terminal.columns);
  if (problems.length > 0) terminal.say(paint(problems, false).trimEnd());
  if (isWritten) showResult(showCsvImport(result, terminal.columns), terminal);
}

function checkColumns(
  { file, upperRows }: Table,
  { read, problems }: Columns,
  match: CsvIdentifier | undefined,
  targets: readonly Target[],
): void {
  const below = headersBelow(upperRows, targets);
  const identifies = read.filter(({ target }) =>
    match === undefined ? target.identifier !== undefined : target.identifier === match,
  );
  if (identifies.length === 0)
    throw new TenantryError([
      {
        id: 'csv-no-identity',
        message:
          match === undefined
            ? `${file} has no column that says who people are.`
            : `${file} has no column ${match}, by which people are to be looked for.`,
        remedy:
          below === undefined
            ? `It takes one with object ids, user principal names, personnel numbers or mail addresses, and its header in the first row; --map 'HEADER=${match ?? 'userPrincipalName'}' says which it is.`
            : `Row ${below.row} looks like the headers: remove the rows above it, and import the table again.`,
      },
      ...(below === undefined ? problems : []),
    ]);
  const values = read.filter(({ target }) => target.row !== undefined && target.name !== match);
  if (values.length === 0 && problems.length === 0)
    throw new TenantryError({
      id: 'csv-no-values',
      message: `${file} has no column with a value to write.`,
      remedy:
        "Add a column for an attribute, such as department; --map 'HEADER=department' says which one is.",
    });
}

/** What cannot be kept in tenant.yaml is no problem of any row. */
function checkSettings(folder: EditedFolder): void {
  const { problems } = tryRows([], folder);
  if (problems.length > 0) throw new TenantryError(problems);
}

const shownColumns = ({ headers }: Table, { read }: Columns): CsvImport['columns'] =>
  headers.map((header, index) => ({
    column: columnLetters(index),
    header: header.trim(),
    as: read.find((each) => each.index === index)?.target.name ?? null,
  }));

/** What the loader has against the files with the changes of a row. */
const inRow = ({ row, changes }: RowOutcome, { id, message, remedy }: Problem, { file }: Table): Problem => ({
  id,
  place: { file, line: row.line, column: (changes[0]?.column.index ?? 0) + 1 },
  object: `row ${row.row}`,
  message,
  remedy,
});
