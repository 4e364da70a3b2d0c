import type { Place } from '../core/problem.ts';

/** A YAML value with the place where it stands. Aliases are already followed. */
export type Node = MapNode | ListNode | ScalarNode;

export interface MapNode {
  readonly type: 'map';
  readonly place: Place;
  readonly pairs: ReadonlyMap<string, Pair>;
}

export interface ListNode {
  readonly type: 'list';
  readonly place: Place;
  readonly items: readonly Node[];
}

export interface ScalarNode {
  readonly type: 'scalar';
  readonly place: Place;
  readonly value: null | boolean | number | string;
  /** As it is written, without quotation marks. */
  readonly source: string;
  /** Written without quotation marks and not as a block. */
  readonly plain: boolean;
}

export interface Pair {
  readonly key: Key;
  readonly value: Node;
}

export interface Key {
  readonly name: string;
  readonly place: Place;
}

/** The value under a key, where the node is a map that has it. */
export function child(node: Node | undefined, key: string): Node | undefined {
  return node?.type === 'map' ? node.pairs.get(key)?.value : undefined;
}

/** The items of a list; none where the node is something else. */
export function items(node: Node | undefined): readonly Node[] {
  return node?.type === 'list' ? node.items : [];
}

/** The text of a scalar that is text. */
export function textOf(node: Node | undefined): string | undefined {
  return node?.type === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
}

export function isNull(node: Node): boolean {
  return node.type === 'scalar' && node.value === null;
}

/** The value as plain data, for the validation against a schema; some lists may be left empty. */
export function plainValue(node: Node, emptied: ReadonlySet<Node> = new Set()): unknown {
  switch (node.type) {
    case 'scalar':
      return node.value;
    case 'list':
      return emptied.has(node) ? [] : node.items.map((item) => plainValue(item));
    case 'map':
      return Object.fromEntries(
        [...node.pairs].map(([name, pair]) => [name, plainValue(pair.value, emptied)]),
      );
  }
}

/** The nodes from the root to where a JSON pointer leads, as far as there are any, with the names of the way. */
export function follow(
  root: Node,
  pointer: string,
): { readonly node: Node; readonly path: readonly string[] } {
  const path = pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  let node = root;
  for (const part of path) {
    const next = node.type === 'list' ? node.items[Number(part)] : child(node, part);
    if (next === undefined) {
      break;
    }
    node = next;
  }
  return { node, path };
}
