import { parseDocument } from 'yaml';
import type { Json } from '../core/attributes/attribute.ts';
import type { FileCommit, FileVersion } from '../core/drift/file-commit.ts';
import type { ChangedValue } from '../core/drift/file-event.ts';
import { isList, isObject, same, type JsonObject } from './edit/plain.ts';

/** What a commit made of one entry. */
export interface EntryChange {
  readonly path: string;
  readonly what: 'added' | 'changed' | 'removed';
  readonly values: readonly ChangedValue[];
  /** What the entry was called before and after, in lower case: sign-in names, keys, ids. */
  readonly names: readonly string[];
}

interface FoundEntry {
  readonly path: string;
  readonly names: readonly string[];
  readonly values: ReadonlyMap<string, Json>;
}

/**
 * What a commit made of the entry that has one of these names (in lower case); undefined where nothing. An entry that it
 * moved to another file, or to another line, is the same. Of a merge just what is other than on all of its sides.
 */
export function entryChange(
  { files }: FileCommit,
  texts: ReadonlyMap<string, string>,
  kind: 'user' | 'group',
  names: ReadonlySet<string>,
): EntryChange | undefined {
  const find = (object: (file: FileVersion) => string | undefined): FoundEntry | undefined => {
    for (const file of files) {
      const name = object(file);
      const text = name === undefined ? undefined : texts.get(name);
      const found = text === undefined ? undefined : entryIn(text, kind, names);
      if (found) return { ...found, path: file.path };
    }
    return undefined;
  };
  const sides = files[0]?.before.length ?? 0;
  const after = find((file) => file.after);
  const befores = Array.from({ length: sides }, (_, side) => find((file) => file.before[side]));
  const [before] = befores;
  if ((!before && !after) || befores.some((each) => isSame(each, after))) return undefined;
  const attributes = [...new Set([...(before?.values.keys() ?? []), ...(after?.values.keys() ?? [])])];
  return {
    path: after?.path ?? before?.path ?? '',
    what: !before ? 'added' : !after ? 'removed' : 'changed',
    names: [...(before?.names ?? []), ...(after?.names ?? [])],
    values: attributes
      .map((attribute) => ({
        attribute,
        before: before?.values.get(attribute),
        after: after?.values.get(attribute),
      }))
      .filter((value) => !same(value.before, value.after)),
  };
}

function isSame(a: FoundEntry | undefined, b: FoundEntry | undefined): boolean {
  if (!a || !b) return a === b;
  return (
    a.values.size === b.values.size && [...a.values].every(([name, value]) => same(value, b.values.get(name)))
  );
}

/** The entry of a file, with what its defaults say; undefined where the file has none, or is no YAML. */
function entryIn(
  text: string,
  kind: 'user' | 'group',
  names: ReadonlySet<string>,
): Omit<FoundEntry, 'path'> | undefined {
  const lower = text.toLowerCase();
  if (![...names].some((name) => lower.includes(name))) return undefined;
  const root = plain(text);
  if (!isObject(root)) return undefined;
  const all = root[`${kind}s`];
  const entry = (isList(all) ? all : [])
    .filter(isObject)
    .find((each) => named(each, kind).some((name) => names.has(name)));
  if (!entry) return undefined;
  const { defaults } = root;
  const values = new Map<string, Json>();
  if (isObject(defaults)) flatten(defaults, '', values);
  flatten(entry, '', values);
  return { names: named(entry, kind), values };
}

const named = (entry: JsonObject, kind: 'user' | 'group'): readonly string[] =>
  [entry[kind], entry['id']].flatMap((name) => (typeof name === 'string' ? [name.trim().toLowerCase()] : []));

function flatten(map: JsonObject, prefix: string, into: Map<string, Json>): void {
  for (const [name, value] of Object.entries(map)) {
    if (isObject(value)) flatten(value, `${prefix}${name}.`, into);
    else into.set(prefix + name, value);
  }
}

/** Old versions may be anything: what cannot be read says nothing. */
function plain(text: string): Json | undefined {
  try {
    const document = parseDocument(text, {
      version: '1.2',
      schema: 'core',
      logLevel: 'silent',
      uniqueKeys: false,
    });
    return document.errors.length > 0 ? undefined : (document.toJS({ maxAliasCount: 100 }) as Json);
  } catch {
    return undefined;
  }
}
