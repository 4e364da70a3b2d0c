import { afterCheck } from './after-check.ts';
import { afterLook } from './after-look.ts';
import { afterWrite } from './after-write.ts';
import type { Event } from './events.ts';
import { afterTrouble, type Fate, type Moment } from './fate.ts';
import { draw } from './random.ts';
import type { Batch, Progress, State } from './state.ts';
import { kindOf } from './trouble.ts';
import { channelOf } from './channels.ts';

export type BatchEvent = Extract<Event, { readonly batch: string }>;

/** What becomes of each operation of a batch, in the order of the batch, and the seed for what comes next. */
export function fatesOf(
  state: State,
  batch: Batch,
  event: BatchEvent,
): { readonly fates: readonly Fate[]; readonly seed: number } {
  const replies = new Map(event.event === 'answered' ? event.replies.map((reply) => [reply.id, reply]) : []);
  let { seed } = state;
  const fates = [...batch.items].map(([id, progress]): Fate => {
    const drawn = draw(seed);
    ({ seed } = drawn);
    const moment: Moment = { state, at: event.at, random: drawn.random };
    if (batch.check) return afterCheck(progress, replies.get(id), moment);
    switch (event.event) {
      case 'answered': {
        const reply = replies.get(id);
        if (!reply)
          return afterLoss(progress, batch, 'The answer to the batch left this request out.', moment);
        return batch.step === 'look'
          ? afterLook(progress, reply, moment)
          : afterWrite(progress, reply, moment);
      }
      case 'refused':
        return afterRefusal(progress, event, moment);
      case 'lost':
        return afterLoss(progress, batch, event.message, moment);
    }
  });
  return { fates, seed };
}

function afterLoss(progress: Progress, batch: Batch, message: string, moment: Moment): Fate {
  const next = batch.step === 'write' ? { ...progress, uncertain: true } : progress;
  return afterTrouble(next, { message }, 'unclear', undefined, moment);
}

/** Nothing of the batch was done, so that a bad gateway leaves nothing unclear here. */
function afterRefusal(
  progress: Progress,
  event: Extract<Event, { readonly event: 'refused' }>,
  moment: Moment,
): Fate {
  const { status, code, message, requestId, retryAfterMs } = event;
  const trouble = { status, code, message, requestId };
  const kind = status === 0 ? 'contended' : kindOf(channelOf(progress), trouble);
  return afterTrouble(progress, trouble, kind === 'unclear' ? 'contended' : kind, retryAfterMs, moment);
}
