import { phases } from '../core/plan/plan.ts';
import { fill, wakeUpAt } from './batches.ts';
import { channelMark } from './channels.ts';
import type { Action, Step } from './events.ts';
import { doubt } from './fate.ts';
import { withoutGivenUp } from './given-up.ts';
import { reasonToHold } from './hold.ts';
import type { Launch, Send } from './launch.ts';
import type { Ending, JournalRecord } from './records.ts';
import { outcomeRecord, type Settled } from './settle.ts';
import { progressOf, type Progress, type State } from './state.ts';

/** Starts whatever can be started now, enters the next phase where one has ended, and says what to wait for. */
export function advance(settled: Settled, at: number): Step {
  if (settled.state.halt) return halted(settled, at);
  const records: JournalRecord[] = [...settled.records];
  const sends: Send[] = [];
  let { state } = settled;
  for (;;) {
    const kept = withoutGivenUp(state, at);
    records.push(...kept.records);
    const filled = fill(kept.state, at);
    ({ state } = filled);
    sends.push(...filled.launches.map(({ send }) => send));
    records.push(...filled.launches.flatMap((each) => intentsOf(each, at)));
    const writing = [...state.underWay.values()].some(({ check }) => !check);
    if (state.waiting.length > 0 || state.ready.length > 0 || writing) break;
    const last = state.phase === phases.length - 1;
    if (last && (state.checks.length > 0 || state.underWay.size > 0)) break;
    if (last)
      return {
        state,
        actions: [...recording(records), { action: 'finish', complete: true, ...stopped(state) }],
      };
    const entered = enter({ ...state, phase: state.phase + 1 }, at);
    ({ state } = entered);
    records.push(...entered.records);
  }
  const until = wakeUpAt(state, at);
  const wait: readonly Action[] = until === undefined ? [] : [{ action: 'wait', until }];
  return { state, actions: [...recording(records), ...sends, ...wait] };
}

/** Nothing is started any more. Once nothing is under way, all that is left is noted as not attempted. */
function halted({ state, records }: Settled, at: number): Step {
  const left = {
    ...state,
    waiting: [...state.waiting, ...state.ready.map(({ progress }) => progress)],
    ready: [],
  };
  if (left.underWay.size > 0) return { state: left, actions: recording(records) };
  const later = state.job.operations.filter((each) => phases.indexOf(each.phase) > state.phase);
  const rest = [...left.waiting, ...later.map((each) => progressOf(state.job, each))];
  const why = state.halt?.why ?? '';
  const unsent = rest.map((progress) => {
    const held = state.job.held.get(progress.operation.key);
    const ending: Ending =
      held === undefined ? { outcome: 'notAttempted', message: why } : { outcome: 'held', message: held };
    return outcomeRecord(progress, { ...ending, ...doubt(progress) }, at);
  });
  const resumable = state.halt?.by === 'interrupt' && rest.length > 0;
  const finish: Action = resumable
    ? { action: 'finish', complete: false }
    : { action: 'finish', complete: true, ...stopped(state) };
  return {
    state: { ...left, waiting: [], phase: phases.length - 1 },
    actions: [...recording([...records, ...unsent]), finish],
  };
}

/** Why the run, or its part that goes through Exchange, was given up. */
function stopped({ halt, exchangeGivenUp }: State): { readonly stopped?: string } {
  if (halt?.by === 'refusals') return { stopped: halt.why };
  return exchangeGivenUp === undefined ? {} : { stopped: exchangeGivenUp };
}

/** The operations of a phase, of which some are held by what became of earlier ones. */
function enter(
  state: State,
  at: number,
): { readonly state: State; readonly records: readonly JournalRecord[] } {
  const phase = phases[state.phase];
  const records: JournalRecord[] = [];
  const waiting: Progress[] = [];
  const unfulfilled = new Map(state.unfulfilled);
  for (const operation of state.job.operations) {
    if (operation.phase !== phase) continue;
    const message = reasonToHold(state, operation);
    const progress = progressOf(state.job, operation);
    if (message === undefined) {
      waiting.push(progress);
      continue;
    }
    records.push(outcomeRecord(progress, { outcome: 'held', message, ...doubt(progress) }, at));
    unfulfilled.set(operation.key, 'held');
  }
  return { state: { ...state, waiting, unfulfilled }, records };
}

/** The intents of a batch of writes, to be on the disk before it is sent. */
function intentsOf({ batch: { channel, step, items } }: Launch, at: number): readonly JournalRecord[] {
  if (step === 'look') return [];
  return [...items.values()].map(({ operation, attempt }) => ({
    record: 'intent',
    at: new Date(at).toISOString(),
    operation: operation.key,
    attempt,
    ...channelMark(channel),
  }));
}

function recording(records: readonly JournalRecord[]): readonly Action[] {
  return records.length === 0 ? [] : [{ action: 'record', records }];
}
