import type { Place, Problem } from '../core/problem.ts';
import type { Key, Node } from './node.ts';

/** What is wrong with one key or value. It becomes a problem once the object around it is known. */
export interface Flaw {
  readonly id: string;
  readonly message: string;
  readonly remedy: string;
  readonly also?: readonly Place[];
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
  const problems: Problem[] = [];
  const visit = (each: Node): void => {
    if (without.has(each)) {
      return;
    }
    add(each);
    if (each.type === 'list') {
      each.items.forEach(visit);
    } else if (each.type === 'map') {
      for (const pair of each.pairs.values()) {
        add(pair.key);
        visit(pair.value);
      }
    }
  };
  const add = (where: Node | Key): void => {
    const flaw = flaws.get(where);
    if (flaw !== undefined) {
      problems.push({ ...flaw, place: where.place, ...(object === undefined ? {} : { object }) });
    }
  };
  visit(node);
  return problems;
}

/** Whether a node or anything in it has a flaw. */
export function flawed(node: Node, flaws: Flaws): boolean {
  return flaws.size > 0 && problemsWithin(node, flaws).length > 0;
}
