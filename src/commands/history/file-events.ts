import { entryChange } from '../../config/value-history.ts';
import type { FileCommit } from '../../core/drift/file-commit.ts';
import type { FileEvent } from '../../core/drift/file-event.ts';

/** What of Git history asks for. Nothing of a repository is run. */
export interface GitPast {
  /** The commits that touched the YAML files of a folder, the newest first; undefined without Git. */
  readonly log: (
    directory: string,
    since: string | undefined,
  ) => Promise<{ readonly commits: readonly FileCommit[]; readonly shallow: boolean } | undefined>;
  readonly texts: (directory: string, objects: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** Subjects of the merges that brought a commit, the first of them first. */
  readonly mergesOf: (directory: string, commit: string) => Promise<readonly string[]>;
}

/** So many commits are read at once. */
const chunk = 100;
/** Of so many it is looked up which pull request they came by. */
const lookedUp = 50;

/**
 * What commits made of an entry, the newest first. The entry is followed through the files by its id and by whatever it
 * was called, so that neither a new sign-in name nor another file ends its history.
 */
export async function fileEvents(
  of: { readonly kind: 'user' | 'group'; readonly names: readonly string[] },
  concerns: (attribute: string) => boolean,
  directory: string,
  commits: readonly FileCommit[],
  git: GitPast,
): Promise<readonly FileEvent[]> {
  const names = new Set(of.names.map((name) => name.toLowerCase()));
  const found: FileEvent[] = [];
  for (let at = 0; at < commits.length; at += chunk) {
    const some = commits.slice(at, at + chunk);
    const objects = some.flatMap(({ files }) => files.flatMap(({ before, after }) => [...before, after]));
    const texts = await git.texts(
      directory,
      objects.filter((object) => object !== undefined),
    );
    for (const commit of some) {
      const change = entryChange(commit, texts, of.kind, names);
      if (!change) continue;
      for (const name of change.names) names.add(name);
      const values = change.values.filter(({ attribute }) => concerns(attribute));
      if (values.length === 0) continue;
      const { at: when, author, subject } = commit;
      const number =
        pullRequestIn(subject) ??
        (found.length < lookedUp ? await broughtBy(directory, commit.commit, git) : undefined);
      found.push({
        source: 'files',
        at: when,
        by: author,
        commit: commit.commit,
        subject,
        ...(number === undefined ? {} : { pullRequest: number }),
        path: change.path,
        what: change.what,
        values,
      });
    }
  }
  return found;
}

async function broughtBy(directory: string, commit: string, git: GitPast): Promise<number | undefined> {
  for (const subject of await git.mergesOf(directory, commit)) {
    const number = /^Merge pull request #(\d{1,9})\b/.exec(subject)?.[1];
    if (number !== undefined) return Number(number);
  }
  return undefined;
}

/** As GitHub writes the subject of a merge, and of a squash. */
export function pullRequestIn(subject: string): number | undefined {
  const number = (
    /^Merge pull request #(\d{1,9})\b/.exec(subject) ?? /\(#(\d{1,9})\)\s*$/.exec(subject)
  )?.[1];
  return number === undefined ? undefined : Number(number);
}
