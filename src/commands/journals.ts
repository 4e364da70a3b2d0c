import { parseJournal, unfinished, type Journal } from '../apply/journal.ts';
import { report } from '../apply/report.ts';
import { TenantryError } from '../core/problem.ts';
import type { Plan } from '../core/plan/plan.ts';
import type { Interrupted } from '../render/text/interrupted.ts';
import { kindOfFile } from './file-kind.ts';
import type { World } from './world.ts';

/** Where journals are kept, below the folder in which the command runs. Not for Git: it holds personal data. */
export const journalFolder = '.tenantry';

/** The journal of a new apply: when it began and what it was to do. */
export function journalPath(plan: Plan, now: Date): string {
  const began = now.toISOString().replace(/[:.]/g, '-');
  return `${journalFolder}/${began}-${plan.digest.slice(0, 12)}.jsonl`;
}

export interface Unfinished {
  readonly path: string;
  readonly journal: Journal;
  readonly plan: Plan;
}

/** Journals of this tenant at this address whose apply did not come to its end, oldest first. */
export async function findUnfinished(
  tenantId: string,
  endpoint: string,
  named: string | undefined,
  world: Pick<World, 'listJournals' | 'readText'>,
): Promise<readonly Unfinished[]> {
  const paths = named === undefined ? await world.listJournals(journalFolder) : await existing(named, world);
  const found: Unfinished[] = [];
  for (const path of paths) {
    const journal = parseJournal(await world.readText(path), path);
    if (!journal.plan || !unfinished(journal)) continue;
    const { plan } = journal.plan;
    if (plan.tenant.id === tenantId && journal.plan.endpoint === endpoint)
      found.push({ path, journal, plan });
  }
  return found;
}

const newest = 5;

/** Which journals there are, as a sentence for whoever named something else. */
export async function whichJournals(world: Pick<World, 'listJournals'>): Promise<string> {
  const all = await world.listJournals(journalFolder);
  if (all.length === 0) return `Name the journal of an apply; there is none in ${journalFolder}/ here.`;
  const more = all.length > newest ? `, the newest ${newest} of ${all.length}` : '';
  return `Name the journal of an apply (in ${journalFolder}/, newest last${more}): ${all.slice(-newest).join(', ')}.`;
}

export interface JournalText {
  readonly text: string;
  /** Nothing can be added to the file then. */
  readonly sealed: boolean;
}

/**
 * The text of a journal, decrypted where it is from the artifact of a workflow that has a key. Throws TenantryError, which
 * names the journals that there are, where it cannot be read.
 */
export async function readJournalText(
  path: string,
  world: Pick<World, 'listJournals' | 'readText' | 'sealing'>,
): Promise<JournalText> {
  const text = await existingText(path, world);
  if (kindOfFile(text) !== 'sealed') return { text, sealed: false };
  const opened = world.sealing.open(text, path);
  return { text: kindOfFile(opened) === 'journal' ? opened : text, sealed: true };
}

async function existingText(path: string, world: Pick<World, 'listJournals' | 'readText'>): Promise<string> {
  try {
    return await world.readText(path);
  } catch (error) {
    if (!(error instanceof TenantryError)) throw error;
    const journals = await whichJournals(world);
    throw new TenantryError(error.problems.map((each) => ({ ...each, remedy: journals })));
  }
}

/** That a journal ends in the middle of a line, as a sentence or two; empty where it does not. */
export const tornWords = (path: string, { torn }: Pick<Journal, 'torn'>): string =>
  torn === undefined
    ? ''
    : `Line ${torn}, the last one of ${path}, is cut off, so the journal is read up to there. Whether anything was written after that is not known from it.`;

/** How far an interrupted run came. */
export function doneIn({ journal, plan }: Unfinished): Interrupted {
  const { counts } = report(journal.records);
  return { at: journal.plan?.at ?? '', plan, done: counts.applied + counts.alreadySo };
}

async function existing(path: string, world: Pick<World, 'listJournals'>): Promise<readonly string[]> {
  const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.';
  const name = path.slice(path.lastIndexOf('/') + 1);
  const all = await world.listJournals(folder === '' ? '/' : folder);
  return all.some((each) => each.slice(each.lastIndexOf('/') + 1) === name) ? [path] : [];
}

/** The journal of the apply that a rollback takes back, by the digest of its plan; undefined where it is not here. */
export async function findUndone(
  { provenance: { undoes } }: Plan,
  world: Pick<World, 'listJournals'>,
): Promise<string | undefined> {
  const ending = `-${undoes?.slice(0, 12)}.jsonl`;
  return (await world.listJournals(journalFolder)).findLast((path) => path.endsWith(ending));
}
