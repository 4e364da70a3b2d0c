import { lastOfRun } from './journal.ts';
import { isFulfilled, outcomes, type Ending, type JournalRecord, type Outcome } from './records.ts';
import type { Operation } from '../core/plan/plan.ts';

/** What an apply came to, for the renderers. */
export interface Report {
  /** Operations with an outcome, in the order of the plan. */
  readonly operations: readonly OperationReport[];
  /** Operations whose write was sent and about which nothing more is known; the run has to be resumed. */
  readonly open: readonly string[];
  readonly counts: Readonly<Record<Outcome, number>>;
  /** Whether the last run came to its end. */
  readonly finished: boolean;
  /** Why the last run gave up. */
  readonly stopped?: string;
  /** 0 where everything is as the plan wants it, 6 where something is not. */
  readonly exitCode: 0 | 6;
}

export interface OperationReport extends Ending {
  readonly operation: Operation;
  /** Writes sent, over all runs. */
  readonly attempts: number;
}

/** Folds the records of a journal; where there were several runs, an operation's last outcome counts. */
export function report(records: readonly JournalRecord[]): Report {
  const attempts = new Map<string, number>();
  const endings = new Map<string, Ending>();
  const open = new Set<string>();
  let planned: readonly Operation[] = [];
  for (const record of records) {
    switch (record.record) {
      case 'plan':
        planned = record.plan.operations;
        break;
      case 'intent':
        attempts.set(record.operation, record.attempt);
        open.add(record.operation);
        break;
      case 'outcome': {
        const { record: _, at: __, operation, ...ending } = record;
        endings.set(operation, ending);
        open.delete(operation);
        break;
      }
      case 'channel':
        // Nothing was done through the channel before, so that nothing is left to be found out.
        open.delete(record.operation);
        break;
      case 'resume':
      case 'end':
      case 'verified':
        break;
    }
  }
  const operations = planned.flatMap((operation): readonly OperationReport[] => {
    const ending = endings.get(operation.key);
    if (!ending || open.has(operation.key)) return [];
    return [{ operation, attempts: attempts.get(operation.key) ?? 0, ...ending }];
  });
  const last = lastOfRun(records);
  const finished = last?.record === 'end';
  const complete = finished && open.size === 0 && operations.every((each) => isFulfilled(each.outcome));
  return {
    operations,
    open: [...open],
    counts: count(operations),
    finished,
    ...(last?.record === 'end' && last.stopped !== undefined ? { stopped: last.stopped } : {}),
    exitCode: complete ? 0 : 6,
  };
}

function count(operations: readonly OperationReport[]): Readonly<Record<Outcome, number>> {
  const counts = Object.fromEntries(outcomes.map((outcome) => [outcome, 0])) as Record<Outcome, number>;
  for (const { outcome } of operations) counts[outcome] += 1;
  return counts;
}
