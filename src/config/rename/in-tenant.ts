import { isMap, isNode, isScalar } from 'yaml';
import type { Json } from '../../core/attributes/attribute.ts';
import type { LeftPlace, RenamedPlace } from '../../core/rename/renamed.ts';
import type { Vocabulary } from '../../core/desired/vocabulary.ts';
import { TenantryError } from '../../core/problem.ts';
import { atPath } from '../edit/at-path.ts';
import { transformFile, type EditedFile } from '../edit/edit-file.ts';
import { same, withMember, type JsonObject } from '../edit/plain.ts';
import { scalarText } from '../edit/scalar-text.ts';
import { refuseShared, styleOf } from '../edit/source-node.ts';
import type { Splice } from '../edit/splice.ts';
import { child, items, plainValue, textOf, type Node } from '../node.ts';
import { parse, parseSource } from '../parse.ts';
import { quote } from '../quote.ts';
import type { FoundInFile, Search } from './found.ts';
import { vocabularyAfter } from './vocabulary-after.ts';

/** Renames the value in the vocabulary of its attribute. Throws TenantryError where the new value does not fit into it. */
export function renameInTenant(text: string, file: string, { renaming, target }: Search): FoundInFile {
  const path = ['vocabularies', renaming.attribute];
  const parsed = parse(text.replace(/^\ufeff/, ''), file);
  const root = 'root' in parsed ? parsed.root : undefined;
  const node = path.reduce<Node | undefined>(child, root);
  const nothing = { edited: { text }, changes: [], left: [], values: [] };
  if (!target.hasVocabulary || node === undefined) {
    if (renaming.keepAlias) throw noVocabulary(renaming.attribute);
    return nothing;
  }
  const before = vocabularyIn(node);
  const result = vocabularyAfter(before, renaming);
  if ('problem' in result) throw new TenantryError({ ...result.problem, place: node.place });
  const place =
    items(child(node, 'values')).find((each) => textOf(each)?.trim() === renaming.from)?.place ?? node.place;
  const left: readonly LeftPlace[] =
    result.left === undefined ? [] : [{ why: 'vocabulary', place, message: result.left }];
  const { vocabulary } = result;
  if (same(plain(vocabulary), plain(before))) return { ...nothing, left, values: before.values };
  const changes: readonly RenamedPlace[] = [{ what: 'vocabulary', place }];
  const named = result.keyRenamed ? keyRenamed(text, file, [...path, 'aliases'], renaming) : { text };
  const edited = 'text' in named ? written(named.text, file, path, vocabulary) : named;
  return { edited, changes, left, values: before.values };
}

function vocabularyIn(node: Node): Vocabulary {
  const aliases = child(node, 'aliases');
  const pairs = aliases?.type === 'map' ? [...aliases.pairs] : [];
  return {
    values: texts(child(node, 'values')),
    aliases: Object.fromEntries(pairs.map(([value, pair]) => [value, texts(pair.value)])),
  };
}

const texts = (list: Node | undefined): readonly string[] =>
  items(list).flatMap((item) => textOf(item)?.trim() ?? []);

const plain = (vocabulary: Vocabulary): Json => vocabulary as unknown as JsonObject;

function written(text: string, file: string, path: readonly string[], after: Vocabulary): EditedFile {
  return transformFile(text, file, (root) => {
    const before = (root ? plainValue(root) : {}) as JsonObject;
    const origins = new Map<Json, Json>();
    const made = atPath(before, [...path, 'values'], after.values, origins);
    const aliases = Object.keys(after.aliases).length === 0 ? undefined : (after.aliases as JsonObject);
    return { before, after: atPath(made, [...path, 'aliases'], aliases, origins), origins };
  });
}

/** The aliases of the old value under the new one, where they stand. */
function keyRenamed(
  text: string,
  file: string,
  path: readonly string[],
  { from, to }: Search['renaming'],
): EditedFile {
  return transformFile(text, file, (root, body) => {
    const before = (root ? plainValue(root) : {}) as JsonObject;
    const aliases = path.reduce<Json>((at, name) => (at as JsonObject)[name] ?? {}, before) as JsonObject;
    const renamed = withMember(withMember(aliases, from, undefined), to, aliases[from]);
    const splices: Splice[] = [];
    const map: unknown = parseSource(body).getIn(path, true);
    if (isNode(map)) refuseShared(map);
    for (const { key } of isMap(map) ? map.items : []) {
      if (!isScalar(key) || key.value !== from || !key.range) continue;
      const style = styleOf(key);
      const context = { flow: isMap(map) && map.flow === true };
      const written = scalarText(to, style ? { ...context, before: { style, text: from } } : context);
      splices.push({ from: key.range[0], to: key.range[1], text: written });
    }
    return { before, after: atPath(before, path, renamed, new Map()), origins: new Map(), splices };
  });
}

const noVocabulary = (attribute: string): TenantryError =>
  new TenantryError({
    id: 'no-vocabulary',
    message: `tenant.yaml has no vocabulary for ${quote(attribute)}, so no alias can be kept.`,
    remedy: 'Leave out --keep-alias, or write the vocabulary first.',
  });
