import { quote } from '../config/quote.ts';
import { forms } from '../core/attributes/forms.ts';
import { nearest } from '../core/nearest.ts';
import type { Problem } from '../core/problem.ts';
import { alikeAddresses } from './alike.ts';
import type { Column } from './columns.ts';
import { damageOf } from './damage.ts';
import { literal } from './literal.ts';
import { nameOf, type People, type Person } from './people.ts';
import { cellName, cellPlace, type TableRow } from './table.ts';
import { identifiers, type Identifier } from './target.ts';

export interface Identifying {
  readonly file: string;
  readonly people: People;
  /** Columns that identify people, by what they hold. */
  readonly columns: ReadonlyMap<Identifier, Column>;
  /** The only one by which people are looked for. */
  readonly match?: Identifier;
  /** So many are unknown that nobody reads a suggestion for each of them. */
  readonly isHopeless?: true;
  /** The column of display names, only for suggestions. */
  readonly displayName?: Column;
}

/** Whom a row means, or why that is unknown. */
export type Identified = { readonly person: Person; readonly by: Identifier } | { readonly problem: Problem };

/**
 * The person of a row: by the first of id, user principal name, employeeId and mail that the row has, or by `match` alone.
 * What the row has of the others must not belong to somebody else.
 */
export function identify(row: TableRow, how: Identifying): Identified {
  const order = how.match === undefined ? identifiers : [how.match];
  const chosen = order.find((each) => valueOf(row, how.columns.get(each)) !== '');
  const column = chosen === undefined ? undefined : how.columns.get(chosen);
  if (chosen === undefined || !column) return { problem: nobody(row, order, how) };
  const text = valueOf(row, column);
  const at = problemAt(row, column, how.file);
  if (chosen === 'id' && !new RegExp(forms.id.pattern).test(text))
    return {
      problem: {
        ...at,
        id: 'bad-form',
        message: `${quote(text)} is no ${forms.id.words}`,
        remedy: 'Correct the cell.',
      },
    };
  const found = how.people.find(chosen, text);
  const [person, other] = found;
  if (!person) return { problem: { ...at, ...unknownPerson(text, chosen, row, how) } };
  if (other)
    return {
      problem: {
        ...at,
        id: 'csv-ambiguous-person',
        message: `${quote(text)} is the ${words[chosen]} of ${found.length} people: ${found.map(nameOf).toSorted().slice(0, 5).join(', ')}.`,
        remedy: 'Add a column with object ids or user principal names, and name it with --match.',
      },
    };
  for (const each of identifiers) {
    const also = how.columns.get(each);
    const said = valueOf(row, also);
    if (each === chosen || !also || said === '') continue;
    const contrary = contradiction(person, each, said, how.people);
    if (contrary !== undefined)
      return {
        problem: {
          ...problemAt(row, also, how.file),
          id: 'csv-contradiction',
          message: `by ${words[chosen]} the row is ${nameOf(person)}, but ${contrary}.`,
          remedy: `Correct the row, or pass the column over: --map '${also.header}=-'.`,
        },
      };
  }
  return { person, by: chosen };
}

/** Who else is meant, as a clause; undefined where the value does not speak against the person. */
function contradiction(person: Person, by: Identifier, text: string, people: People): string | undefined {
  const found = people.find(by, text);
  if (found.includes(person)) return undefined;
  if (found.length > 0) return `${quote(text)} is ${found.map(nameOf).slice(0, 3).join(' and ')}`;
  // A new personnel number is a value to be set, and of mail addresses not all are known.
  if (by === 'employeeId' || by === 'mail') return undefined;
  if (by === 'id' && person.entry?.id === undefined && !people.online) return undefined;
  return `nobody has the ${words[by]} ${quote(text)}`;
}

const words: Readonly<Record<Identifier, string>> = {
  id: 'object id',
  userPrincipalName: 'user principal name',
  employeeId: 'employeeId',
  mail: 'mail address',
};

