import type { Clock, Sent, Writer } from '../ports.ts';
import type { Action, Event } from './events.ts';
import type { Mailbox } from './mailbox.ts';
import { next } from './next.ts';
import type { Recorder } from './recorder.ts';
import type { State } from './state.ts';

/**
 * Feeds the engine with events and does what it asks for, until it has finished. Throws what the recorder throws, and
 * what the writer rejects with; in both cases only after everything under way has come back.
 */
export async function run(
  beginning: State,
  mailbox: Mailbox<Event>,
  recorder: Recorder,
  writer: Writer,
  clock: Clock,
): Promise<void> {
  const post = createPost(mailbox, clock);
  let state = beginning;
  let timer = new AbortController();
  for (;;) {
    const events = await mailbox.take();
    timer.abort();
    timer = new AbortController();
    const actions: Action[] = [];
    for (const event of urgentFirst(events)) {
      const step = next(state, event);
      ({ state } = step);
      actions.push(...step.actions);
    }
    // All at once: the disk takes as long for one record as for a hundred.
    const records = actions.flatMap((action) => (action.action === 'record' ? action.records : []));
    try {
      if (records.length > 0) await recorder.append(records);
    } catch (error) {
      await post.settled();
      throw error;
    }
    for (const action of actions) {
      if (action.action === 'send') post.deliver(action.batch, () => writer.send(action.requests));
      if (action.action === 'invoke') post.deliver(action.batch, () => writer.invoke(action.commands));
    }
    const last = actions.at(-1);
    if (last?.action === 'wait') wait(last.until, timer.signal, mailbox, clock);
    if (last?.action !== 'finish') continue;
    if (post.broken.length > 0) throw post.broken[0];
    const stopped = last.stopped === undefined ? {} : { stopped: last.stopped };
    if (last.complete) await recorder.append([{ record: 'end', at: clock.now().toISOString(), ...stopped }]);
    return;
  }
}

const isUrgent = ({ event }: Event): boolean => event === 'interrupt';

/** After an interrupt nothing is started for what came at the same time. */
function urgentFirst(events: readonly Event[]): readonly Event[] {
  return [...events.filter(isUrgent), ...events.filter((event) => !isUrgent(event))];
}

/** Batches on their way. */
interface Post {
  deliver(batch: string, send: () => Promise<Sent>): void;
  settled(): Promise<unknown>;
  /** What the writer rejected with. */
  readonly broken: readonly unknown[];
}

function createPost(mailbox: Mailbox<Event>, clock: Clock): Post {
  const underWay = new Set<Promise<void>>();
  const broken: unknown[] = [];
  const deliver = async (batch: string, send: () => Promise<Sent>): Promise<void> => {
    try {
      const sent = await send();
      mailbox.put(eventOf(batch, sent, clock.now().getTime()));
    } catch (error) {
      // A writer rejects only for what no repetition mends, such as a sign-in that is refused.
      broken.push(error);
      const at = clock.now().getTime();
      const why = error instanceof Error ? error.message : String(error);
      mailbox.put({ event: 'interrupt', why, at });
      mailbox.put({ event: 'lost', batch, message: why, at });
    }
  };
  return {
    broken,
    deliver(batch, send) {
      const delivery = deliver(batch, send).finally(() => underWay.delete(delivery));
      underWay.add(delivery);
    },
    settled: () => Promise.all(underWay),
  };
}

function wait(until: number, signal: AbortSignal, mailbox: Mailbox<Event>, clock: Clock): void {
  const tick = async (): Promise<void> => {
    await clock.sleep(Math.max(0, until - clock.now().getTime()), signal);
    if (!signal.aborted) mailbox.put({ event: 'tick', at: clock.now().getTime() });
  };
  void tick();
}

function eventOf(batch: string, sent: Sent, at: number): Event {
  switch (sent.result) {
    case 'answered': {
      const { result: _, ...answer } = sent;
      return { event: 'answered', batch, at, ...answer };
    }
    case 'refused': {
      const { result: _, ...refusal } = sent;
      return { event: 'refused', batch, at, ...refusal };
    }
    case 'lost':
      return { event: 'lost', batch, message: sent.message, at };
  }
}
