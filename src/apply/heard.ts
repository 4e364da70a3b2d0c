import type { Channel } from '../core/plan/plan.ts';
import type { Reply } from '../ports.ts';
import type { BatchEvent } from './absorb.ts';
import type { Limits } from './limits.ts';
import type { Pace } from './pace.ts';
import { answered, exhausted, heardLoad, ownUse, rounding } from './quota.ts';
import type { Batch } from './state.ts';
import { loadIn, reachedIn, unitsIn, type Reached } from './throttling.ts';
import { kindOf, retryAfter, troubleOf } from './trouble.ts';

/** What the answer to a batch teaches about the pace. */
export function heard(pace: Pace, batch: Batch, event: BatchEvent, limits: Limits): Pace {
  const counted = batch.channel === 'graph' ? withLoad(withUse(pace, batch, event), batch, event) : pace;
  return withRefusals(counted, batch, event, limits);
}

/** Requests that are throttled count as well: https://learn.microsoft.com/graph/throttling */
function withUse(pace: Pace, { step, items }: Batch, event: BatchEvent): Pace {
  const { at } = event;
  // A batch that is refused as a whole was not looked into.
  const writes = event.event === 'refused' ? 0 : items.size;
  const units =
    event.event === 'answered'
      ? event.replies.reduce((sum, { headers }) => sum + unitsIn(headers), 0)
      : writes;
  return {
    ...pace,
    units: answered(pace.units, items.size, { at, amount: units }),
    writes: step === 'write' ? answered(pace.writes, items.size, { at, amount: writes }) : pace.writes,
  };
}

/**
 * The answer says how much of a limit is used, but not of which. After a look it is that of resource units; after a
 * write it is that of writes unless so much of the resource units is known to be used.
 */
function withLoad(pace: Pace, { step }: Batch, event: BatchEvent): Pace {
  if (event.event === 'lost') return pace;
  const { at } = event;
  const replies = event.event === 'answered' ? event.replies : [];
  const told = [event.headers ?? {}, ...replies.map(({ headers }) => headers)].flatMap(
    (headers) => loadIn(headers) ?? [],
  );
  // A refusal without a number tells nothing; an answer without one tells that there is room.
  if (told.length === 0 && (event.event === 'refused' || replies.every(isThrottled))) return pace;
  const load = told.length === 0 ? undefined : Math.max(...told);
  if (step === 'look') return { ...pace, units: heardLoad(pace.units, load, at) };
  const known = ownUse(pace.units, at) / pace.units.limit;
  if (load !== undefined && load <= known + rounding) return pace;
  const units = load === undefined ? heardLoad(pace.units, load, at) : pace.units;
  return { ...pace, units, writes: heardLoad(pace.writes, load, at) };
}

interface Refusal {
  readonly reached: Reached | undefined;
  readonly waitMs: number | undefined;
}

function withRefusals(pace: Pace, batch: Batch, event: BatchEvent, limits: Limits): Pace {
  const { channel, items } = batch;
  if (event.event === 'lost') return pace;
  const refusals = refusalsIn(event, channel);
  const throttled = refusals.length === 0 ? 0 : pace.throttled[channel] + 1;
  const counted = { ...pace, throttled: { ...pace.throttled, [channel]: throttled } };
  if (refusals.length === 0) return counted;
  const backoff = Math.min(limits.backoffMs.most, limits.backoffMs.first * 2 ** (throttled - 1));
  const told = refusals.filter(({ reached }) => reached);
  const obeyed = told.reduce((state, { reached, waitMs }) => {
    if (!reached) return state;
    const quieted = quiet(state, channel, reached.steps, event.at + (waitMs ?? backoff));
    return reached.own ? usedUp(quieted, reached.steps, event.at) : quieted;
  }, counted);
  // One throttled request may be its own affair; where most of a batch is, or Exchange speaks, it is the tenant's.
  const silent = refusals.filter(({ reached }) => !reached);
  const whole = event.event === 'refused' || channel === 'exchange' || silent.length * 2 > items.size;
  if (silent.length === 0 || !whole) return obeyed;
  const waits = silent.map(({ waitMs }) => waitMs ?? backoff);
  return quiet(obeyed, channel, ['look', 'write'], event.at + Math.min(...waits));
}

function refusalsIn(event: Exclude<BatchEvent, { event: 'lost' }>, channel: Channel): readonly Refusal[] {
  if (event.event === 'answered')
    return event.replies
      .filter((reply) => isThrottled(reply) || kindOf(channel, troubleOf(reply)) === 'throttled')
      .map((reply) => ({ reached: reachedIn(reply.headers), waitMs: retryAfter(reply, event.at) }));
  if (kindOf(channel, event) !== 'throttled') return [];
  return [{ reached: reachedIn(event.headers ?? {}), waitMs: event.retryAfterMs }];
}

const isThrottled = ({ status }: Reply): boolean => status === 429;

function quiet(pace: Pace, channel: Channel, steps: Reached['steps'], until: number): Pace {
  const before = pace.quietUntil[channel];
  const after = {
    look: steps.includes('look') ? Math.max(before.look, until) : before.look,
    write: steps.includes('write') ? Math.max(before.write, until) : before.write,
  };
  return { ...pace, quietUntil: { ...pace.quietUntil, [channel]: after } };
}

/** Which of the two quotas it is: that of writes is the one that looks do not wait for. */
function usedUp(pace: Pace, steps: Reached['steps'], at: number): Pace {
  return steps.includes('look')
    ? { ...pace, units: exhausted(pace.units, at) }
    : { ...pace, writes: exhausted(pace.writes, at) };
}
