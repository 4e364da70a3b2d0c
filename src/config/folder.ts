import type { Problem } from '../core/problem.ts';
import type { FileTree, TreeEntry } from '../ports.ts';
import type { FileKind } from './kinds.ts';
import { nearest } from '../core/nearest.ts';
import { didYouMean } from './did-you-mean.ts';
import { listed } from '../core/wording.ts';
import { quote } from './quote.ts';

/** A file that is to be read. */
export interface SourceFile {
  readonly kind: FileKind;
  /** As places name it: `tenant/users/engineering.yaml`. */
  readonly file: string;
  readonly bytes: Uint8Array;
}

const folders = ['users', 'groups', 'extensions'];
const mostBytes = 10 * 1024 * 1024;

/** What each file of the configuration folder is, in the order of their names, and what does not belong there. */
export function sortFiles(
  tree: FileTree,
  directory: string,
): { readonly sources: readonly SourceFile[]; readonly problems: readonly Problem[] } {
  const sources: SourceFile[] = [];
  const problems: Problem[] = [];
  for (const path of [...tree.keys()].toSorted()) {
    const entry = tree.get(path);
    if (entry === undefined || !/\.ya?ml$/i.test(path) || path.startsWith('.')) {
      continue;
    }
    const file = fileName(directory, path);
    const kind = kindOf(path);
    const flaw = kind === undefined ? misplaced(path) : refused(entry);
    if (flaw !== undefined) {
      problems.push({ ...flaw, place: { file, line: 1, column: 1 } });
    } else if (kind !== undefined && entry.type === 'file') {
      sources.push({ kind, file, bytes: entry.bytes });
    }
  }
  return { sources, problems };
}

/** The name of a file as the user knows it, from where the command runs. */
export function fileName(directory: string, path: string): string {
  const folder = directory.replace(/\/+$/, '').replace(/^\.\//, '');
  return folder === '' || folder === '.' ? path : `${folder}/${path}`;
}

function kindOf(path: string): FileKind | undefined {
  if (path === 'tenant.yaml') {
    return 'tenant';
  }
  if (path.startsWith('users/')) {
    return 'user';
  }
  if (path.startsWith('extensions/')) {
    return 'extension';
  }
  return path.startsWith('groups/') ? 'group' : undefined;
}

type FileFlaw = Pick<Problem, 'id' | 'message' | 'remedy'>;

function misplaced(path: string): FileFlaw {
  const [folder = '', ...rest] = path.split('/');
  if (rest.length === 0) {
    const meant = nearest(path.replace(/\.ya?ml$/i, ''), ['tenant']).length > 0;
    const suggestion = meant ? '; did you mean `tenant.yaml`?' : '';
    return {
      id: 'unknown-file',
      message: `The file ${quote(path)} is not read${suggestion === '' ? '.' : suggestion}`,
      remedy: 'Beside `tenant.yaml`, files belong into `users/`, `groups/` or `extensions/`.',
    };
  }
  const suggestion = didYouMean(folder, folders);
  return {
    id: 'unknown-file',
    message: `The folder ${quote(folder)} is not read${suggestion === '' ? '.' : suggestion}`,
    remedy: `Move the file into ${listed(['`users/`', '`groups/`', '`extensions/`'], 'or')}, or out of the configuration.`,
  };
}

function refused(entry: TreeEntry): FileFlaw | undefined {
  const size = entry.type === 'tooLarge' ? entry.size : entry.type === 'file' ? entry.bytes.length : 0;
  if (size > mostBytes) {
    return {
      id: 'too-large',
      message: `The file has ${(size / 1024 / 1024).toFixed(1)} MB; files of at most 10 MB are read.`,
      remedy: 'Divide it into several files; names and number of files do not matter.',
    };
  }
  if (entry.type === 'tooLarge') {
    return {
      id: 'too-large',
      message: 'The file is too large to be read.',
      remedy: 'Divide it into several files; names and number of files do not matter.',
    };
  }
  if (entry.type === 'outside') {
    return {
      id: 'outside',
      message: `The file is a symbolic link to ${quote(entry.target)}, which is not in this folder.`,
      remedy: 'Put the file itself here.',
    };
  }
  return undefined;
}