/** What a row says about whom it means; the word that clears says nothing. */
function valueOf({ cells }: TableRow, column: Column | undefined): string {
  if (column === undefined) return '';
  const { text, isLiteral } = literal((cells[column.index] ?? '').trim());
  return text === 'null' && !isLiteral ? '' : text.trim();
}

const problemAt = (
  row: TableRow,
  { index, header }: Column,
  file: string,
): Pick<Problem, 'place' | 'object'> => ({
  place: cellPlace(file, row, index),
  object: cellName(row.row, index, header),
});

function nobody(row: TableRow, order: readonly Identifier[], { file, columns }: Identifying): Problem {
  const headers = order.flatMap((each) => columns.get(each)?.header ?? []);
  return {
    id: 'csv-nobody',
    place: cellPlace(file, row, 0),
    object: `row ${row.row}`,
    message: `it does not say who is meant: ${headers.map(quote).join(', ')} ${headers.length === 1 ? 'is' : 'are'} empty.`,
    remedy: 'Fill in the cell, or remove the row.',
  };
}

function unknownPerson(
  text: string,
  by: Identifier,
  row: TableRow,
  { people, displayName, columns, isHopeless }: Identifying,
): Pick<Problem, 'id' | 'message' | 'remedy'> {
  const id = 'csv-unknown-person';
  const damage = damageOf(text, by === 'employeeId');
  if (damage)
    return { id: 'csv-damaged', message: `${quote(text)} ${damage.message}`, remedy: damage.remedy };
  if (isHopeless)
    return {
      id,
      message: `nobody in the ${people.online ? 'tenant or the ' : ''}files has the ${words[by]} that stands there.`,
      remedy:
        'So many are unknown: look whether this is the right column, the right table and the right tenant.',
    };
  const message = `nobody in the ${people.online ? 'tenant or the ' : ''}files has the ${words[by]} ${quote(text)}.`;
  if (by === 'mail' && !people.online)
    return {
      id,
      message: 'only the tenant knows who has which mail address, and it was not asked.',
      remedy: `Let the tenant be asked, or, where people sign in with their mail address, map the column: --map '${columns.get('mail')?.header ?? 'mail'}=userPrincipalName'.`,
    };
  const padded = by === 'employeeId' ? withZeros(text, people) : [];
  if (padded.length > 0)
    return {
      id,
      message,
      remedy: `Did you mean ${padded.join(' or ')}? Excel takes zeros away at the beginning: format the column as text.`,
    };
  const named = displayName === undefined ? [] : sameName(valueOf(row, displayName), people);
  const alike = [...new Set([...named, ...similar(text, by, people)])].slice(0, 3);
  const offline = people.online ? '' : ' The tenant was not asked.';
  return {
    id,
    message,
    remedy:
      alike.length > 0
        ? `Did you mean ${alike.join(' or ')}?${offline}`
        : `Correct the cell, or remove the row.${offline}`,
  };
}

const keyOf = ({ entry, live }: Person, by: Identifier): string | undefined => {
  const value = live?.[by] ?? (by === 'employeeId' ? entry?.attributes['employeeId']?.value : undefined);
  return typeof value === 'string' ? value : undefined;
};

function similar(text: string, by: Identifier, people: People): readonly string[] {
  if (by === 'id') return [];
  if (by === 'userPrincipalName') return alikeAddresses(text, people.all.map(nameOf));
  const keys = people.all.flatMap((person) => keyOf(person, by) ?? []);
  return by === 'mail' ? alikeAddresses(text, keys) : nearest(text, keys, 3, 2);
}

function withZeros(text: string, people: People): readonly string[] {
  if (!/^\d+$/.test(text)) return [];
  return people.all
    .flatMap((person) => keyOf(person, 'employeeId') ?? [])
    .filter((key) => key.startsWith('0') && key.replace(/^0+/, '') === text)
    .slice(0, 3);
}

const sameName = (name: string, people: People): readonly string[] =>
  people.named(name).map(nameOf).slice(0, 3);
