import { saysSo } from '../config/edit/says-so.ts';
import type { EditValue } from '../config/edit/edit.ts';
import { quote } from '../config/quote.ts';
import type { Value } from '../core/attributes/attribute.ts';
import { liveValue, sameValue } from '../core/attributes/value.ts';
import type { DeclaredValue, DesiredDefinition } from '../core/desired/desired.ts';
import type { Authority } from '../core/desired/settings.ts';
import { outsideVocabulary, type Vocabularies } from '../core/desired/vocabulary.ts';
import type { Problem } from '../core/problem.ts';
import type { CellFlaw, CellValue } from './cell-parts.ts';
import { readCell, type Reading } from './cell-value.ts';
import type { Column } from './columns.ts';
import { lostZeros } from './damage.ts';
import { identify, type Identifying } from './identify.ts';
import { literal } from './literal.ts';
import { isSamePerson } from './manager.ts';
import type { Person } from './people.ts';
import { plainText } from './plain-text.ts';
import { twice, withoutShared } from './shared.ts';
import { cellName, cellPlace, type Table, type TableRow } from './table.ts';
import type { Target } from './target.ts';

/** A cell that says something else than the files. */
export interface CellChange {
  readonly column: Column;
  /** By its name in plans. */
  readonly attribute: string;
  /** Absent where the files do not say anything about it. */
  readonly before?: DeclaredValue;
  readonly after: Value;
  readonly written: EditValue;
}

/** What a row comes to. With problems nothing of it counts. */
export interface RowOutcome {
  readonly row: TableRow;
  readonly person?: Person;
  readonly changes: readonly CellChange[];
  readonly problems: readonly Problem[];
  /** Another row is about the same person, and nobody knows which of them is right. */
  readonly isDoubtful?: true;
}

export interface RowReading extends Reading, Identifying {
  readonly values: readonly Column[];
  readonly authorities: readonly Authority[];
  readonly vocabularies: Vocabularies;
  readonly definitions: readonly DesiredDefinition[];
}

/** Of so many it is told who may have been meant. */
const mostUnknown = 50;

/** What the rows of a table would change in the files. Two rows for one person are a problem, whatever they say. */
export function readRows(table: Table, reading: RowReading): readonly RowOutcome[] {
  const first = new Map<Person, TableRow>();
  let unknown = 0;
  const outcomes = table.rows.map((row): RowOutcome => {
    const identified = identify(row, unknown < mostUnknown ? reading : { ...reading, isHopeless: true });
    if ('problem' in identified) unknown += 1;
    if ('problem' in identified)
      return { row, changes: [], problems: [identified.problem, ...flawsOf(row, reading)] };
    const { person, by } = identified;
    const before = first.get(person);
    if (before) return { row, person, changes: [], problems: [twice(row, before, person, reading.file)] };
    first.set(person, row);
    const changes: CellChange[] = [];
    const problems: Problem[] = [];
    for (const column of reading.values) {
      // By what somebody was found is not a value to be set.
      if (column.target.identifier === by) continue;
      const found = changeOf(row, column, person, reading);
      if (found && 'remedy' in found) problems.push(found);
      else if (found) changes.push(found);
    }
    return { row, person, changes: problems.length > 0 ? [] : changes, problems };
  });
  return withoutShared(outcomes, reading.file);
}

const at = (row: TableRow, { index, header }: Column, file: string): Pick<Problem, 'place' | 'object'> => ({
  place: cellPlace(file, row, index),
  object: cellName(row.row, index, header),
});

/** What is wrong in the cells of somebody who is not known. */
function flawsOf(row: TableRow, reading: RowReading): readonly Problem[] {
  return reading.values.flatMap((column): readonly Problem[] => {
    const place = at(row, column, reading.file);
    const read = cellOf(row, column, reading);
    return read && 'remedy' in read ? [{ ...place, ...read }] : [];
  });
}

