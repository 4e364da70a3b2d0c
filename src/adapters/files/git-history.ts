import { TenantryError } from '../../core/problem.ts';
import type { FileCommit, FileVersion } from '../../core/drift/file-commit.ts';
import { git, withoutFetching, type GitResult } from './git-command.ts';
import { blobs } from './git-blobs.ts';

/** The commits that touched a folder, the newest first. */
export interface GitHistory {
  readonly commits: readonly FileCommit[];
  /** Older commits were not fetched. */
  readonly shallow: boolean;
}

/** Fields of a commit, each ended by a NUL, which none of them can hold; the mark begins one. */
const mark = '\u0001';
const format = `%x00%x01%x00%H%x00%an%x00%aI%x00%s%x00`;

/**
 * Undefined where the folder is in no Git repository, or where there is no Git. Nothing of the repository is run: neither
 * filters, nor other programs to compare with, nor to check signatures, nor to connect with. Throws TenantryError where the clone
 * leaves out something of what was there.
 */
export async function gitHistory(directory: string, since?: string): Promise<GitHistory | undefined> {
  const shallow = await read(directory, ['rev-parse', '--is-shallow-repository']).catch(noGit);
  if (shallow?.status !== 0) return undefined;
  const { status, stdout, stderr } = await read(directory, [
    '-c',
    'log.showRoot=true',
    '-c',
    'core.fsmonitor=false',
    '--literal-pathspecs',
    'log',
    '--date-order',
    '--raw',
    '-z',
    '-c',
    '--no-abbrev',
    '--no-renames',
    '--no-color',
    '--no-ext-diff',
    '--no-textconv',
    '--no-show-signature',
    `--format=${format}`,
    ...(since === undefined ? [] : [`--since=${since}`]),
    '--',
    '.',
  ]);
  if (status !== 0 && (await read(directory, ['rev-parse', '--verify', '--quiet', 'HEAD'])).status === 0)
    incomplete(new TenantryError({ id: 'git', message: stderr, remedy: '' }));
  // A repository without a commit has no log.
  const commits = status === 0 ? parseLog(stdout.toString('utf8')) : [];
  return { commits, shallow: shallow.stdout.toString('utf8').trim() === 'true' };
}

const read = async (directory: string, args: readonly string[]): Promise<GitResult> =>
  await git(directory, args, '', withoutFetching);

function noGit(error: unknown): undefined {
  if (!(error instanceof TenantryError)) throw error;
}

/** Something of the history is not in the clone. */
function incomplete(error: unknown): never {
  if (!(error instanceof TenantryError)) throw error;
  throw new TenantryError({
    id: 'git',
    message: `The clone does not have all of the history: ${error.message.replace(/\.$/, '')}.`,
    remedy: 'Clone it again without --filter, or check it with `git fsck`. Nothing is fetched meanwhile.',
  });
}

/** The log as it is written with -z: of each commit its fields, then what it changed, each as `:… M`, and the path. */
export function parseLog(text: string): readonly FileCommit[] {
  const parts = text.split('\0');
  const commits: (FileCommit & { readonly files: FileVersion[] })[] = [];
  for (let at = 0; at < parts.length; at++) {
    const part = (parts[at] ?? '').trimStart();
    if (part === mark) {
      const [commit = '', author = '', when = '', subject = ''] = parts.slice(at + 1, at + 5);
      commits.push({ commit, author, at: instantOf(when), subject, files: [] });
      at += 4;
    } else if (part.startsWith(':')) {
      const version = versionOf(part, parts[at + 1] ?? '');
      if (version) commits.at(-1)?.files.push(version);
      at += 1;
    }
  }
  return commits;
}

/** Whoever makes a commit writes its date, and not every one is a date, or of a year with four digits. */
function instantOf(text: string): string {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? new Date(0).toISOString() : date.toISOString();
}

/** `:100644 100644 OLD NEW M`; of a merge with a colon, a mode and an object for each parent. */
function versionOf(entry: string, path: string): FileVersion | undefined {
  if (!/\.ya?ml$/i.test(path)) return undefined;
  const parents = /^:+/.exec(entry)?.[0].length ?? 1;
  const objects = entry
    .slice(parents)
    .split(' ')
    .slice(parents + 1, 2 * parents + 2)
    .map((object) => (/^0+$/.test(object) ? undefined : object));
  return { path, before: objects.slice(0, parents), after: objects[parents] };
}

/** The text of files by the names of their objects. */
export async function gitTexts(
  directory: string,
  objects: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = await blobs(directory, objects, withoutFetching).catch(incomplete);
  return new Map([...found].map(([object, bytes]) => [object, Buffer.from(bytes).toString('utf8')]));
}

/** The subjects of the merges that a commit came into the present one by, the first of them first. */
export async function gitMergesOf(directory: string, commit: string): Promise<readonly string[]> {
  const { stdout } = await read(directory, [
    'log',
    '--merges',
    '--ancestry-path',
    '--reverse',
    '--no-show-signature',
    '--no-color',
    '--format=%s',
    `${commit}..HEAD`,
  ]);
  return stdout
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '');
}
