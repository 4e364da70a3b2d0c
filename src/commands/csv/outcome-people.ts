import { shownName } from '../../core/attributes/extension-value.ts';
import type { CsvPerson } from '../../core/csv/imported.ts';
import { fileOf } from '../../csv/file-edits.ts';
import { nameOf } from '../../csv/people.ts';
import type { RowOutcome } from '../../csv/row-changes.ts';

/** Whom rows change, as it is shown and published. */
export const outcomePeople = (rows: readonly RowOutcome[], addTo: string): readonly CsvPerson[] =>
  rows.flatMap((each): readonly CsvPerson[] => {
    const { person, changes, row } = each;
    if (!person || changes.length === 0) return [];
    const id = person.entry?.id ?? person.live?.id;
    return [
      {
        row: row.row,
        user: person.entry?.label ?? nameOf(person),
        ...(id === undefined ? {} : { id }),
        file: fileOf(each, addTo),
        ...(person.entry ? {} : { added: true }),
        changes: changes.map(({ attribute, before, after }) => ({
          attribute: shownName(attribute),
          ...(before === undefined ? {} : { before }),
          after,
        })),
      },
    ];
  });
