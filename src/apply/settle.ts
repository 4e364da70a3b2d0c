import { channelMark, channelOf } from './channels.ts';
import type { Fate } from './fate.ts';
import { noted } from './hopeless.ts';
import { isFulfilled, type ChannelRecord, type Ending, type OutcomeRecord } from './records.ts';
import type { Batch, Progress, State } from './state.ts';

/** What a batch came to: the state without it, the records of it, and what may be written now. */
export interface Settled {
  readonly state: State;
  readonly records: readonly (OutcomeRecord | ChannelRecord)[];
  readonly writes: readonly Progress[];
}

type Ended = Extract<Fate, { readonly fate: 'ended' }>;

/** Takes a batch out of the state and puts each of its operations where its fate says. */
export function settle(
  state: State,
  id: string,
  { channel }: Batch,
  fates: readonly Fate[],
  at: number,
): Settled {
  const underWay = new Map(state.underWay);
  underWay.delete(id);
  const ends = fates.filter((fate) => fate.fate === 'ended');
  const again = fates.filter((fate) => fate.fate === 'again' || fate.fate === 'opened');
  const throttled = fates.flatMap((fate) =>
    fate.fate === 'again' && fate.throttled ? [fate.progress.notBefore] : [],
  );
  // One throttled request is its own affair; where most of a batch is, the quota of the tenant is spent.
  const quiet = throttled.length * 2 > fates.length ? Math.min(...throttled) : 0;
  const quietUntil = { ...state.quietUntil, [channel]: Math.max(state.quietUntil[channel], quiet) };
  return {
    state: {
      ...ends.reduce(noted, state),
      ...known(state, ends),
      underWay,
      waiting: again.length === 0 ? state.waiting : [...state.waiting, ...again.map((fate) => fate.progress)],
      quietUntil,
    },
    records: fates.flatMap((fate) => recordOf(fate, at) ?? []),
    writes: fates.flatMap((fate) => (fate.fate === 'write' ? [fate.progress] : [])),
  };
}

export function outcomeRecord(progress: Progress, ending: Ending, at: number): OutcomeRecord {
  return {
    record: 'outcome',
    at: new Date(at).toISOString(),
    operation: progress.operation.key,
    ...ending,
    ...channelMark(channelOf(progress)),
  };
}

function recordOf(fate: Fate, at: number): OutcomeRecord | ChannelRecord | undefined {
  if (fate.fate === 'ended') return outcomeRecord(fate.progress, fate.ending, at);
  if (fate.fate !== 'opened') return undefined;
  const { progress, trouble } = fate;
  return {
    record: 'channel',
    at: new Date(at).toISOString(),
    operation: progress.operation.key,
    channel: channelOf(progress),
    ...trouble,
  };
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
