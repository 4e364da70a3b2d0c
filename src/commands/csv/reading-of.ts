import type { Desired } from '../../core/desired/desired.ts';
import type { CsvDates, CsvIdentifier } from '../../core/desired/settings.ts';
import type { Columns } from '../../csv/columns.ts';
import type { People } from '../../csv/people.ts';
import type { RowReading } from '../../csv/row-changes.ts';
import type { Table } from '../../csv/table.ts';

interface Parts {
  readonly table: Table;
  readonly columns: Columns;
  readonly desired: Desired;
  readonly people: People;
  readonly emptyClears: boolean;
  readonly match: CsvIdentifier | undefined;
  readonly dates: CsvDates | undefined;
}

/** With what the rows of a table are read. */
export function readingOf({ table, columns, desired, people, emptyClears, match, dates }: Parts): RowReading {
  const { settings, definitions } = desired;
  const displayName = columns.read.find(({ target }) => target.name === 'displayName');
  return {
    file: table.file,
    people,
    columns: new Map(
      columns.read.flatMap((column) =>
        column.target.identifier === undefined ? [] : [[column.target.identifier, column]],
      ),
    ),
    values: columns.read.filter(({ target }) => target.row !== undefined),
    ...(match === undefined ? {} : { match }),
    ...(dates === undefined ? {} : { dates }),
    ...(displayName === undefined ? {} : { displayName }),
    vocabularies: settings.findings['outside-vocabulary'] === 'off' ? {} : settings.vocabularies,
    authorities: settings.authorities,
    definitions,
    emptyClears,
  };
}
