import type { Channel, ObjectKey } from '../core/plan/plan.ts';
import { batchSize, channelOf, mostUnderWay } from './channels.ts';
import type { Action } from './events.ts';
import { lookCommand, writeCommand } from './exchange-commands.ts';
import { lookRequest, writeRequest } from './requests.ts';
import { targetOf, type Batch, type Progress, type State } from './state.ts';
import type { Target } from './target.ts';

export type Send = Extract<Action, { readonly action: 'send' | 'invoke' }>;

/** Puts operations that go through one channel under way as one batch; a write counts as an attempt. */
export function launch(
  state: State,
  channel: Channel,
  step: Batch['step'],
  operations: readonly Progress[],
): { readonly state: State; readonly send: Send } {
  const batches = state.batches + 1;
  const batch = `batch ${batches}`;
  const items = operations.map((progress, index): readonly [string, Progress] => [
    String(index + 1),
    step === 'write' ? { ...progress, attempt: progress.attempt + 1 } : progress,
  ]);
  const targets = items.map(([id, { operation }]): Addressed => [id, targetOf(state, operation)]);
  const underWay = new Map(state.underWay).set(batch, { channel, step, items: new Map(items) });
  return { state: { ...state, batches, underWay }, send: sending(batch, channel, step, targets) };
}

type Addressed = readonly [id: string, target: Target];

function sending(batch: string, channel: Channel, step: Batch['step'], targets: readonly Addressed[]): Send {
  if (channel === 'graph') {
    const request = step === 'look' ? lookRequest : writeRequest;
    return { action: 'send', batch, requests: targets.map(([id, target]) => request(id, target)) };
  }
  const command = step === 'look' ? lookCommand : writeCommand;
  return { action: 'invoke', batch, commands: targets.map(([id, target]) => command(id, target)) };
}

/** Starts batches that read again what is about to be written, as many as are due and allowed. */
export function fill(state: State, at: number): { readonly state: State; readonly sends: readonly Send[] } {
  const sends: Send[] = [];
  let filled = state;
  for (const channel of state.job.channels) {
    while (at >= filled.quietUntil[channel] && hasRoom(filled, channel)) {
      const { due, rest } = pick(filled, channel, at);
      if (due.length === 0) break;
      const launched = launch({ ...filled, waiting: rest }, channel, 'look', due);
      filled = launched.state;
      sends.push(launched.send);
    }
  }
  return { state: filled, sends };
}

/** The next instant at which something may be started; undefined where only an answer can change that. */
export function wakeUpAt(state: State, at: number): number | undefined {
  const open = new Set(state.job.channels.filter((channel) => hasRoom(state, channel)));
  if (open.size === 0) return undefined;
  const busy = busyObjects(state);
  let earliest: number | undefined;
  for (const progress of state.waiting) {
    const channel = channelOf(progress);
    if (!open.has(channel) || busy.has(progress.operation.object)) continue;
    const due = Math.max(progress.notBefore, state.quietUntil[channel]);
    if (earliest === undefined || due < earliest) earliest = due;
  }
  return earliest === undefined ? undefined : Math.max(earliest, at);
}

function hasRoom(state: State, channel: Channel): boolean {
  let underWay = 0;
  for (const batch of state.underWay.values()) if (batch.channel === channel) underWay += 1;
  return underWay < mostUnderWay(channel, state.job.limits);
}

/**
 * At most one batch of what is due. An object takes part once: the directory answers two writes to one object at the
 * same time with `Directory_ConcurrencyViolation`, and reading one would not yet show the other.
 */
function pick(
  state: State,
  channel: Channel,
  at: number,
): { readonly due: readonly Progress[]; readonly rest: readonly Progress[] } {
  const busy = busyObjects(state);
  const due: Progress[] = [];
  const rest: Progress[] = [];
  for (const progress of state.waiting) {
    const { object } = progress.operation;
    const now = due.length < batchSize[channel] && progress.notBefore <= at && !busy.has(object);
    if (now && channelOf(progress) === channel) {
      busy.add(object);
      due.push(progress);
    } else rest.push(progress);
  }
  return { due, rest };
}

function busyObjects(state: State): Set<ObjectKey> {
  const busy = new Set<ObjectKey>();
  for (const { items } of state.underWay.values())
    for (const { operation } of items.values()) busy.add(operation.object);
  return busy;
}
