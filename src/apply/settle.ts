import type { Fate } from './fate.ts';
import { noted } from './hopeless.ts';
import { isFulfilled, type Ending, type OutcomeRecord } from './records.ts';
import type { Progress, State } from './state.ts';

/** What a batch came to: the state without it, the records of what has ended, and what may be written now. */
export interface Settled {
  readonly state: State;
  readonly records: readonly OutcomeRecord[];
  readonly writes: readonly Progress[];
}

type Ended = Extract<Fate, { readonly fate: 'ended' }>;

/** Takes a batch out of the state and puts each of its operations where its fate says. */
export function settle(state: State, batch: string, fates: readonly Fate[], at: number): Settled {
  const underWay = new Map(state.underWay);
  underWay.delete(batch);
  const ends = fates.filter((fate) => fate.fate === 'ended');
  const again = fates.filter((fate) => fate.fate === 'again');
  const throttled = again.filter((fate) => fate.throttled).map((fate) => fate.progress.notBefore);
  // One throttled request is its own affair; where most of a batch is, the quota of the tenant is spent.
  const quiet = throttled.length * 2 > fates.length ? Math.min(...throttled) : 0;
  return {
    state: {
      ...ends.reduce(noted, state),
      ...known(state, ends),
      underWay,
      waiting: again.length === 0 ? state.waiting : [...state.waiting, ...again.map((fate) => fate.progress)],
      quietUntil: Math.max(state.quietUntil, quiet),
    },
    records: ends.map(({ progress, ending }) => outcomeRecord(progress.operation.key, ending, at)),
    writes: fates.flatMap((fate) => (fate.fate === 'write' ? [fate.progress] : [])),
  };
}

export function outcomeRecord(operation: string, ending: Ending, at: number): OutcomeRecord {
  return { record: 'outcome', at: new Date(at).toISOString(), operation, ...ending };
}

/** What later operations have to know of those that have ended. */
function known(state: State, ends: readonly Ended[]): Pick<State, 'unfulfilled' | 'created' | 'touched'> {
  if (ends.length === 0) return state;
  const unfulfilled = new Map(state.unfulfilled);
  const created = new Map(state.created);
  const touched = new Set(state.touched);
  for (const { progress, ending } of ends) {
    const { key, object } = progress.operation;
    if (!isFulfilled(ending.outcome)) unfulfilled.set(key, ending.outcome);
    if (ending.created !== undefined) created.set(object, ending.created);
    if (ending.outcome === 'applied' && state.shared.has(object)) touched.add(object);
  }
  return { unfulfilled, created, touched };
}
