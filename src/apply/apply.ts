import type { Plan } from '../core/plan/plan.ts';
import { TenantryError } from '../core/problem.ts';
import type { Clock, JournalFile, Writer } from '../ports.ts';
import { begin } from './begin.ts';
import type { Event } from './events.ts';
import type { Journal } from './journal.ts';
import type { Limits } from './limits.ts';
import { createMailbox } from './mailbox.ts';
import type { PaceOptions } from './pace.ts';
import { pastOf, type Past } from './past.ts';
import { createRecorder } from './recorder.ts';
import type { JournalRecord } from './records.ts';
import { run } from './run.ts';

export interface Application {
  readonly plan: Plan;
  /** Keys of the operations that may run; absent: all. What is left out has no outcome and holds what needs it. */
  readonly operations?: readonly string[];
  /** Operations that may not run, with the reason as a sentence; they are recorded as held. */
  readonly held?: readonly { readonly operation: string; readonly why: string }[];
  readonly writer: Writer;
  readonly clock: Clock;
  readonly journal: JournalFile;
  /** The version root of Graph, such as `https://graph.microsoft.com/v1.0`; references name it. */
  readonly endpoint: string;
  /** The share of the tenant's limits to be used; absent: whatever the service lets through. */
  readonly pace?: PaceOptions;
  /** Batches for Graph under way at the same time; 8 unless told. Of those for Exchange there are at most two. */
  readonly concurrency?: number;
  readonly limits?: Partial<Limits>;
  /** For so many milliseconds what was accepted is read back, until the tenant shows it; absent: it is not. */
  readonly readBackMs?: number;
  /** What `journal` holds of earlier runs of the same plan, which are continued. */
  readonly resume?: Journal;
  /** Hears of every record of this run once it is on the disk. */
  readonly onRecord?: (record: JournalRecord) => void;
  /** Once aborted, what is under way is awaited and recorded, and nothing more is sent. */
  readonly signal?: AbortSignal;
}

/**
 * Makes the changes of a plan and returns the whole journal. Its last record is `end` unless the run was interrupted.
 * Nothing is sent whose intent is not on the disk: a TenantryError where the journal cannot be written, or where the
 * journal to be resumed belongs to another plan.
 */
export async function apply(application: Application): Promise<readonly JournalRecord[]> {
  const { plan, clock, endpoint, resume, signal } = application;
  const past = resume?.plan && pastFor(plan, resume);
  const recorder = createRecorder(application.journal, resume?.records ?? [], application.onRecord);
  const at = clock.now();
  const opening: JournalRecord = past
    ? { record: 'resume', at: at.toISOString() }
    : { record: 'plan', at: at.toISOString(), format: 1, endpoint, plan };
  await recorder.append([opening]);

  const state = begin({
    plan,
    root: endpoint,
    seed: Number.parseInt(plan.digest.slice(0, 8), 16) ^ at.getTime(),
    limits: {
      ...application.limits,
      ...(application.readBackMs === undefined ? {} : { visibleMs: application.readBackMs }),
      ...(application.concurrency === undefined ? {} : { concurrency: application.concurrency }),
    },
    ...(application.pace === undefined ? {} : { pace: application.pace }),
    ...(application.operations === undefined ? {} : { operations: application.operations }),
    ...(application.held === undefined ? {} : { held: application.held }),
    ...(past === undefined ? {} : { past }),
  });
  const mailbox = createMailbox<Event>();
  const interrupt = (): void =>
    mailbox.put({ event: 'interrupt', why: interrupted, at: clock.now().getTime() });
  if (signal?.aborted) interrupt();
  else mailbox.put({ event: 'start', at: at.getTime() });
  signal?.addEventListener('abort', interrupt, { once: true });
  try {
    await run(state, mailbox, recorder, application.writer, clock);
  } finally {
    signal?.removeEventListener('abort', interrupt);
  }
  return recorder.records;
}

const interrupted = 'The run was interrupted before this was sent.';

function pastFor(plan: Plan, resume: Journal): Past {
  if (resume.plan?.plan.digest === plan.digest) return pastOf(resume);
  throw new TenantryError({
    id: 'journal-of-another-plan',
    message: 'The journal to be resumed belongs to another plan.',
    remedy: 'Resume with the plan that the journal holds, or apply without resuming.',
  });
}
