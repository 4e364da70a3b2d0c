import { journalLine } from '../apply/journal.ts';
import { TenantryError } from '../core/problem.ts';
import type { Verification } from '../core/verification/verification.ts';
import type { JournaledApply } from './verifying.ts';
import type { World, WritingWorld } from './world.ts';

/**
 * Notes in the journal of an apply what came of verifying it, so that nobody is asked to do it again. A journal of a run
 * that did not end is left as it is: the run may still be writing to it; and so is one that is encrypted. That a journal cannot be written is only said,
 * since what was found is the same.
 */
export async function recordVerification(
  path: string,
  { finished, sealed }: Pick<JournaledApply, 'finished' | 'sealed'>,
  { asPredicted, judged, right }: Verification,
  world: Pick<World, 'clock' | 'terminal'> & Pick<WritingWorld, 'openJournal'>,
): Promise<void> {
  if (!finished || sealed) return;
  const at = world.clock.now().toISOString();
  try {
    const file = await world.openJournal(path, { append: true });
    try {
      await file.append([journalLine({ record: 'verified', at, asPredicted, judged, right })]);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (!(error instanceof TenantryError)) throw error;
    world.terminal.say(`That it was verified is not noted in the journal: ${error.message}`);
  }
}
