import type { Channel } from '../core/plan/plan.ts';
import type { Action } from './events.ts';
import { lookCommand, writeCommand } from './exchange-commands.ts';
import { sent } from './pace.ts';
import { lookRequest, writeRequest } from './requests.ts';
import { targetOf, type Batch, type Progress, type State } from './state.ts';
import type { Target } from './target.ts';

export type Send = Extract<Action, { readonly action: 'send' | 'invoke' }>;

/** A batch that was put under way, and the action that sends it. */
export interface Launch {
  readonly batch: Batch;
  readonly send: Send;
}

/** Puts operations that go through one channel under way as one batch; a write counts as an attempt. */
export function launch(
  state: State,
  channel: Channel,
  step: Batch['step'],
  operations: readonly Progress[],
  at: number,
  check = false,
): { readonly state: State; readonly launch: Launch } {
  const batches = state.batches + 1;
  const name = `batch ${batches}`;
  const items = operations.map((progress, index): readonly [string, Progress] => [
    String(index + 1),
    step === 'write' ? { ...progress, attempt: progress.attempt + 1 } : progress,
  ]);
  const mark = check ? { check: true as const } : {};
  const batch: Batch = { channel, step, ...mark, sentAt: at, items: new Map(items) };
  const targets = items.map(([id, { operation }]): Addressed => [id, targetOf(state, operation)]);
  const underWay = new Map(state.underWay).set(name, batch);
  const pace = sent(state.pace, channel, step, items.length);
  return {
    state: { ...state, batches, underWay, pace },
    launch: { batch, send: sending(name, channel, step, targets) },
  };
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
