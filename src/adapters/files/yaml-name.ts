/** Files above this are not read: a mistake, such as a database dump with the wrong name. */
export const largestFile = 10 * 1024 * 1024;

export function isYaml(name: string): boolean {
  return /\.ya?ml$/i.test(name);
}

/** Names that are never looked at: what begins with a dot belongs to other tools, and so do installed packages. */
export function isSkipped(name: string): boolean {
  return name.startsWith('.') || name === 'node_modules';
}

/** By path, so that a tree is the same wherever it comes from. */
export function sortedTree<T>(entries: Iterable<readonly [string, T]>): ReadonlyMap<string, T> {
  return new Map([...entries].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
