import { textOf, type Node } from './node.ts';

/** The choice that a scalar names; undefined where it names none of them. */
export function oneOf<Name extends string>(names: readonly Name[], node: Node | undefined): Name | undefined {
  const written = textOf(node);
  return names.find((name) => name === written);
}
