import type { Clock, Sent, Writer } from '../ports.ts';
import type { Event } from './events.ts';
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
    const event = await mailbox.take();
    timer.abort();
    timer = new AbortController();
    const step = next(state, event);
    ({ state } = step);
    for (const action of step.actions) {
      switch (action.action) {
        case 'record':
          try {
            await recorder.append(action.records);
          } catch (error) {
            await post.settled();
            throw error;
          }
          break;
        case 'send':
          post.deliver(action.batch, () => writer.send(action.requests));
          break;
        case 'invoke':
          post.deliver(action.batch, () => writer.invoke(action.commands));
          break;
        case 'wait':
          wait(action.until, timer.signal, mailbox, clock);
          break;
        case 'finish': {
          if (post.broken.length > 0) throw post.broken[0];
          const stopped = action.stopped === undefined ? {} : { stopped: action.stopped };
          if (action.complete)
            await recorder.append([{ record: 'end', at: clock.now().toISOString(), ...stopped }]);
          return;
        }
      }
    }
  }
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
    case 'answered':
      return { event: 'answered', batch, replies: sent.replies, at };
    case 'refused': {
      const { result: _, ...refusal } = sent;
      return { event: 'refused', batch, at, ...refusal };
    }
    case 'lost':
      return { event: 'lost', batch, message: sent.message, at };
  }
}
