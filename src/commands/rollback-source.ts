import { parseJournal, type Journal } from '../apply/journal.ts';
import { pastOf } from '../apply/past.ts';
import { TenantryError } from '../core/problem.ts';
import type { Deeds } from '../core/rollback/deeds.ts';
import { kindOfFile } from './file-kind.ts';
import { readJournalText, whichJournals } from './journals.ts';
import { parsePlan } from './plan-file.ts';
import type { World } from './world.ts';

/** What a rollback takes back. */
export interface Source {
  readonly deeds: Deeds;
  /** Absent where a plan file was given. */
  readonly journal?: Journal;
}

/**
 * Reads the journal of an apply, or its plan file, of which then all counts as done. Throws TenantryError where the file
 * is neither.
 */
export async function readSource(
  path: string,
  world: Pick<World, 'readText' | 'listJournals' | 'sealing'>,
): Promise<Source> {
  const { text } = await readJournalText(path, world);
  switch (kindOfFile(text)) {
    case 'journal':
      return sourceOf(parseJournal(text, path), path);
    case 'plan':
    case 'sealed': {
      const plan = parsePlan(text, path, world);
      return { deeds: { plan, done: new Set(plan.operations.map(({ key }) => key)), created: new Map() } };
    }
    case 'tornJournal':
    case 'emptyFile':
      throw torn(path);
    case 'other':
      throw new TenantryError({
        id: 'nothing-to-undo',
        message: `${path} is neither the journal of an apply nor a plan.`,
        remedy: `${await whichJournals(world)} Where the journal is lost, name the plan file of that apply.`,
      });
  }
}

function sourceOf(journal: Journal, path: string): Source {
  if (!journal.plan) throw torn(path);
  const past = pastOf(journal);
  const applied = new Set(
    journal.records.flatMap((each) =>
      each.record === 'outcome' && ['applied', 'acceptedNotVisible'].includes(each.outcome)
        ? [each.operation]
        : [],
    ),
  );
  return {
    deeds: { plan: journal.plan.plan, done: new Set([...applied, ...past.uncertain]), created: past.created },
    journal,
  };
}

/** The plan is on the disk before anything is sent; but a file can also lose its end afterwards. */
const torn = (path: string): TenantryError =>
  new TenantryError({
    id: 'nothing-to-undo',
    message: `The journal ${path} ends within its first record, so it does not say what was written: nothing, if the apply ended there, or anything, if the file was cut afterwards.`,
    remedy:
      'If anything was written, give rollback the plan file of that apply instead of the journal; else there is nothing to undo.',
  });
