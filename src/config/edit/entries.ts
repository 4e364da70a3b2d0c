import type { Json } from '../../core/attributes/attribute.ts';
import { quote } from '../quote.ts';
import type { EntryAddress, EntryList } from './edit.ts';
import { isList, isObject, type JsonObject } from './plain.ts';
import { Refusal } from './refusal.ts';

const labels: Readonly<Record<EntryList, string>> = {
  users: 'user',
  groups: 'group',
  directory: 'name',
  schema: 'id',
};

/** The entries of a list, found by label and id without going through all of them each time. */
export interface Entries {
  add(entry: JsonObject): void;
  remove(address: EntryAddress): void;
  change(address: EntryAddress, make: (entry: JsonObject) => JsonObject): void;
  all(): readonly Json[];
  dirty(): boolean;
}

export function entriesOf(list: EntryList, value: Json | undefined): Entries {
  const all: (Json | undefined)[] = isList(value) ? [...value] : [];
  const byName = new Map<string, Set<number>>();
  let isDirty = false;
  const enlist = (entry: Json, index: number): void => {
    for (const name of namesOf(list, entry)) byName.set(name, (byName.get(name) ?? new Set()).add(index));
  };
  all.forEach((entry, index) => enlist(entry ?? null, index));
  const find = ({ entry }: EntryAddress): number => {
    const found = [...(byName.get(entry.toLowerCase()) ?? [])].filter((index) => all[index] !== undefined);
    const [index, other] = found;
    if (index === undefined) throw noEntry(list, entry);
    if (other !== undefined) throw twoEntries(list, entry);
    return index;
  };
  return {
    add(entry) {
      isDirty = true;
      enlist(entry, all.push(entry) - 1);
    },
    remove(address) {
      all[find(address)] = undefined;
      isDirty = true;
    },
    change(address, make) {
      const index = find(address);
      const entry = all[index];
      if (!isObject(entry)) return;
      const made = make(entry);
      if (made === entry) return;
      isDirty = true;
      all[index] = made;
      enlist(made, index);
    },
    all: () => all.flatMap((entry) => (entry === undefined ? [] : [entry])),
    dirty: () => isDirty,
  };
}

function namesOf(list: EntryList, entry: Json): ReadonlySet<string> {
  if (!isObject(entry)) return new Set();
  const names = [entry[labels[list]], entry['id']];
  return new Set(names.flatMap((name) => (typeof name === 'string' ? [name.trim().toLowerCase()] : [])));
}

function noEntry(list: EntryList, name: string): Refusal {
  return new Refusal({
    id: 'no-entry',
    message: `No entry under \`${list}\` is called ${quote(name)}.`,
    remedy: 'Name it as it stands in the file, or by its id.',
  });
}

function twoEntries(list: EntryList, name: string): Refusal {
  return new Refusal({
    id: 'declared-twice',
    message: `Two entries under \`${list}\` are called ${quote(name)}.`,
    remedy: 'Keep one of them first.',
  });
}
