import { forms } from '../core/attributes/forms.ts';
import type { DesiredObject } from '../core/desired/desired.ts';
import type { LiveObject } from '../core/live/live.ts';
import { findLive, indexLive } from '../core/match/live-index.ts';
import type { Identifier } from './target.ts';

/** Somebody whom the files declare, the tenant holds, or both. */
export interface Person {
  readonly entry?: DesiredObject;
  readonly live?: LiveObject;
}

/** Everybody, by what identifies them. */
export interface People {
  readonly all: readonly Person[];
  /** Whether the tenant was asked. */
  readonly online: boolean;
  /** All whom a text identifies, in any case. */
  find(by: Identifier, text: string): readonly Person[];
  /** All with a display name, in any case. */
  named(name: string): readonly Person[];
}

/** `users` are all of the tenant, undefined where it was not asked. */
export function indexPeople(entries: readonly DesiredObject[], users?: readonly LiveObject[]): People {
  const index = indexLive({ users: users ?? [], groups: [] });
  const declared = entries.map((entry): Person => {
    const live = findLive(entry, index);
    return { entry, ...(live ? { live } : {}) };
  });
  const known = new Set(declared.flatMap(({ live }) => live ?? []));
  const others = (users ?? []).filter((user) => !known.has(user)).map((live): Person => ({ live }));
  const all = [...declared, ...others];
  const by = {
    id: grouped(all, ({ entry, live }) => [entry?.id, live?.id]),
    userPrincipalName: grouped(all, ({ entry, live }) => [
      live?.userPrincipalName,
      entry?.label,
      text(entry, 'userPrincipalName'),
    ]),
    employeeId: grouped(all, ({ entry, live }) => [text(entry, 'employeeId'), live?.['employeeId']]),
    mail: grouped(all, ({ live }) => [live?.mail]),
  };
  const names = grouped(all, (person) => [displayNameOf(person)]);
  const aliases = grouped(all, ({ live }) => proxyAddresses(live));
  return {
    all,
    online: users !== undefined,
    named: (name) => names.get(name.trim().toLowerCase()) ?? [],
    find(identifier, wanted) {
      const key = wanted.trim().toLowerCase();
      const found = by[identifier].get(key) ?? [];
      return identifier === 'mail' && found.length === 0 ? (aliases.get(key) ?? []) : found;
    },
  };
}

/** What somebody is called in messages: the sign-in name, of the tenant where it was asked. */
export const nameOf = ({ entry, live }: Person): string =>
  live?.userPrincipalName ?? entry?.label ?? live?.id ?? '';

/** How the files refer to somebody. */
export function referenceTo({ entry, live }: Person): string {
  if (live) return live.userPrincipalName ?? live.id;
  const label = entry?.label ?? '';
  return new RegExp(forms.mail.pattern).test(label) ? label : (entry?.id ?? label);
}

const text = (entry: DesiredObject | undefined, attribute: string): unknown =>
  entry?.attributes[attribute]?.value;

const displayNameOf = ({ entry, live }: Person): unknown => live?.displayName ?? text(entry, 'displayName');

function proxyAddresses(live: LiveObject | undefined): readonly unknown[] {
  const all = live?.['proxyAddresses'];
  if (!Array.isArray(all)) return [];
  return all.flatMap((each) => (/^smtp:/i.test(String(each)) ? [String(each).slice(5)] : []));
}

function grouped(
  all: readonly Person[],
  keysOf: (person: Person) => readonly unknown[],
): ReadonlyMap<string, readonly Person[]> {
  const found = new Map<string, Person[]>();
  for (const person of all) {
    const keys = keysOf(person).flatMap((key) => (typeof key === 'string' ? [key.trim().toLowerCase()] : []));
    for (const key of new Set(keys)) {
      const known = found.get(key);
      if (key === '') continue;
      if (known) known.push(person);
      else found.set(key, [person]);
    }
  }
  return found;
}
