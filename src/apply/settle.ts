import { channelMark, channelOf } from './channels.ts';
import type { Fate } from './fate.ts';
import { noted } from './hopeless.ts';
import { isFulfilled, type ChannelRecord, type Ending, type OutcomeRecord } from './records.ts';
import type { Batch, Looked, Progress, State } from './state.ts';

/** What a batch came to: the state without it, and the records of it. */
export interface Settled {
  readonly state: State;
  readonly records: readonly (OutcomeRecord | ChannelRecord)[];
}

type Ended = Extract<Fate, { readonly fate: 'ended' }>;

/** Takes a batch out of the state and puts each of its operations where its fate says. */
export function settle(
  state: State,
  id: string,
  { sentAt, step }: Batch,
  fates: readonly Fate[],
  at: number,
): Settled {
  const underWay = new Map(state.underWay);
  underWay.delete(id);
  const ends = fates.filter((fate) => fate.fate === 'ended');
  const again = fates.filter((fate) => fate.fate === 'again' || fate.fate === 'opened');
  // What was throttled was at the front of the queue when its turn came.
  const first = again.filter((fate) => fate.fate === 'again' && fate.throttled);
  const last = again.filter((fate) => !first.includes(fate));
  const looked = fates.flatMap((fate): readonly Looked[] =>
    fate.fate === 'write' ? [{ progress: fate.progress, at: sentAt }] : [],
  );
  return {
    state: {
      ...ends.reduce(noted, state),
      ...known(state, ends),
      underWay,
      waiting:
        again.length === 0
          ? state.waiting
          : [...first.map(progressIn), ...state.waiting, ...last.map(progressIn)],
      checks: [
        ...state.checks,
        ...fates.flatMap((fate) => (fate.fate === 'unseen' ? [fate.progress] : [])),
        ...(step === 'write' ? ends.flatMap((end) => toCheck(state, end, at)) : []),
      ],
      ready: looked.length === 0 ? state.ready : [...state.ready, ...looked],
    },
    records: fates.flatMap((fate) => recordOf(fate, at) ?? []),
  };
}

/** A pause that is over by the end cannot be read back. */
function toCheck({ job }: State, { progress, ending }: Ended, at: number): readonly Progress[] {
  const { visibleMs } = job.limits;
  if (ending.outcome !== 'applied' || progress.operation.passing || visibleMs === 0) return [];
  return [{ ...progress, failures: 0, waits: 0, notBefore: at, visibleBy: at + visibleMs }];
}

const progressIn = ({ progress }: Fate): Progress => progress;

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
