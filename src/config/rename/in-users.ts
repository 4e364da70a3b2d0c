import type { Json } from '../../core/attributes/attribute.ts';
import type { LeftPlace, RenamedPlace } from '../../core/rename/renamed.ts';
import { fold } from '../../rules/fold.ts';
import { transformFile } from '../edit/edit-file.ts';
import { isObject, type JsonObject } from '../edit/plain.ts';
import { objectName } from '../identity.ts';
import { child, isNull, items, plainValue, type Node, type ScalarNode } from '../node.ts';
import { quote } from '../quote.ts';
import type { FoundInFile, Search } from './found.ts';

interface Finds {
  readonly changes: RenamedPlace[];
  readonly left: LeftPlace[];
  readonly values: string[];
}

/** Renames the value in the entries and the defaults of a file of users. */
export function renameInUsers(text: string, file: string, search: Search): FoundInFile {
  const finds: Finds = { changes: [], left: [], values: [] };
  const edited = transformFile(text, file, (root) => {
    const origins = new Map<Json, Json>();
    const before = root === undefined ? {} : (plainValue(root) as JsonObject);
    if (root?.type !== 'map' || !isObject(before)) return { before: {}, after: {}, origins };
    const defaults = child(root, 'defaults');
    const entries = items(child(root, 'users'));
    const inherited = entries.filter((entry) => inherits(entry, search.target.path)).length;
    const list = before['users'];
    const after: JsonObject = {
      ...before,
      ...(defaults && {
        defaults: renamed(defaults, before['defaults'] ?? null, search, finds, { inherited }),
      }),
      ...(Array.isArray(list) && {
        users: (list as readonly Json[]).map((plain, index) => {
          const entry = entries[index];
          if (entry === undefined) return plain;
          const made = renamed(entry, plain, search, finds, {});
          if (made !== plain) origins.set(made, plain);
          return made;
        }),
      }),
    };
    return { before, after, origins };
  });
  return { edited, ...finds };
}

/** An entry or the defaults with the value renamed; the same object where it has another one. */
function renamed(
  holder: Node,
  plain: Json,
  search: Search,
  { changes, left, values }: Finds,
  of: { readonly inherited?: number },
): Json {
  const { path } = search.target;
  const place = path.reduce<Node | undefined>(child, holder);
  const texts = place === undefined ? [] : place.type === 'list' ? place.items.flatMap(text) : text(place);
  if (texts.length === 0) return plain;
  const name = of.inherited === undefined ? objectName('user', holder) : undefined;
  const object = name === undefined ? {} : { object: name };
  values.push(...texts.map(({ value }) => value.trim()));
  for (const each of texts.filter(({ value }) => !search.isOld(value) && looksLike(value, search)))
    left.push({ why: 'spelling', place: each.place, ...object, message: otherSpelling(each.value, search) });
  const olds = texts.filter(({ value }) => search.isOld(value));
  if (olds.length === 0) return plain;
  for (const old of olds)
    changes.push({
      what: of.inherited === undefined ? 'entry' : 'default',
      place: old.place,
      ...object,
      ...(of.inherited === undefined ? {} : { entries: of.inherited }),
    });
  return at(plain, path, (value) =>
    Array.isArray(value) ? withoutTwice(value, search) : search.renaming.to,
  );
}

const text = (node: Node): readonly (ScalarNode & { readonly value: string })[] =>
  node.type === 'scalar' && typeof node.value === 'string' ? [{ ...node, value: node.value }] : [];

const is = (test: (value: string) => boolean) => (each: Json) => typeof each === 'string' && test(each);

/** A list that has the new value already loses the old one. */
function withoutTwice(list: readonly Json[], { isOld, isNew, renaming }: Search): readonly Json[] {
  const there = list.some(is(isNew));
  const first = list.findIndex(is(isOld));
  return list.flatMap((each, index) =>
    is(isOld)(each) ? (there || index !== first ? [] : [renaming.to]) : [each],
  );
}

function at(plain: Json, [key, ...rest]: readonly string[], change: (value: Json) => Json): Json {
  if (key === undefined) return change(plain);
  return isObject(plain) ? { ...plain, [key]: at(plain[key] ?? null, rest, change) } : plain;
}

/** Whether an entry says nothing of its own. */
function inherits(entry: Node, [key = '', ...rest]: readonly string[]): boolean {
  const next = child(entry, key);
  if (next === undefined) return true;
  return rest.length > 0 && !isNull(next) && inherits(next, rest);
}

/** The value but for capitals and spaces, which nobody sees in a list. */
function looksLike(value: string, { renaming, isNew }: Search): boolean {
  return !isNew(value) && bare(value) === bare(renaming.from);
}

const bare = (value: string): string => value.normalize('NFKC').toLowerCase().replace(/\s+/g, '');

const otherSpelling = (value: string, { renaming: { from, to } }: Search): string =>
  fold(value.trim()) === fold(from)
    ? `It is ${quote(value.trim())} here, and rules take the two for the same: whoever has it leaves the groups whose rules say ${quote(to)} now. Rename it too.`
    : `It is ${quote(value.trim())} here, which is not ${quote(from)}. Rename it too where the same is meant.`;
