import { readAttributes } from '../../config/entry.ts';
import { fileName } from '../../config/folder.ts';
import { listKey } from '../../config/kinds.ts';
import { child, items, plainValue, type Node } from '../../config/node.ts';
import { parse } from '../../config/parse.ts';
import type { Json, ObjectKind } from '../../core/attributes/attribute.ts';
import type { Declared } from '../../core/desired/desired.ts';
import type { Place } from '../../core/problem.ts';
import type { FileTree } from '../../ports.ts';

/** The files while they are worked on: texts by path below the folder. */
export interface Draft {
  readonly directory: string;
  readonly tree: FileTree;
  /** The path of a file as places name it. */
  pathOf(file: string): string;
  textOf(path: string): string | undefined;
  /** The path of a file that a disk without regard to case takes for this one, else the path itself. */
  spelled(path: string): string;
  isTaken(path: string): boolean;
  /** What a file says for all its entries. */
  defaultsOf(kind: ObjectKind, path: string): Readonly<Record<string, Declared>>;
  /** Where in its list the entry stands that begins at a place. */
  indexOf(kind: ObjectKind, place: Place): number;
  /** The file as plain data; undefined where it is empty. */
  plain(path: string): Json | undefined;
}

export function draftOf(tree: FileTree, directory: string): Draft {
  const paths = new Map([...tree.keys()].map((path) => [fileName(directory, path), path]));
  const folded = new Map([...tree.keys()].map((path) => [fold(path), path]));
  const roots = new Map<string, Node | undefined>();
  const textOf = (path: string): string | undefined => {
    const entry = tree.get(path);
    return entry?.type === 'file'
      ? new TextDecoder('utf-8', { ignoreBOM: true }).decode(entry.bytes)
      : undefined;
  };
  const rootOf = (path: string): Node | undefined => {
    if (!roots.has(path)) {
      const parsed = parse((textOf(path) ?? '').replace(/^\ufeff/, ''), path);
      roots.set(path, 'root' in parsed ? parsed.root : undefined);
    }
    return roots.get(path);
  };
  return {
    directory,
    tree,
    pathOf: (file) => paths.get(file) ?? file,
    textOf,
    spelled: (path) => folded.get(fold(path)) ?? path,
    isTaken: (path) => folded.has(fold(path)),
    defaultsOf: (kind, path) => readAttributes(kind, child(rootOf(path), 'defaults'), new Map()),
    indexOf(kind, { file, line, column }) {
      const list = items(child(rootOf(paths.get(file) ?? file), listKey[kind]));
      return list.findIndex(({ place }) => place.line === line && place.column === column);
    },
    plain(path) {
      const root = rootOf(path);
      return root === undefined ? undefined : (plainValue(root) as Json);
    },
  };
}

const fold = (path: string): string => path.normalize('NFC').toUpperCase().toLowerCase();
