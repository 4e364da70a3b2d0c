import type { Channel, ObjectKey } from '../core/plan/plan.ts';
import type { Journal } from './journal.ts';

/** What earlier runs of a journal did, as far as it matters for going on. */
export interface Past {
  /** Operations that were applied or found so: they are not sent again. */
  readonly done: ReadonlySet<string>;
  /** Operations for which every door is shut for good: they are not sent again either. */
  readonly blocked: ReadonlySet<string>;
  /** The channel through which an operation goes, where it has begun; those before it are shut for good. */
  readonly channels: ReadonlyMap<string, Channel>;
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
  blocked: new Set(),
  channels: new Map(),
  attempts: new Map(),
  uncertain: new Set(),
  created: new Map(),
  touched: new Set(),
};

/** Folds the records of a journal into what the next run has to know. */
export function pastOf(journal: Journal): Past {
  const past = {
    done: new Set<string>(),
    blocked: new Set<string>(),
    channels: new Map<string, Channel>(),
    attempts: new Map<string, number>(),
    uncertain: new Set<string>(),
    created: new Map<ObjectKey, string>(),
    touched: new Set<ObjectKey>(),
  };
  const objects = new Map(journal.plan?.plan.operations.map((each) => [each.key, each.object]));
  for (const record of journal.records) {
    switch (record.record) {
      case 'plan':
      case 'resume':
      case 'end':
      case 'verified':
        continue;
      case 'intent':
        past.attempts.set(record.operation, record.attempt);
        past.uncertain.add(record.operation);
        break;
      case 'channel':
        // The refusal that opened it says that nothing was done through the one before.
        past.uncertain.delete(record.operation);
        break;
      case 'outcome': {
        const { operation, outcome, created } = record;
        if (record.uncertain !== true) past.uncertain.delete(operation);
        if (outcome === 'applied' || outcome === 'alreadySo') past.done.add(operation);
        if (outcome === 'blocked') past.blocked.add(operation);
        const object = objects.get(operation);
        if (object !== undefined && outcome === 'applied') past.touched.add(object);
        if (object !== undefined && created !== undefined) past.created.set(object, created);
      }
    }
    past.channels.set(record.operation, record.channel ?? 'graph');
  }
  return past;
}
