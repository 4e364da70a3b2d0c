import type { FileTree, TreeEntry } from '../../ports.ts';
import type { ActionWorld } from './action-world.ts';

/** Whether the folder is other than it was at a commit. */
export async function isChanged(
  directory: string,
  base: string,
  { files }: Pick<ActionWorld, 'files'>,
): Promise<boolean> {
  const [now, before] = [await files.read(directory), await files.readAt(base, directory)];
  return now.size !== before.size || [...now].some(([path, entry]) => !sameEntry(entry, before, path));
}

function sameEntry(entry: TreeEntry, tree: FileTree, path: string): boolean {
  const other = tree.get(path);
  if (other?.type !== entry.type) return false;
  switch (entry.type) {
    case 'file':
      return other.type === 'file' && Buffer.from(entry.bytes).equals(Buffer.from(other.bytes));
    case 'tooLarge':
      return false;
    case 'outside':
      return other.type === 'outside' && other.target === entry.target;
  }
}
