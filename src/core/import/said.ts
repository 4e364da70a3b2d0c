import type { Attribute, Value } from '../attributes/attribute.ts';
import { forms } from '../attributes/forms.ts';
import { referencePattern } from '../attributes/attribute-schema.ts';
import { liveValue } from '../attributes/value.ts';
import type { References } from '../desired/desired.ts';
import type { LiveObject } from '../live/live.ts';
import type { LiveIndex } from '../match/live-index.ts';
import { resolveUser } from '../match/references.ts';

/** What the files are to say about one attribute of an object. */
export type Said =
  | { readonly say: Exclude<Value, null> | References }
  /** The object has no value. */
  | { readonly nothing: true }
  /** It has one that the files cannot say: why, as a sentence. */
  | { readonly unsayable: string };

const nothing: Said = { nothing: true };
const reference = new RegExp(referencePattern);

/** Whether the files can say a value as it is; undefined where they can. */
export type WhyNot = (row: Attribute, value: Exclude<Value, null>) => string | undefined;

/** What the files are to say so that a plan finds nothing to do. People are named by user principal name. */
export function sayLive(row: Attribute, object: LiveObject, index: LiveIndex, whyNot: WhyNot): Said {
  const value = liveValue(row, object);
  if (value === null || (Array.isArray(value) && value.length === 0)) return nothing;
  if (row.shape.type === 'user' && typeof value === 'string') return sayUser(value, index);
  if (row.shape.type === 'users' && Array.isArray(value)) return sayUsers(value.map(String), row, index);
  const said = typeof value === 'string' && row.equality !== 'json' ? value.trim() : value;
  if (said === '') return nothing;
  const why = whyNot(row, said);
  return why === undefined ? { say: said } : { unsayable: why };
}

function sayUser(id: string, index: LiveIndex): Said {
  const name = nameFor(id, index);
  return name === undefined ? { unsayable: notAUser([id]) } : { say: name };
}

/** Where others than users are linked too, the files name the users and leave the others alone. */
function sayUsers(ids: readonly string[], { shape }: Attribute, index: LiveIndex): Said {
  const names = ids.flatMap((id) => nameFor(id, index) ?? []).toSorted();
  const strangers = ids.filter((id) => nameFor(id, index) === undefined);
  if (names.length === 0) return { unsayable: notAUser(strangers) };
  const most = shape.type === 'users' ? shape.maxItems : names.length;
  if (names.length > most)
    return { unsayable: `There are ${names.length} of them, and the files name at most ${most}.` };
  return { say: { mode: strangers.length > 0 ? 'atLeast' : 'exact', users: names } };
}

const notAUser = (ids: readonly string[]): string =>
  `${ids.length === 1 ? `Who is linked (${ids.join()}) is no user` : 'None of those who are linked is a user'}, and the files name users only.`;

/** What the files call a user: the user principal name where it means just this one, else the id. */
export function nameFor(id: string, index: LiveIndex): string | undefined {
  const user = index.users.get(id.toLowerCase());
  const name = user?.userPrincipalName;
  if (!user || name === undefined) return user?.id;
  const isName = reference.test(name) && !new RegExp(forms.id.pattern).test(name) && name.length <= 320;
  const found = isName && !/[\p{C}]/u.test(name) ? resolveUser(name, index) : undefined;
  return found?.found && found.user.id === user.id ? name : user.id;
}
