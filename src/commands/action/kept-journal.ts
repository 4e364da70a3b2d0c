import { journalLine, parseJournal, unfinished } from '../../apply/journal.ts';
import type { JournalRecord } from '../../apply/records.ts';
import type { Plan } from '../../core/plan/plan.ts';
import { journalFolder, journalPath } from '../journals.ts';
import type { ActionOptions, ActionWorld } from './action-world.ts';
import { journalArtifact, journalBranch, keep } from './artifact-folder.ts';

/** Which journals count: the folder may still hold what an earlier step put there, and an artifact needs a file. */
const listName = 'journals.json';

interface Kept extends Pick<ActionOptions, 'directory' | 'folder' | 'store'> {
  /** The file name of the workflow that applies. */
  readonly applyWorkflow: string;
}

/**
 * What is stored before the first write: a journal by which every write was sent and none was answered. A run that finds
 * nothing newer asks the tenant about each of them.
 */
export async function keepBeforeWriting(
  plan: Plan,
  endpoint: string,
  options: Kept,
  world: ActionWorld,
): Promise<void> {
  const at = world.clock.now();
  const records: readonly JournalRecord[] = [
    { record: 'plan', at: at.toISOString(), format: 1, endpoint, plan },
    ...plan.operations.map(({ key }): JournalRecord => ({
      record: 'intent',
      at: at.toISOString(),
      operation: key,
      attempt: 1,
    })),
  ];
  const text = `${records.map(journalLine).join('\n')}\n`;
  await store(new Map([[baseName(journalPath(plan, at)), text]]), options, world);
}

/** The journals of this run as they are now, in the place of what was stored before. */
export async function keepJournals(options: Kept, world: ActionWorld): Promise<void> {
  const paths = await world.listJournals(journalFolder);
  const texts = await Promise.all(paths.map((path) => world.readText(path)));
  await store(new Map(paths.map((path, index) => [baseName(path), texts[index] ?? ''])), options, world);
}

async function store(
  journals: ReadonlyMap<string, string>,
  options: Kept,
  world: ActionWorld,
): Promise<void> {
  const sealed = [...journals].map(([name, text]) => [name, world.sealing.seal(text)] as const);
  const list = `${JSON.stringify([...journals.keys()])}\n`;
  await keep(new Map([[listName, list], ...sealed]), journalBranch(options.directory), options, world);
}

/**
 * Brings back the journals of the last run that wrote which did not come to their end: the next apply finishes them first.
 * With `finished` the others too. Only what the apply workflow stored for the default branch counts, since a journal says
 * what is to be written. Returns the plans of those that are not finished.
 */
export async function restoreJournals(
  options: Kept,
  world: ActionWorld,
  { finished = false }: { readonly finished?: boolean } = {},
): Promise<readonly Plan[]> {
  const files = await lastStored(options, world);
  const plans: Plan[] = [];
  for (const name of namesIn(files?.get(listName))) {
    const bytes = files?.get(name);
    if (!bytes || !/^[\w-]+\.jsonl$/.test(name)) continue;
    const text = world.sealing.open(new TextDecoder().decode(bytes), name);
    const journal = parseJournal(text, name);
    const isOpen = journal.plan !== undefined && unfinished(journal);
    if (!isOpen && !finished) continue;
    if (isOpen && journal.plan) plans.push(journal.plan.plan);
    await world.writeText(`${journalFolder}/${name}`, text);
  }
  return plans;
}

async function lastStored(
  { store: where, applyWorkflow, directory }: Kept,
  { forge }: ActionWorld,
): Promise<ReadonlyMap<string, Uint8Array> | undefined> {
  if (where === 'branch') return forge.readBranch(journalBranch(directory));
  const { defaultBranch } = await forge.repository();
  const runs = await forge.runs({ workflow: applyWorkflow, branch: defaultBranch });
  const ours = new Set(runs.filter(({ event, fork }) => !fork && trusted.has(event)).map(({ id }) => id));
  const artifacts = await forge.artifacts(journalArtifact);
  const last = artifacts.find(({ run }) => ours.has(run));
  return last && forge.download(last.id);
}

/** A pull request can come from a branch, even of a fork, that has the default branch's name. */
const trusted: ReadonlySet<string> = new Set(['push', 'workflow_dispatch', 'schedule']);

function namesIn(list: Uint8Array | undefined): readonly string[] {
  const names: unknown = list === undefined ? [] : JSON.parse(new TextDecoder().decode(list));
  return Array.isArray(names) ? names.filter((each) => typeof each === 'string') : [];
}

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
