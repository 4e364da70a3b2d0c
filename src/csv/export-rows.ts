import { liveValue } from '../core/attributes/value.ts';
import type { DesiredObject } from '../core/desired/desired.ts';
import type { LiveObject } from '../core/live/live.ts';
import { asLiteral } from './literal.ts';
import { cellText } from './cell-text.ts';
import type { Target } from './target.ts';

/** What the files declare of people, one row each, in the order of the files. What an entry does not say is empty. */
export const declaredRows = (
  entries: readonly DesiredObject[],
  columns: readonly Target[],
): readonly string[][] =>
  entries.map((entry) =>
    columns.map((target) => {
      if (target.name === 'id') return entry.id ?? '';
      if (target.name === 'userPrincipalName') return asLiteral(entry.label);
      const declared = target.row && entry.attributes[target.row.name];
      return declared === undefined ? '' : cellText(declared.value, target);
    }),
  );

/** What the tenant holds of people, by user principal name. What has no value is empty. */
export function liveRows(users: readonly LiveObject[], columns: readonly Target[]): readonly string[][] {
  const nameOf = new Map(users.map((user) => [user.id, user.userPrincipalName ?? user.id]));
  return users
    .toSorted((a, b) => (name(a) < name(b) ? -1 : name(a) > name(b) ? 1 : 0))
    .map((user) =>
      columns.map((target) => {
        const { row } = target;
        if (target.name === 'id') return user.id;
        if (target.name === 'mail') return asLiteral(user.mail ?? '');
        if (target.name === 'userPrincipalName') return asLiteral(name(user));
        const value = row === undefined ? null : liveValue(row, user);
        if (value === null || (Array.isArray(value) && value.length === 0)) return '';
        const shown =
          row?.shape.type === 'user' && typeof value === 'string' ? (nameOf.get(value) ?? value) : value;
        return cellText(shown, target);
      }),
    );
}

const name = (user: LiveObject): string => user.userPrincipalName ?? '';
