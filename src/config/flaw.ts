import type { Place, Problem } from '../core/problem.ts';
import type { Key, Node } from './node.ts';

/** What is wrong with one key or value. It becomes a problem once the object around it is known. */
export interface Flaw {
  readonly id: string;
  readonly message: string;
  readonly remedy: string;
  readonly also?: readonly Place[];
  /** Nothing but the consequence of a mistake that is told elsewhere: the entry is not used, and nothing is said. */
  readonly silent?: true;
}

/** One flaw a node: what is found first is what the user reads, and one mistake is one problem. */
export type Flaws = Map<Node | Key, Flaw>;

/** Notes a flaw where nothing is noted yet. */
export function note(flaws: Flaws, where: Node | Key, flaw: Flaw): void {
  if (!flaws.has(where)) {
    flaws.set(where, flaw);
  }
}

/** The flaws of a node and of everything in it but some parts, as problems. */
export function problemsWithin(
  node: Node,
  flaws: Flaws,
  object?: string,
  without: ReadonlySet<Node> = new Set(),
): Problem[] {
  return [...flawsWithin(node, flaws, without)].flatMap(([where, { silent, ...flaw }]) =>
    silent === true ? [] : [{ ...flaw, place: where.place, ...(object === undefined ? {} : { object }) }],
  );
}

/** Whether a node or anything in it has a flaw. */
export function flawed(node: Node, flaws: Flaws): boolean {
  return flaws.size > 0 && flawsWithin(node, flaws).next().done !== true;
}

/** The flaws of a node and of everything in it but some parts, in the order of the file. */
function* flawsWithin(
  node: Node,
  flaws: Flaws,
  without: ReadonlySet<Node> = new Set(),
): Generator<readonly [Node | Key, Flaw]> {
  if (without.has(node)) {
    return;
  }
  yield* flawOf(node, flaws);
  if (node.type === 'list') {
    for (const item of node.items) {
      yield* flawsWithin(item, flaws, without);
    }
  } else if (node.type === 'map') {
    for (const pair of node.pairs.values()) {
      yield* flawOf(pair.key, flaws);
      yield* flawsWithin(pair.value, flaws, without);
    }
  }
}

function* flawOf(where: Node | Key, flaws: Flaws): Generator<readonly [Node | Key, Flaw]> {
  const flaw = flaws.get(where);
  if (flaw !== undefined) {
    yield [where, flaw];
  }
}
