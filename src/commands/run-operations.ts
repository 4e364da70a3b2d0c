import { apply } from '../apply/apply.ts';
import type { Journal } from '../apply/journal.ts';
import { pacedWriter } from '../apply/paced-writer.ts';
import { report, type Report } from '../apply/report.ts';
import type { Plan } from '../core/plan/plan.ts';
import { showReport } from '../render/text/report.ts';
import { showOutcomes, showResult } from './showing.ts';
import type { WritingConnection, WritingWorld } from './world.ts';

export interface Run {
  readonly plan: Plan;
  /** Operations that may not run, and why. */
  readonly held: readonly { readonly operation: string; readonly why: string }[];
  /** Where the journal is kept; a new file, or that of the run to be resumed. */
  readonly path: string;
  readonly resume?: Journal;
  /** How many writes are to be expected. */
  readonly total: number;
  /** The share of the tenant's write quota that may be used. */
  readonly percentOfLimit: number;
}

/** Writes to the tenant what a plan says, keeps the journal and shows what came of it. */
export async function runOperations(
  { plan, held, path, resume, total, percentOfLimit }: Run,
  connection: WritingConnection,
  world: WritingWorld,
): Promise<Report> {
  const journal = await world.openJournal(path, { append: resume !== undefined });
  try {
    const records = await apply({
      plan,
      held,
      writer: pacedWriter(connection.writer, percentOfLimit, world.clock, world.signal),
      clock: world.clock,
      journal,
      endpoint: connection.root,
      ...(resume ? { resume } : {}),
      signal: world.signal,
      onRecord: showOutcomes(total, world.terminal),
    });
    const result = report(records);
    showResult(showReport(result, plan.names, world.terminal.columns), world.terminal);
    world.terminal.say(`Journal: ${journal.path}`);
    if (!result.finished)
      world.terminal.say('Interrupted. Run the same command again: it finishes what was begun.');
    return result;
  } finally {
    await journal.close();
  }
}
