import { fileName } from '../../config/folder.ts';
import { load } from '../../config/load.ts';
import { child, items, textOf, type Node } from '../../config/node.ts';
import { parse } from '../../config/parse.ts';
import { listKey } from '../../config/kinds.ts';
import { shownName } from '../../core/attributes/extension-value.ts';
import type { Desired } from '../../core/desired/desired.ts';
import { diff } from '../../core/plan/diff.ts';
import { InvalidConfiguration, type Problem } from '../../core/problem.ts';
import type { FileTree } from '../../ports.ts';
import type { Importing } from './importing.ts';
import type { ObjectEdit } from './object-edit.ts';

/** What must not be written after all: of an object the attribute, or `*` for all of it. */
export interface Objection {
  readonly object: string;
  readonly attribute: string;
  readonly why: string;
}

/** The folder with texts put in the place of others. */
export function treeWith(tree: FileTree, texts: ReadonlyMap<string, string>): FileTree {
  const encoder = new TextEncoder();
  const made = new Map(tree);
  for (const [path, text] of texts) made.set(path, { type: 'file', bytes: encoder.encode(text) });
  return made;
}

/**
 * Reads the files as they would be and holds them against the tenant: whatever is wrong in them, and whatever a plan would
 * change, is an objection to what was written about it. Throws InvalidConfiguration where nothing that was written is to
 * blame. `everything`: what an entry says is to be as the tenant has it, not just valid.
 */
export function objections(
  texts: ReadonlyMap<string, string>,
  edits: readonly ObjectEdit[],
  importing: Importing,
  everything: boolean,
): readonly Objection[] {
  const { draft } = importing;
  const { desired, problems } = load(treeWith(draft.tree, texts), draft.directory);
  if (problems.length > 0) return inWhatWasWritten(problems, texts, edits, importing);
  return desired && everything ? stillDifferent(desired, edits, importing) : [];
}

function inWhatWasWritten(
  problems: readonly Problem[],
  texts: ReadonlyMap<string, string>,
  edits: readonly ObjectEdit[],
  { draft }: Importing,
): readonly Objection[] {
  const byFile = Map.groupBy(problems, ({ place }) => place?.file ?? '');
  const found = [...byFile].flatMap(([file, ofFile]): readonly Objection[] => {
    const path = draft.pathOf(file);
    const own = edits.filter((edit) => edit.path === path || fileName(draft.directory, edit.path) === file);
    const text = own[0] && (texts.get(own[0].path) ?? '');
    const parsed = text === undefined ? undefined : parse(text.replace(/^\ufeff/, ''), file);
    const root = parsed && 'root' in parsed ? parsed.root : undefined;
    return root === undefined ? [] : ofFile.flatMap((problem) => objectionTo(problem, root, own));
  });
  if (found.length === 0) throw new InvalidConfiguration(problems);
  return found;
}

function objectionTo(
  { place, message }: Problem,
  root: Node,
  edits: readonly ObjectEdit[],
): readonly Objection[] {
  const lists = (['user', 'group'] as const).flatMap((kind) =>
    items(child(root, listKey[kind])).map((node) => ({ kind, node })),
  );
  const isBefore = (node: { readonly place: { readonly line: number; readonly column: number } }): boolean =>
    place !== undefined &&
    (node.place.line < place.line || (node.place.line === place.line && node.place.column <= place.column));
  const entry = lists.findLast(({ node }) => isBefore(node));
  if (entry?.node.type !== 'map') return [];
  const { kind, node } = entry;
  const names = [textOf(child(node, kind)), textOf(child(node, 'id'))].map((each) => each?.toLowerCase());
  const own = edits.filter((each) => {
    const [, id = ''] = each.object.split(':');
    return (
      each.kind === kind && (names.includes(id.toLowerCase()) || names.includes(each.name.toLowerCase()))
    );
  });
  const key = [...node.pairs.values()].findLast((pair) => isBefore(pair.key))?.key.name;
  return own.flatMap(({ object, attributes }): readonly Objection[] => {
    const meant = attributes.filter((attribute) => keyOf(attribute) === key);
    const all = meant.length > 0 && key !== kind && key !== 'id' ? meant : ['*'];
    return all.map((attribute) => ({ object, attribute, why: message }));
  });
}

/** The key of an entry under which an attribute stands. */
function keyOf(attribute: string): string {
  if (attribute.startsWith('membershipRule')) return 'membership';
  return shownName(attribute).split('.')[0] ?? attribute;
}

function stillDifferent(
  desired: Desired,
  edits: readonly ObjectEdit[],
  { live, index }: Importing,
): readonly Objection[] {
  const written = new Map(edits.map((each) => [each.object, each]));
  const { changes, blocked, unresolved } = diff(desired, live, index, desired.settings);
  const differing = [...changes, ...blocked].flatMap(({ object, attribute }): readonly Objection[] =>
    written.get(object)?.attributes.includes(attribute)
      ? [{ object, attribute, why: 'The files cannot say it exactly.' }]
      : [],
  );
  const unclear = unresolved.flatMap(({ kind, label, attribute, message }): readonly Objection[] => {
    const own = edits.find((each) => each.kind === kind && each.name.toLowerCase() === label.toLowerCase());
    return own
      ? [
          {
            object: own.object,
            attribute: attribute ?? '*',
            why: `${message.charAt(0).toUpperCase()}${message.slice(1)}.`,
          },
        ]
      : [];
  });
  return [...differing, ...unclear];
}
