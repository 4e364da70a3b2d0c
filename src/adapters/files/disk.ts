import { readdir, readFile, readlink, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { TenantryError } from '../../core/problem.ts';
import type { Files, FileTree, TreeEntry } from '../../ports.ts';
import { parentsOf, readAt } from './git.ts';
import { meantFolder } from './meant-folder.ts';
import { isSkipped, isYaml, largestFile, sortedTree } from './yaml-name.ts';

/** Folders on the disk, and as they were at a commit. */
export function diskFiles(): Files {
  return { read: readDirectory, readAt, parentsOf };
}

/**
 * The YAML files below a directory, by path with `/`. Symbolic links to files inside the directory are read; links to
 * folders inside are not followed, since what is there is read where it is. What leads out of the directory, or
 * nowhere, is `outside`.
 * Throws TenantryError where there is no such directory, where something in it cannot be read, or where a folder above or
 * below it is the one that is meant.
 */
async function readDirectory(directory: string): Promise<FileTree> {
  const root = await rootOf(directory);
  const found: [string, TreeEntry][] = [];
  const walk = async (path: string): Promise<void> => {
    for (const entry of await readdir(join(root, path), { withFileTypes: true })) {
      const below = path === '' ? entry.name : `${path}/${entry.name}`;
      if (isSkipped(entry.name)) continue;
      if (entry.isDirectory()) await walk(below);
      else if (entry.isSymbolicLink()) await follow(below);
      else if (entry.isFile() && isYaml(entry.name)) found.push([below, await readEntry(join(root, below))]);
    }
  };
  const follow = async (path: string): Promise<void> => {
    const target = await realpath(join(root, path)).catch(() => undefined);
    const kind = target === undefined ? undefined : await stat(target);
    if (target !== undefined && (target === root || target.startsWith(root + sep))) {
      if (kind?.isFile() && isYaml(path)) found.push([path, await readEntry(target)]);
    } else if (isYaml(path) || kind?.isDirectory())
      found.push([path, { type: 'outside', target: await readlink(join(root, path)) }]);
  };
  try {
    await walk('');
  } catch (error) {
    throw unreadable(directory, error);
  }
  const paths = found.map(([path]) => path);
  const meant = await meantFolder(directory, root, paths);
  if (meant) throw new TenantryError({ id: 'other-folder', ...meant });
  return sortedTree(found);
}

async function readEntry(path: string): Promise<TreeEntry> {
  const { size } = await stat(path);
  return size > largestFile ? { type: 'tooLarge', size } : { type: 'file', bytes: await readFile(path) };
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

async function rootOf(directory: string): Promise<string> {
  try {
    const root = await realpath(directory);
    if ((await stat(root)).isDirectory()) return root;
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' && codeOf(error) !== 'ENOTDIR') throw unreadable(directory, error);
    throw new TenantryError({
      id: 'no-folder',
      message: `There is no folder ${directory}.`,
      remedy: (await exists('tenant.yaml'))
        ? 'There is a tenant.yaml right here: to mean this folder, name it as a dot, such as `tenantry plan .`'
        : 'Run `tenantry` in the folder that holds tenant/, or name it. `tenantry init` makes a new one.',
    });
  }
  throw new TenantryError({
    id: 'no-folder',
    message: `${directory} is a file, not a folder.`,
    remedy: `Name the folder that holds tenant.yaml.${/\.json$/i.test(directory) ? ' An approved plan is given with --plan FILE.' : ''}`,
  });
}

function unreadable(directory: string, error: unknown): TenantryError {
  return new TenantryError({
    id: 'folder-unreadable',
    message: `The folder ${directory} cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
    remedy: 'Give yourself the right to read it and everything in it.',
  });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
