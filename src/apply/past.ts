import type { ObjectKey } from '../core/plan/plan.ts';
import type { Journal } from './journal.ts';

/** What earlier runs of a journal did, as far as it matters for going on. */
export interface Past {
  /** Operations that were applied or found so: they are not sent again. */
  readonly done: ReadonlySet<string>;
  /** Writes sent, by operation. */
  readonly attempts: ReadonlyMap<string, number>;
  /** Operations with a write whose result nobody knows. */
  readonly uncertain: ReadonlySet<string>;
  readonly created: ReadonlyMap<ObjectKey, string>;
  /** Objects that were written to. */
  readonly touched: ReadonlySet<ObjectKey>;
}

export const emptyPast: Past = {
  done: new Set(),
  attempts: new Map(),
  uncertain: new Set(),
  created: new Map(),
  touched: new Set(),
};

/** Folds the records of a journal into what the next run has to know. */
export function pastOf(journal: Journal): Past {
  const past = {
    done: new Set<string>(),
    attempts: new Map<string, number>(),
    uncertain: new Set<string>(),
    created: new Map<ObjectKey, string>(),
    touched: new Set<ObjectKey>(),
  };
  const objects = new Map(journal.plan?.plan.operations.map((each) => [each.key, each.object]));
  for (const record of journal.records) {
    if (record.record === 'intent') {
      past.attempts.set(record.operation, record.attempt);
      past.uncertain.add(record.operation);
      continue;
    }
    if (record.record !== 'outcome') continue;
    const { operation, outcome, created } = record;
    if (record.uncertain !== true) past.uncertain.delete(operation);
    if (outcome === 'applied' || outcome === 'alreadySo') past.done.add(operation);
    const object = objects.get(operation);
    if (object === undefined) continue;
    if (outcome === 'applied') past.touched.add(object);
    if (created !== undefined) past.created.set(object, created);
  }
  return past;
}
