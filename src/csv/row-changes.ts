import { saysSo } from '../config/edit/says-so.ts';
import type { EditValue } from '../config/edit/edit.ts';
import { quote } from '../config/quote.ts';
import type { Value } from '../core/attributes/attribute.ts';
import { liveValue, sameValue } from '../core/attributes/value.ts';
import type { DeclaredValue, DesiredDefinition } from '../core/desired/desired.ts';
import type { Authority } from '../core/desired/settings.ts';
import type { Problem } from '../core/problem.ts';
import { readCell, type CellValue, type Reading } from './cell-value.ts';
import type { Column } from './columns.ts';
import { lostZeros } from './damage.ts';
import { identify, type Identifying } from './identify.ts';
import { literal } from './literal.ts';
import { isSamePerson } from './manager.ts';
import { nameOf, type Person } from './people.ts';
import { cellName, cellPlace, type Table, type TableRow } from './table.ts';

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
}

export interface RowReading extends Reading, Identifying {
  readonly values: readonly Column[];
  readonly authorities: readonly Authority[];
  readonly definitions: readonly DesiredDefinition[];
}

/** What the rows of a table would change in the files. Two rows for one person are a problem, whatever they say. */
export function readRows(table: Table, reading: RowReading): readonly RowOutcome[] {
  const first = new Map<Person, TableRow>();
  return table.rows.map((row) => {
    const identified = identify(row, reading);
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

function changeOf(
  row: TableRow,
  column: Column,
  person: Person,
  reading: RowReading,
): CellChange | Problem | undefined {
  const read = cellOf(row, column, reading);
  const attribute = column.target.row;
  if (!read || !attribute) return undefined;
  const place = at(row, column, reading.file);
  if ('remedy' in read) return { ...place, ...read };
  const before = person.entry?.attributes[attribute.name]?.value;
  if (before !== undefined && isSame(attribute.name, before, read, reading)) return undefined;
  const { live } = person;
  const known = before ?? (live ? liveValue(attribute, live) : undefined);
  const { isLiteral } = literal((row.cells[column.index] ?? '').trim());
  if (
    !isLiteral &&
    typeof read.value === 'string' &&
    typeof known === 'string' &&
    lostZeros(known, read.value)
  )
    return {
      ...place,
      id: 'csv-damaged',
      message: `${quote(read.value)} was ${quote(known)}, and has lost the zeros in front.`,
      remedy: `Format the column as text, put the values in again, and save the table; '${read.value} with an apostrophe is taken as it stands.`,
    };
  const owner = reading.authorities.find((each) => each.attributes.includes(attribute.name))?.owner;
  if (owner !== undefined) {
    const isThere =
      before === undefined && live && sameValue(attribute, liveValue(attribute, live), read.value);
    return isThere ? undefined : { ...place, ...owned(column, owner) };
  }
  return {
    column,
    attribute: attribute.name,
    ...(before === undefined ? {} : { before }),
    after: read.value,
    written: read.written ?? read.value,
  };
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

const owned = ({ header, target }: Column, owner: string): Pick<Problem, 'id' | 'message' | 'remedy'> => ({
  id: 'csv-held-elsewhere',
  message: `the authority for ${target.name} is ${owner}, as tenant.yaml says, so it is not changed here.`,
  remedy: `Change it in ${owner}, or pass the column over: --map '${header}=-'.`,
});

const twice = (row: TableRow, first: TableRow, person: Person, file: string): Problem => ({
  id: 'csv-twice',
  place: cellPlace(file, row, 0),
  object: `row ${row.row}`,
  message: `it is about ${nameOf(person)}, and so is row ${first.row}.`,
  remedy: 'Keep one row for each person.',
  also: [cellPlace(file, first, 0)],
});
