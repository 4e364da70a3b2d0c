import { channelOf } from './channels.ts';
import { doubt } from './fate.ts';
import type { JournalRecord } from './records.ts';
import { outcomeRecord } from './settle.ts';
import type { State } from './state.ts';

/** Ends what waits for Exchange once that was given up: nobody is asked a thousand times for what is never answered. */
export function withoutGivenUp(
  state: State,
  at: number,
): { readonly state: State; readonly records: readonly JournalRecord[] } {
  const message = state.exchangeGivenUp;
  if (message === undefined) return { state, records: [] };
  const all = [...state.waiting, ...state.ready.map(({ progress }) => progress)];
  const left = all.filter((progress) => channelOf(progress) === 'exchange');
  if (left.length === 0) return { state, records: [] };
  const unfulfilled = new Map(state.unfulfilled);
  for (const { operation } of left) unfulfilled.set(operation.key, 'notAttempted');
  const waiting = state.waiting.filter((progress) => channelOf(progress) !== 'exchange');
  const ready = state.ready.filter(({ progress }) => channelOf(progress) !== 'exchange');
  const records = left.map((progress) =>
    outcomeRecord(progress, { outcome: 'notAttempted', message, ...doubt(progress) }, at),
  );
  const checks = state.checks.filter((progress) => channelOf(progress) !== 'exchange');
  return { state: { ...state, waiting, ready, checks, unfulfilled }, records };
}
