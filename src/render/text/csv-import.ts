import type { CsvChange, CsvImport, CsvPerson } from '../../core/csv/imported.ts';
import type { Value } from '../../core/attributes/attribute.ts';
import { safe } from '../safe.ts';
import { showChange } from './change.ts';
import { blank, hanging, line, paragraph, span, width, wrap, type Line } from './lines.ts';
import { showProblems } from './problems.ts';
import { count } from './summary.ts';

/** What a table changed in the files: person by person, and in a sentence. */
export function showCsvImport(result: CsvImport, columns: number): readonly Line[] {
  const { people, alsoFromDefaults } = result;
  const files = [...Map.groupBy(people, ({ file }) => file)];
  return [
    ...files.flatMap(([file, some]) => [
      ...hanging([span(safe(file), 'heading')], columns),
      ...some.flatMap((person) => showPerson(person, columns)),
      blank,
    ]),
    ...(alsoFromDefaults.length === 0
      ? []
      : paragraph(
          `Who was added gets from the defaults of that file besides: ${alsoFromDefaults.map(safe).join(', ')}.`,
          columns,
          0,
          'warning',
        )),
    ...paragraph(csvSummary(result), columns, 0, 'heading'),
    ...keptHow(result).flatMap((file) =>
      paragraph(`How the table is read is kept in ${safe(file)}.`, columns, 0),
    ),
    ...paragraph(howRead(result), columns, 0, 'quiet'),
  ];
}

/** What is wrong with the table, and what that means. */
export function showCsvProblems(result: CsvImport, isWritten: boolean, columns: number): readonly Line[] {
  const { problems, badRows, rows } = result;
  if (problems.length === 0) return [];
  const bad = `${count(problems.length, 'problem')}; ${badRows.toLocaleString('en')} of ${count(rows, 'row')} cannot be used.`;
  return [
    ...showProblems(problems, columns),
    ...paragraph(
      isWritten
        ? `${bad} The others were written, since --partial was given.`
        : `${bad} Nothing was written.`,
      columns,
      0,
    ),
    ...(isWritten ? [blank] : paragraph(howRead(result, false), columns, 0)),
  ];
}

function showPerson({ row, user, added, changes }: CsvPerson, columns: number): readonly Line[] {
  const column = Math.max(14, ...changes.map(({ attribute }) => width(attribute)));
  return [
    ...wrap(
      [
        span(added ? '+ ' : '~ ', added ? 'added' : 'changed'),
        span(safe(user), 'name'),
        span(`  row ${row}`, 'quiet'),
        ...(added ? [span('  new in the files', 'quiet')] : []),
      ],
      columns,
      4,
      2,
    ),
    ...changes.flatMap((change) => showOne(change, added === true, column, columns)),
  ];
}

/** What the files did not say before is given, and a value that is cleared from now on is said in words. */
function showOne(change: CsvChange, added: boolean, column: number, columns: number): readonly Line[] {
  const { attribute } = change;
  const before = (change.before ?? null) as Value;
  const after = change.after as Value;
  const isNew = change.before === undefined;
  const shown =
    after === null
      ? { attribute, before: isNew ? 'not declared' : before, after }
      : { attribute, before, after };
  const lines = showChange(shown, {}, column, columns);
  const [first, ...rest] = lines;
  return isNew && !added && after !== null && first
    ? [line(...first, span('  (not declared before)', 'quiet')), ...rest]
    : lines;
}

/** What changed, in one sentence. */
export function csvSummary({ people }: CsvImport): string {
  if (people.length === 0) return 'Nothing to write: the files say already what the table says.';
  const values = people.reduce((sum, { changes }) => sum + changes.length, 0);
  const added = people.filter((each) => each.added).length;
  const besides = added === 0 ? '' : `, ${added.toLocaleString('en')} of them new in the files,`;
  return `Wrote ${count(values, 'value')} of ${count(people.length, 'person')}${besides} into ${count(new Set(people.map(({ file }) => file)).size, 'file')}. Look at it with tenantry plan.`;
}

/** Files that say nothing about people. */
const keptHow = ({ people, written }: CsvImport): readonly string[] =>
  written.filter((file) => !people.some((each) => each.file === file));

/** How the table was read, so that a wrong guess is seen. */
function howRead({ file, encoding, delimiter, rows, columns, online }: CsvImport, isAllKnown = true): string {
  const read = columns.filter(({ as }) => as !== null);
  const named = read.flatMap(({ header, as }) =>
    as === null || plain(header) === plain(as) ? [] : [safe(`${header} = ${as}`)],
  );
  const over = columns.flatMap(({ header, as }) => (as === null && header !== '' ? [header] : []));
  const passed = over.length === 0 || !isAllKnown ? '' : ` Passed over: ${over.map(safe).join(', ')}.`;
  const asked = online ? '' : ' The tenant was not asked.';
  return `${safe(file)}: ${encoding}, columns separated by ${delimiter}, ${count(rows, 'row')}. ${count(read.length, 'column')} read${named.length === 0 ? '' : ` (${named.join(', ')})`}.${passed}${asked}`;
}

const plain = (name: string): string => name.replace(/[\s_-]/g, '').toLowerCase();
