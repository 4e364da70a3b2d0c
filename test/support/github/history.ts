import type { Listing } from './objects.ts';
import type { Pull, State } from './state.ts';

export interface ChangedFile {
  readonly filename: string;
  readonly status: 'added' | 'removed' | 'modified' | 'renamed';
  readonly sha: string;
  readonly previous_filename?: string;
}

/** Commits that `head` has and `base` has not, parents first. */
export function between({ objects }: State, base: string, head: string): readonly string[] {
  const known = new Set(objects.ancestors(base));
  return objects.ancestors(head).filter((sha) => !known.has(sha));
}

/** The youngest commit that both have. */
export function mergeBase({ objects }: State, one: string, other: string): string | undefined {
  const known = new Set(objects.ancestors(one));
  return objects.ancestors(other).findLast((sha) => known.has(sha));
}

/** What differs; what went and came with the same content counts as renamed. */
export function changedFiles(before: Listing, after: Listing): readonly ChangedFile[] {
  const gone = [...before].filter(([path]) => !after.has(path));
  const changed: ChangedFile[] = [];
  for (const [filename, sha] of after) {
    if (before.get(filename) === sha) continue;
    const from = before.has(filename) ? -1 : gone.findIndex(([, each]) => each === sha);
    const [previous] = from === -1 ? [] : gone.splice(from, 1);
    if (previous) changed.push({ filename, sha, status: 'renamed', previous_filename: previous[0] });
    else changed.push({ filename, sha, status: before.has(filename) ? 'modified' : 'added' });
  }
  for (const [filename, sha] of gone) changed.push({ filename, sha, status: 'removed' });
  return changed.toSorted((a, b) => (a.filename < b.filename ? -1 : 1));
}

/** The files of a pull request: what its head changed since it left the base. */
export function filesOf(state: State, pull: Pull): readonly ChangedFile[] {
  const base = mergeBase(state, pull.baseCommit, pull.head);
  return changedFiles(
    base === undefined ? new Map() : state.objects.files(base),
    state.objects.files(pull.head),
  );
}

/** The files of `onto` with what changed between two others. */
export function carriedOver(state: State, from: string, to: string, onto: string): Listing {
  const { objects } = state;
  const [before, after] = [objects.files(from), objects.files(to)];
  const result = new Map(objects.files(onto));
  for (const path of before.keys()) if (!after.has(path)) result.delete(path);
  for (const [path, sha] of after) if (before.get(path) !== sha) result.set(path, sha);
  return result;
}
