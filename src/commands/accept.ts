import { editFile } from '../config/edit/edit-file.ts';
import { load } from '../config/load.ts';
import { fitting } from '../core/fitting.ts';
import { acceptDrift, type Accepted, type NotAccepted } from '../core/drift/accept.ts';
import { indexLive, type LiveIndex } from '../core/match/live-index.ts';
import { diff } from '../core/plan/diff.ts';
import type { Plan } from '../core/plan/plan.ts';
import type { Problem } from '../core/problem.ts';
import type { FileTree } from '../ports.ts';
import { showAccepted } from '../render/text/accepted.ts';
import type { Configuration } from './configuration.ts';
import type { DriftOptions, FoundDrift } from './drift.ts';
import { exitCodes } from './exit-codes.ts';
import { editsOf, fileOf, rewrite, type RewriteWords } from './rewrite.ts';
import { printJson, showResult } from './showing.ts';
import type { World } from './world.ts';

const words: RewriteWords = {
  nothing: 'The files were not edited.',
  next: 'Review and commit that; the tenant was not touched:',
  pause: 'found paused and accepted',
};

/**
 * Writes into the files what the tenant holds where it is not what they say. Whatever would make the files invalid is left
 * out. Returns 0 where nothing is left that differs, else 2.
 */
export async function accept(
  { drift, live }: FoundDrift,
  { head }: Configuration,
  options: DriftOptions,
  world: World,
): Promise<number> {
  const index = indexLive(live);
  const { accepted, left } = acceptDrift(drift.plan, head, index);
  const names = { ...drift.plan.names, ...signInNames(index) };
  const files = await world.files.read(options.directory);
  const attempt = (some: readonly Accepted[]): Attempt =>
    tryEdits(some, {
      files,
      directory: options.directory,
      definitions: head.definitions,
      names,
      now: world.clock.now(),
    });
  const { kept, refused } = fittingEdits(accepted, attempt);
  const after = attempt(kept);
  const still = 'tree' in after ? stillDifferent(after.tree, options.directory, kept, live, index) : [];
  await rewrite(
    kept.map(({ edit }) => edit),
    head,
    names,
    world,
    words,
  );
  const rest = [...left, ...refused, ...still];
  if (options.json) {
    const published = { format: 1, accepted: kept.map(({ change }) => change.key), left: rest };
    printJson(published, world.terminal);
  } else
    showResult(
      showAccepted(kept, rest, { ...drift.plan.names, ...names }, world.terminal.columns),
      world.terminal,
    );
  return rest.length > 0 ? exitCodes.changesPresent : exitCodes.success;
}

const signInNames = ({ users }: LiveIndex): Plan['names'] =>
  Object.fromEntries(
    [...users.values()].map(({ id, userPrincipalName = id }) => [`user:${id}`, userPrincipalName]),
  );

/** The files with some of the edits, or what is wrong with them. */
type Attempt = { readonly tree: FileTree } | { readonly problems: readonly Problem[] };

interface Trying {
  readonly files: FileTree;
  readonly directory: string;
  readonly definitions: Parameters<typeof editFile>[3];
  readonly names: Plan['names'];
  readonly now: Date;
}

function tryEdits(some: readonly Accepted[], { files, directory, definitions, names, now }: Trying): Attempt {
  const tree = new Map(files);
  const edits = some.map(({ edit }) => edit);
  for (const [file, ofFile] of Map.groupBy(edits, fileOf)) {
    const path = [...files.keys()].find((each) => file.endsWith(`/${each}`) || file === each);
    const entry = path === undefined ? undefined : files.get(path);
    if (path === undefined || entry?.type !== 'file') continue;
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(entry.bytes);
    const edited = editFile(text, editsOf(ofFile, names, now, words.pause), file, definitions);
    if ('problems' in edited) return edited;
    tree.set(path, { type: 'file', bytes: new TextEncoder().encode(edited.text) });
  }
  const { problems } = load(tree, directory);
  return problems.length > 0 ? { problems } : { tree };
}

/** As many edits as go together without a problem; of each of the others why not. */
function fittingEdits(
  all: readonly Accepted[],
  attempt: (some: readonly Accepted[]) => Attempt,
): { readonly kept: readonly Accepted[]; readonly refused: readonly NotAccepted[] } {
  const { kept, refused } = fitting(all, (some) => {
    const tried = attempt(some);
    return 'tree' in tried ? undefined : (tried.problems[0]?.message ?? 'It does not fit.');
  });
  return {
    kept,
    refused: refused.map(({ item: { change }, why }) => {
      const { object, attribute, place } = change;
      return { object, attribute, why, place };
    }),
  };
}

/** What differs from the edited files all the same. */
function stillDifferent(
  tree: FileTree,
  directory: string,
  kept: readonly Accepted[],
  live: FoundDrift['live'],
  index: LiveIndex,
): readonly NotAccepted[] {
  const { desired } = load(tree, directory);
  if (!desired) return [];
  const again = diff(desired, live, index, desired.settings);
  const written = new Set(kept.map(({ change }) => change.key));
  return [...again.changes, ...again.blocked]
    .filter(({ key }) => written.has(key))
    .map(({ object, attribute, place }) => ({
      object,
      attribute,
      why: 'It was written into the files, which ask for something else all the same.',
      place,
    }));
}
