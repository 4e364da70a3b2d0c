import { existsSync, statSync } from 'node:fs';
import { dirname, posix, resolve } from 'node:path';
import { TenantryError } from '../../core/problem.ts';
import type { FileTree, TreeEntry } from '../../ports.ts';
import { git } from './git-command.ts';
import { blobs } from './git-blobs.ts';
import { isSkipped, isYaml, largestFile, sortedTree } from './yaml-name.ts';

/** An entry of `git ls-tree -r -z -l`. */
interface Listed {
  readonly path: string;
  readonly link: boolean;
  readonly object: string;
  readonly size: number;
}

/**
 * The YAML files below a directory as they were at a commit; none where the directory did not exist then. Symbolic
 * links count as on the disk: inside the directory they are read, others are `outside`.
 * Throws TenantryError without git, outside a repository, and for a name that is no commit.
 */
export async function readAt(ref: string, directory: string): Promise<FileTree> {
  const { folder, path } = await placeOf(directory);
  const commit = await commitOf(ref, folder);
  const tree = await git(folder, [
    'rev-parse',
    '--verify',
    '--quiet',
    '--end-of-options',
    `${commit}:${path}`,
  ]);
  if (tree.status !== 0) return new Map();
  const listing = await git(folder, [
    'ls-tree',
    '-r',
    '-z',
    '-l',
    '--full-tree',
    tree.stdout.toString('utf8').trim(),
  ]);
  if (listing.status !== 0)
    throw gitError(`${directory} was not a folder at ${ref}.`, 'Name a commit at which it was one.');
  const listed = parseListing(listing.stdout.toString('utf8')).filter(
    ({ path: each }) => isYaml(each) && !each.split('/').some(isSkipped),
  );
  const wanted = listed.filter(({ size }) => size <= largestFile).map(({ object }) => object);
  const contents = await blobs(folder, wanted);
  return sortedTree(entriesOf(listed, contents));
}

function* entriesOf(
  listed: readonly Listed[],
  contents: ReadonlyMap<string, Uint8Array>,
): Generator<[string, TreeEntry]> {
  const byPath = new Map(listed.map((entry) => [entry.path, entry]));
  const targetOf = ({ object }: Listed): string => Buffer.from(contents.get(object) ?? []).toString('utf8');
  for (const entry of listed) {
    let end: Listed | undefined = entry;
    // A link may lead to another link; more than a few of them are a circle.
    for (let hops = 0; end?.link && hops < 10; hops++)
      end = byPath.get(posix.normalize(posix.join(posix.dirname(end.path), targetOf(end))));
    if (!end || end.link) yield [entry.path, { type: 'outside', target: targetOf(entry) }];
    else if (end.size > largestFile) yield [entry.path, { type: 'tooLarge', size: end.size }];
    else yield [entry.path, { type: 'file', bytes: contents.get(end.object) ?? new Uint8Array() }];
  }
}

/** Entries as git writes them: `100644 blob OBJECT    SIZE\tPATH\0`. Submodules are no blobs. */
function parseListing(text: string): readonly Listed[] {
  return text.split('\0').flatMap((line) => {
    const [, mode, type, object, size, path] = /^(\d+) (\w+) (\w+) +(\d+|-)\t(.*)$/s.exec(line) ?? [];
    if (type !== 'blob' || object === undefined || path === undefined) return [];
    return [{ path, link: mode === '120000', object, size: Number(size) }];
  });
}

/** A folder in the repository to run git in, and the path of the directory below the repository's root. */
async function placeOf(directory: string): Promise<{ folder: string; path: string }> {
  const wanted = resolve(directory);
  // The directory may have existed only at the commit.
  let folder = wanted;
  while (!existsSync(folder) || !statSync(folder).isDirectory()) folder = dirname(folder);
  const prefix = await git(folder, ['rev-parse', '--show-prefix']);
  if (prefix.status !== 0)
    throw gitError(
      notInRepository(directory, prefix.stderr),
      'Run the command in a clone of the repository, or leave --base out.',
    );
  const rest = wanted
    .slice(folder.length)
    .split(/[/\\]/)
    .filter((part) => part !== '');
  const above = prefix.stdout
    .toString('utf8')
    .replace(/\n$/, '')
    .split('/')
    .filter((part) => part !== '');
  return { folder, path: [...above, ...rest].join('/') };
}

/** Git says other things as well, such as that the folder belongs to somebody else. */
function notInRepository(directory: string, said: string): string {
  const [line = ''] = said.replace(/^fatal: /, '').split('\n');
  const isPlain = line === '' || line.startsWith('not a git repository');
  return `The folder ${directory} is not in a Git repository${isPlain ? '' : `: ${line}`}`;
}

async function commitOf(ref: string, folder: string): Promise<string> {
  // Git would take it for an option.
  if (ref.startsWith('-') || ref === '') throw unknownRef(ref);
  const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`];
  const found = await git(folder, args);
  if (found.status !== 0) throw unknownRef(ref);
  return found.stdout.toString('utf8').trim();
}

/** The parents of a commit. Throws TenantryError as `readAt` does. */
export async function parentsOf(ref: string): Promise<readonly string[]> {
  const commit = await commitOf(ref, '.');
  const listed = await git('.', ['rev-list', '--parents', '--max-count=1', commit]);
  return listed.stdout.toString('utf8').trim().split(' ').slice(1);
}

function unknownRef(ref: string): TenantryError {
  return gitError(
    `Git knows no commit ${JSON.stringify(ref)}.`,
    'Name a branch, a tag or a commit, and fetch it first; actions/checkout fetches the whole history with `fetch-depth: 0`.',
  );
}

function gitError(message: string, remedy: string): TenantryError {
  return new TenantryError({ id: 'git', message, remedy });
}
