import { quote } from '../config/quote.ts';
import type { Problem } from '../core/problem.ts';
import type { Column } from './columns.ts';
import { nameOf, type Person } from './people.ts';
import type { RowOutcome } from './row-changes.ts';
import { cellName, cellPlace, type TableRow } from './table.ts';

/** The problem of a row about somebody about whom another row is. */
export const twice = (row: TableRow, first: TableRow, person: Person, file: string): Problem => ({
  id: 'csv-twice',
  place: cellPlace(file, row, 0),
  object: `row ${row.row}`,
  message: `it is about ${nameOf(person)}, and so is row ${first.row}.`,
  remedy: 'Keep one row for each person.',
  also: [cellPlace(file, first, 0)],
});

/**
 * Rows without what they contradict each other in: the first of two about one person is doubtful too, and nobody gets an
 * `employeeId` that another row gives to somebody else, since nobody could be found by it afterwards.
 */
export function withoutShared(outcomes: readonly RowOutcome[], file: string): readonly RowOutcome[] {
  const counts = new Map<Person, number>();
  for (const { person } of outcomes) if (person) counts.set(person, (counts.get(person) ?? 0) + 1);
  const given = Map.groupBy(
    outcomes.filter((each) => newNumber(each) !== undefined),
    (each) => newNumber(each)?.number.toLowerCase(),
  );
  return outcomes.map((outcome): RowOutcome => {
    if (outcome.person && (counts.get(outcome.person) ?? 0) > 1) return { ...outcome, isDoubtful: true };
    const change = newNumber(outcome);
    const others = (given.get(change?.number.toLowerCase()) ?? []).filter((each) => each !== outcome);
    return change && others.length > 0
      ? { ...outcome, changes: [], problems: [shared(outcome.row, change, others, file)] }
      : outcome;
  });
}

interface NewNumber {
  readonly number: string;
  readonly column: Column;
}

/** What the tenant holds already is not given to anybody. */
function newNumber({ changes, person }: RowOutcome): NewNumber | undefined {
  const { after, column } = changes.find(({ attribute }) => attribute === 'employeeId') ?? {};
  return column && typeof after === 'string' && after !== person?.live?.['employeeId']
    ? { number: after, column }
    : undefined;
}

function shared(
  row: TableRow,
  { column: { index, header }, number }: NewNumber,
  others: readonly RowOutcome[],
  file: string,
): Problem {
  const names = others.flatMap(({ person, row: { row: at } }) =>
    person ? `${nameOf(person)} in row ${at}` : [],
  );
  return {
    id: 'csv-shared',
    place: cellPlace(file, row, index),
    object: cellName(row.row, index, header),
    message: `${quote(number)} is given to ${names.slice(0, 3).join(' and ')} as well.`,
    remedy: 'Give each person an employeeId of their own.',
  };
}
