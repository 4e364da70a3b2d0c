import { fileName } from '../../config/folder.ts';
import { child } from '../../config/node.ts';
import { parse } from '../../config/parse.ts';
import { TenantryError } from '../../core/problem.ts';
import { pathBelow } from '../../csv/file-edits.ts';
import type { FileTree } from '../../ports.ts';

/**
 * The file for people whom no file names yet, as places name it. Without a wish it is one of its own, since `defaults` of
 * another one would say more than the table. Throws TenantryError where a file of users cannot be called so.
 */
export function addingTo(wish: string | undefined, files: FileTree, directory: string): string {
  const path = pathBelow((wish ?? 'users/imported.yaml').replace(/^\.\//, ''), directory);
  if (!/^users\/(?:[^/.][^/]*\/)*[^/.][^/]*\.ya?ml$/i.test(path))
    throw new TenantryError({
      id: 'add-to',
      message: `--add-to ${wish} is no file of users`,
      remedy: `Name a YAML file below ${fileName(directory, 'users/')}, such as users/new.yaml.`,
    });
  const other = [...files.keys()].find((each) => each.toLowerCase() === path.toLowerCase());
  return fileName(directory, other ?? path);
}

/** Attributes that `defaults` of the file say. */
export function defaultsBesides(file: string, files: FileTree, directory: string): readonly string[] {
  const entry = files.get(pathBelow(file, directory));
  if (entry?.type !== 'file') return [];
  const parsed = parse(new TextDecoder().decode(entry.bytes), file);
  const defaults = 'root' in parsed ? child(parsed.root, 'defaults') : undefined;
  return defaults?.type === 'map' ? [...defaults.pairs.keys()] : [];
}
