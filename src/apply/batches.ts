import type { ObjectKey } from '../core/plan/plan.ts';
import type { Action } from './events.ts';
import { lookRequest, writeRequest } from './requests.ts';
import { batchSize, targetOf, type Batch, type Progress, type State } from './state.ts';

type Send = Extract<Action, { readonly action: 'send' }>;

/** Puts operations under way as one batch; a write counts as an attempt. */
export function launch(
  state: State,
  step: Batch['step'],
  operations: readonly Progress[],
): { readonly state: State; readonly send: Send } {
  const batches = state.batches + 1;
  const batch = `batch ${batches}`;
  const items = operations.map((progress, index): readonly [string, Progress] => [
    String(index + 1),
    step === 'write' ? { ...progress, attempt: progress.attempt + 1 } : progress,
  ]);
  const requests = items.map(([id, { operation }]) => {
    const target = targetOf(state, operation);
    return step === 'look' ? lookRequest(id, target) : writeRequest(id, target);
  });
  const underWay = new Map(state.underWay).set(batch, { step, items: new Map(items) });
  return { state: { ...state, batches, underWay }, send: { action: 'send', batch, requests } };
}

/** Starts batches that read again what is about to be written, as many as are due and allowed. */
export function fill(state: State, at: number): { readonly state: State; readonly sends: readonly Send[] } {
  const sends: Send[] = [];
  let filled = state;
  while (at >= filled.quietUntil && filled.underWay.size < filled.job.limits.concurrency) {
    const { due, rest } = pick(filled, at);
    if (due.length === 0) break;
    const launched = launch({ ...filled, waiting: rest }, 'look', due);
    filled = launched.state;
    sends.push(launched.send);
  }
  return { state: filled, sends };
}

/** The next instant at which something may be started; undefined where only an answer can change that. */
export function wakeUpAt(state: State, at: number): number | undefined {
  if (state.underWay.size >= state.job.limits.concurrency) return undefined;
  const busy = busyObjects(state);
  let earliest: number | undefined;
  for (const { operation, notBefore } of state.waiting)
    if (!busy.has(operation.object) && (earliest === undefined || notBefore < earliest)) earliest = notBefore;
  return earliest === undefined ? undefined : Math.max(earliest, state.quietUntil, at);
}

/**
 * At most one batch of what is due. An object takes part once: the directory answers two writes to one object at the
 * same time with `Directory_ConcurrencyViolation`, and reading one would not yet show the other.
 */
function pick(
  state: State,
  at: number,
): { readonly due: readonly Progress[]; readonly rest: readonly Progress[] } {
  const busy = busyObjects(state);
  const due: Progress[] = [];
  const rest: Progress[] = [];
  for (const progress of state.waiting) {
    const { object } = progress.operation;
    if (due.length < batchSize && progress.notBefore <= at && !busy.has(object)) {
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
