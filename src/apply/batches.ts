import type { Channel, ObjectKey } from '../core/plan/plan.ts';
import { batchSize, channelOf, mostUnderWay } from './channels.ts';
import { launch, type Launch } from './launch.ts';
import { looksQuietUntil, mayLook, mayWrite, type Allowance } from './pace.ts';
import type { Looked, Progress, State } from './state.ts';

/**
 * Starts batches, as many as are allowed: writes of what was looked at first, since looks grow old, then looks at what
 * is due and can be written soon, and last what was written is read back.
 */
export function fill(
  state: State,
  at: number,
): { readonly state: State; readonly launches: readonly Launch[] } {
  const launches: Launch[] = [];
  let filled = withoutOld(state, at);
  for (const channel of state.job.channels)
    for (const begin of [beginWrites, beginLooks, beginChecks])
      for (;;) {
        const begun = hasRoom(filled, channel) ? begin(filled, channel, at) : undefined;
        if (!begun) break;
        filled = begun.state;
        launches.push(begun.launch);
      }
  return { state: filled, launches };
}

/** The next instant at which something may be started; undefined where only an answer can change that. */
export function wakeUpAt(state: State, at: number): number | undefined {
  const instants = state.job.channels
    .filter((channel) => hasRoom(state, channel))
    .flatMap((channel) => [
      writesAt(state, channel, at),
      looksAt(state, channel, at),
      checksAt(state, channel, at),
    ]);
  const old = state.ready.map((looked) => looked.at + state.job.limits.lookAgeMs + 1);
  const earliest = Math.min(...instants.filter((each) => each !== undefined), ...old.slice(0, 1));
  return earliest === Infinity ? undefined : Math.max(earliest, at);
}

/** What was seen too long ago is looked at again. */
function withoutOld(state: State, at: number): State {
  const { lookAgeMs } = state.job.limits;
  const old = state.ready.filter((looked) => at - looked.at > lookAgeMs);
  if (old.length === 0) return state;
  const ready = state.ready.filter((looked) => at - looked.at <= lookAgeMs);
  return { ...state, ready, waiting: [...old.map(({ progress }) => progress), ...state.waiting] };
}

type Begun = ReturnType<typeof launch> | undefined;

function beginWrites(state: State, channel: Channel, at: number): Begun {
  const { looked, allowance } = writable(state, channel, at);
  const now = looked.slice(0, allowance.now);
  if (now.length === 0) return undefined;
  const going = new Set(now);
  const ready = state.ready.filter((each) => !going.has(each));
  const operations = now.map(({ progress }) => progress);
  return launch({ ...state, ready }, channel, 'write', operations, at);
}

function writesAt(state: State, channel: Channel, at: number): number | undefined {
  return writable(state, channel, at).allowance.wake;
}

function writable(
  state: State,
  channel: Channel,
  at: number,
): { readonly looked: readonly Looked[]; readonly allowance: Allowance } {
  const looked = state.ready.filter(({ progress }) => channelOf(progress) === channel);
  const first = looked.slice(0, batchSize[channel]);
  const allowance = first.length === 0 ? { now: 0 } : mayWrite(state.pace, channel, first.length, at);
  return { looked: first, allowance };
}

function beginLooks(state: State, channel: Channel, at: number): Begun {
  const due = pick(state, channel, at);
  const { now } = lookable(state, channel, due.length, at);
  const going = new Set(due.slice(0, now));
  if (going.size === 0) return undefined;
  const waiting = state.waiting.filter((each) => !going.has(each));
  return launch({ ...state, waiting }, channel, 'look', [...going], at);
}

function looksAt(state: State, channel: Channel, at: number): number | undefined {
  const due = pick(state, channel, at);
  if (due.length > 0) return lookable(state, channel, due.length, at).wake;
  const busy = busyObjects(state);
  let earliest: number | undefined;
  for (const progress of state.waiting) {
    if (channelOf(progress) !== channel || busy.has(progress.operation.object)) continue;
    if (earliest === undefined || progress.notBefore < earliest) earliest = progress.notBefore;
  }
  if (earliest === undefined) return undefined;
  return Math.max(earliest, looksQuietUntil(state.pace, channel, state.job.limits.lookAheadMs));
}

/** How many of so many operations may be looked at now; no more of them than one round of batches writes. */
function lookable(state: State, channel: Channel, wanted: number, at: number): Allowance {
  const { limits } = state.job;
  let pending = state.ready.filter(({ progress }) => channelOf(progress) === channel).length;
  for (const batch of state.underWay.values())
    if (batch.channel === channel && batch.step === 'look' && !batch.check) pending += batch.items.size;
  const most = mostUnderWay(channel, limits, state.pace) * batchSize[channel] - pending;
  if (wanted === 0 || most <= 0) return { now: 0 };
  const looks = { wanted: Math.min(wanted, most), pending, aheadMs: limits.lookAheadMs };
  return mayLook(state.pace, channel, looks, at);
}

function beginChecks(state: State, channel: Channel, at: number): Begun {
  const due = state.checks.filter((each) => channelOf(each) === channel && each.notBefore <= at);
  const { now } = checkable(state, channel, due.length, at);
  const going = new Set(due.slice(0, now));
  if (going.size === 0) return undefined;
  const checks = state.checks.filter((each) => !going.has(each));
  return launch({ ...state, checks }, channel, 'look', [...going], at, true);
}

function checksAt(state: State, channel: Channel, at: number): number | undefined {
  const own = state.checks.filter((each) => channelOf(each) === channel);
  const due = own.filter((each) => each.notBefore <= at);
  if (due.length > 0) return checkable(state, channel, due.length, at).wake ?? at + 1_000;
  return own.length === 0 ? undefined : Math.min(...own.map((each) => each.notBefore));
}

/** No write is to follow, so that only the limits of reading count. */
function checkable(state: State, channel: Channel, wanted: number, at: number): Allowance {
  if (wanted === 0) return { now: 0 };
  const looks = { wanted: Math.min(wanted, batchSize[channel]), pending: 0, aheadMs: neverWritten };
  return mayLook(state.pace, channel, looks, at);
}

const neverWritten = 1e12;

function hasRoom(state: State, channel: Channel): boolean {
  let underWay = 0;
  for (const batch of state.underWay.values()) if (batch.channel === channel) underWay += 1;
  return underWay < mostUnderWay(channel, state.job.limits, state.pace);
}

/**
 * At most one batch of what is due. An object takes part once: the directory answers two writes to one object at the
 * same time with `Directory_ConcurrencyViolation`, and reading one would not yet show the other.
 */
function pick(state: State, channel: Channel, at: number): readonly Progress[] {
  const busy = busyObjects(state);
  const due: Progress[] = [];
  for (const progress of state.waiting) {
    const { object } = progress.operation;
    if (progress.notBefore > at || busy.has(object) || channelOf(progress) !== channel) continue;
    busy.add(object);
    due.push(progress);
    if (due.length === batchSize[channel]) break;
  }
  return due;
}

function busyObjects(state: State): Set<ObjectKey> {
  const busy = new Set<ObjectKey>();
  for (const { items, check } of state.underWay.values())
    if (!check) for (const { operation } of items.values()) busy.add(operation.object);
  for (const { progress } of state.ready) busy.add(progress.operation.object);
  return busy;
}
