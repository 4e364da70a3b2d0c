import type { Edit, Path } from '../../config/edit/edit.ts';
import { isList, isObject } from '../../config/edit/plain.ts';
import { listKey } from '../../config/kinds.ts';
import type { Json } from '../../core/attributes/attribute.ts';
import { isGroupInScope, isUserInScope } from '../../core/import/scope.ts';
import { match, type Pair } from '../../core/match/match.ts';
import type { Draft } from './draft.ts';
import type { Importing } from './importing.ts';
import type { LeftOut, ObjectEdit, Work } from './object-edit.ts';

/**
 * Adds ids to entries that have none, and calls people by their present user principal name, wherever the files refer to
 * them by the one that their entry had until now. `only`: names in lower case that alone are brought up to date.
 */
export function pinEntries(importing: Importing, only?: ReadonlySet<string>): Work {
  const { head, live, index, scope, draft } = importing;
  const left: LeftOut[] = [];
  const renamed = new Map<string, string>();
  const pairs = match(head, live, index).pairs.filter(({ entry, live: object }) =>
    entry.kind === 'user' ? isUserInScope(object, scope) : isGroupInScope(object, scope),
  );
  const edits = pairs.flatMap((pair): readonly ObjectEdit[] => {
    const { entry } = pair;
    const { kind, label, place } = entry;
    const from: Path = [listKey[kind], draft.indexOf(kind, place)];
    const name = newName(pair, only);
    const made: Edit[] = [];
    if (entry.id === undefined && only === undefined)
      made.push({ edit: 'put', path: [...from, 'id'], value: pair.live.id.toLowerCase() });
    if (name !== undefined) {
      made.push({ edit: 'put', path: [...from, kind], value: name });
      // Whoever has the name now is meant by it from now on.
      if (index.usersByPrincipalName.has(label.toLowerCase()))
        left.push({
          kind,
          name: label,
          why: `Another user signs in as ${label} now, so where the files refer to that name nothing was changed: look at each.`,
        });
      else renamed.set(label.toLowerCase(), name);
    }
    if (made.length === 0) return [];
    const attributes = made.map((each) => (each.edit === 'put' ? String(each.path.at(-1)) : ''));
    const object = `${kind}:${pair.live.id}`;
    return [
      { object, kind, name: label, path: draft.pathOf(place.file), edit: 'changed', edits: made, attributes },
    ];
  });
  return { edits: [...edits, ...(renamed.size === 0 ? [] : referencesIn(draft, renamed))], left };
}

function newName({ entry, live }: Pair, only: ReadonlySet<string> | undefined): string | undefined {
  const name = live.userPrincipalName;
  if (entry.kind !== 'user' || entry.id === undefined || name === undefined) return undefined;
  if (only && !only.has(entry.label.toLowerCase())) return undefined;
  return name.toLowerCase() === entry.label.toLowerCase() ? undefined : name;
}

/** Where files refer to people: the way to it, with `*` for every item of a list. */
const ways: readonly (readonly string[])[] = [
  ['users', '*', 'manager'],
  ['defaults', 'manager'],
  ...['owners', 'expect.includes', 'expect.excludes', 'owners.atLeast'].map((way) => [
    'groups',
    '*',
    ...way.split('.'),
    '*',
  ]),
  ['defaults', 'owners', '*'],
  ['defaults', 'owners', 'atLeast', '*'],
  ['protected', 'users', '*'],
  ['freeze', '*', 'objects', '*'],
  ['overrides', '*', 'object'],
];

function referencesIn(draft: Draft, renamed: ReadonlyMap<string, string>): readonly ObjectEdit[] {
  return [...draft.tree.keys()].flatMap((path): readonly ObjectEdit[] => {
    const plain = draft.plain(path);
    const found = plain === undefined ? [] : ways.flatMap((way) => textsAt(plain, way));
    const edits = found.flatMap(([at, text]): readonly Edit[] => {
      const name = renamed.get(text.trim().toLowerCase());
      return name === undefined ? [] : [{ edit: 'put', path: at, value: name }];
    });
    if (edits.length === 0) return [];
    return [
      {
        object: `file:${path}`,
        kind: 'user',
        name: path,
        path,
        edit: 'changed',
        edits,
        attributes: ['references'],
      },
    ];
  });
}

function textsAt(
  value: Json | undefined,
  way: readonly string[],
  at: Path = [],
): readonly (readonly [Path, string])[] {
  const [next, ...rest] = way;
  if (next === undefined) return typeof value === 'string' ? [[at, value]] : [];
  if (next === '*')
    return isList(value) ? value.flatMap((item, index) => textsAt(item, rest, [...at, index])) : [];
  return isObject(value) && Object.hasOwn(value, next) ? textsAt(value[next], rest, [...at, next]) : [];
}
