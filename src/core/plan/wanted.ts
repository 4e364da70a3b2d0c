import type { Attribute, Value } from '../attributes/attribute.ts';
import { canonical } from '../attributes/value.ts';
import type { Declared, DesiredObject, References } from '../desired/desired.ts';
import type { LiveIndex } from '../match/live-index.ts';
import type { UnresolvedEntry } from '../match/match.ts';
import { resolveUser } from '../match/references.ts';

/** What a declaration comes to in this tenant: a value, or the references in it that are not clear. */
export type Wanted =
  | { readonly clear: true; readonly value: Value }
  | { readonly clear: false; readonly unresolved: readonly UnresolvedEntry[] };

/** The declared value in the form of the plan, with references as ids. `before` counts where only additions are wanted. */
export function wantedValue(
  row: Attribute,
  declared: Declared,
  before: Value,
  entry: DesiredObject,
  index: LiveIndex,
): Wanted {
  const { value } = declared;
  const links = row.shape.type === 'users' && isReferences(value) ? value : undefined;
  const references = row.shape.type === 'user' && typeof value === 'string' ? [value] : links && links.users;
  if (references === undefined) return { clear: true, value: canonical(row, value) };
  if (links?.asIds) return { clear: true, value: canonical(row, links.users) };
  const resolved = references.map((reference) => resolveUser(reference, index));
  const unclear = resolved.flatMap((each) => (each.found ? [] : [each]));
  if (unclear.length > 0)
    return {
      clear: false,
      unresolved: unclear.map(({ message, remedy }) => ({
        kind: entry.kind,
        label: entry.label,
        attribute: row.name,
        message,
        remedy,
        place: declared.place,
      })),
    };
  const ids = resolved.flatMap((each) => (each.found ? [each.user.id] : []));
  if (!links) return { clear: true, value: ids[0] ?? null };
  const already = links.mode === 'atLeast' && Array.isArray(before) ? before.map(String) : [];
  return { clear: true, value: canonical(row, [...new Set([...already, ...ids])]) };
}

function isReferences(value: Declared['value']): value is References {
  return typeof value === 'object' && value !== null && 'mode' in value;
}
