import { apply } from '../apply/apply.ts';
import type { Journal } from '../apply/journal.ts';
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
  /** Whether what is held was shown already, with its reasons. */
  readonly heldShown?: boolean;
  /** How many writes are to be expected. */
  readonly total: number;
  /** The share of the tenant's write quota that may be used. */
  readonly percentOfLimit: number;
}

/** How long what was accepted may take to be shown; what takes longer is said, and `verify` answers later. */
const readBackMs = 60_000;

/** Writes to the tenant what a plan says, keeps the journal and shows what came of it. */
export async function runOperations(
  { plan, held, heldShown = false, path, resume, total, percentOfLimit }: Run,
  connection: WritingConnection,
  world: WritingWorld,
): Promise<Report> {
  const journal = await world.openJournal(path, { append: resume !== undefined });
  const sayWhatHappens = (): void => world.terminal.say(finishing);
  world.signal.addEventListener('abort', sayWhatHappens, { once: true });
  try {
    const records = await apply({
      plan,
      held,
      pace: { percentOfLimit, users: plan.counts.live.users },
      writer: connection.writer,
      clock: world.clock,
      journal,
      endpoint: connection.root,
      readBackMs,
      ...(resume ? { resume } : {}),
      signal: world.signal,
      onRecord: showOutcomes(total, world.terminal),
    });
    const result = report(records);
    const known = new Set(heldShown ? held.map(({ operation }) => operation) : []);
    showResult(showReport(result, plan.names, world.terminal.columns, known), world.terminal);
    world.terminal.say(`Journal: ${journal.path}`);
    if (!result.finished)
      world.terminal.say('Interrupted. Run the same command again: it finishes what was begun.');
    return result;
  } finally {
    world.signal.removeEventListener('abort', sayWhatHappens);
    await journal.close();
  }
}

const finishing = `Finishing what was sent; press Ctrl-C again to stop at once. Nothing new is sent,
and either way the same command goes on where this one ends.`;