const cellOf = (row: TableRow, column: Column, reading: RowReading): ReturnType<typeof readCell> =>
  readCell(
    row.cells[column.index] ?? '',
    column.target,
    cellPlace(reading.file, row, column.index),
    row.isShort ? { ...reading, emptyClears: false } : reading,
  );

/** What a cell changes; what the files say already is fine, whatever is to be said against it. */
function changeOf(
  row: TableRow,
  column: Column,
  person: Person,
  reading: RowReading,
): CellChange | Problem | undefined {
  const attribute = column.target.row;
  if (!attribute) return undefined;
  const { text, isLiteral } = literal((row.cells[column.index] ?? '').trim());
  const before = person.entry?.attributes[attribute.name]?.value;
  if (typeof before === 'string' && isText(before, text, isLiteral) && !column.target.inverted)
    return undefined;
  const read = cellOf(row, column, reading);
  if (!read) return undefined;
  // Nothing is there that an empty cell could clear.
  if (text === '' && before === undefined && ('remedy' in read || isEmptyThere(column.target, person)))
    return undefined;
  if ('value' in read && before !== undefined && isSame(attribute.name, before, read, reading))
    return undefined;
  const flaw = 'remedy' in read ? read : against(read, column, person, isLiteral, reading);
  if (flaw === 'there') return undefined;
  if (flaw) return { ...at(row, column, reading.file), ...flaw };
  return 'remedy' in read
    ? undefined
    : {
        column,
        attribute: attribute.name,
        ...(before === undefined ? {} : { before }),
        after: read.value,
        written: read.written ?? read.value,
      };
}

/** Whether the tenant was asked and has no value; values of extensions are not asked for. */
function isEmptyThere({ row, extension }: Target, { live }: Person): boolean {
  if (!row || extension || !live) return false;
  const value = liveValue(row, live);
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

const isText = (before: string, text: string, isLiteral: boolean): boolean =>
  before === text || (!isLiteral && plainText(before) === text);

/** What speaks against a change; `there` where the tenant has it and the files are not to say it. */
function against(
  { value }: CellValue,
  column: Column,
  { entry, live }: Person,
  isLiteral: boolean,
  { vocabularies, authorities }: RowReading,
): CellFlaw | 'there' | undefined {
  const { row } = column.target;
  if (!row) return undefined;
  const before = entry?.attributes[row.name]?.value;
  const known = before ?? (live ? liveValue(row, live) : undefined);
  if (!isLiteral && typeof value === 'string' && typeof known === 'string' && lostZeros(known, value))
    return {
      id: 'csv-damaged',
      message: `${quote(value)} was ${quote(known)}, and has lost the zeros in front.`,
      remedy: `Format the column as text, put the values in again, and save the table; '${value} with an apostrophe is taken as it stands.`,
    };
  const owner = authorities.find((each) => each.attributes.includes(row.name))?.owner;
  if (owner !== undefined) {
    const isThere = live ? sameValue(row, liveValue(row, live), value) : value === null;
    return before === undefined && isThere ? 'there' : owned(column, owner);
  }
  const outside = typeof value === 'string' ? outsideVocabulary(vocabularies, row.name, value) : undefined;
  return outside && { id: 'outside-vocabulary', ...outside };
}

function isSame(
  attribute: string,
  before: DeclaredValue,
  { value }: CellValue,
  { people, definitions }: RowReading,
): boolean {
  if (attribute === 'manager' && typeof before === 'string' && typeof value === 'string')
    return isSamePerson(before, value, people);
  return saysSo('user', { [attribute]: before }, attribute, value, definitions);
}

const owned = ({ header, target }: Column, owner: string): CellFlaw => ({
  id: 'csv-held-elsewhere',
  message: `the authority for ${target.name} is ${owner}, as tenant.yaml says, so it is not changed here.`,
  remedy: `Change it in ${owner}, or pass the column over: --map '${header}=-'.`,
});
