import { begin, type Beginning } from '../../src/apply/begin.ts';
import type { Event } from '../../src/apply/events.ts';
import { next } from '../../src/apply/next.ts';
import type { OutcomeRecord } from '../../src/apply/records.ts';
import { createWindow } from '../../src/emulator/limits/window.ts';
import type { GraphRequest, Reply } from '../../src/ports.ts';
import { planOf } from './plans.ts';
import { department } from './play.ts';
import { error } from './thing.ts';

export interface Simulation {
  readonly updates: number;
  readonly pace?: Beginning['pace'];
  readonly limits?: Beginning['limits'];
  /** Milliseconds from the client to the service, and back, of the n-th batch. */
  readonly latency: (batch: number) => readonly [there: number, back: number];
  /** Writes of others, by the instant. */
  readonly others?: readonly { readonly at: number; readonly writes: number }[];
  /** Whether the service says how much of its limits is used. */
  readonly tells?: boolean;
}

export interface Simulated {
  readonly outcomes: readonly OutcomeRecord[];
  readonly endedAt: number;
  /** Instants at which the service got writes of this run, whether it took them or not. */
  readonly writes: readonly number[];
  readonly throttled: number;
  readonly requests: number;
  /** Milliseconds between the sending of a look and of the write that follows it, at most. */
  readonly oldestLook: number;
}

interface Due {
  readonly at: number;
  readonly happen: () => Event | undefined;
}

/** The engine against a service with the documented limits, in simulated time. */
export function simulate(simulation: Simulation): Simulated {
  const { updates, latency, others = [], tells = true } = simulation;
  const sketches = Array.from({ length: updates }, (_, index) => department(index + 1));
  let state = begin({
    plan: planOf(sketches),
    root: 'https://graph.microsoft.com/v1.0',
    seed: 1,
    ...(simulation.pace ? { pace: simulation.pace } : {}),
    ...(simulation.limits ? { limits: simulation.limits } : {}),
  });
  const service = createService(tells);
  const lookedAt = new Map<string, number>();
  const outcomes: OutcomeRecord[] = [];
  let oldestLook = 0;
  let sentBatches = 0;
  let wake: Due | undefined;
  let agenda: Due[] = [{ at: 0, happen: () => ({ event: 'start', at: 0 }) }];
  const later = (due: Due): void => {
    const place = agenda.findIndex((each) => each.at > due.at);
    agenda.splice(place === -1 ? agenda.length : place, 0, due);
  };
  for (const { at, writes } of others)
    later({
      at,
      happen: () => {
        service.othersWrite(at, writes);
        return undefined;
      },
    });
  for (let steps = 0; steps < 200_000; steps += 1) {
    const due = agenda.shift();
    if (!due) throw new Error('The engine waits for nothing.');
    const event = due.happen();
    if (!event) continue;
    agenda = agenda.filter((each) => each !== wake);
    const step = next(state, event);
    ({ state } = step);
    for (const action of step.actions) {
      if (action.action === 'record')
        outcomes.push(...action.records.filter((record) => record.record === 'outcome'));
      if (action.action === 'send') {
        const { batch, requests } = action;
        for (const { method, path } of requests) {
          const user = path.split('?', 1)[0] ?? '';
          if (method === 'GET') lookedAt.set(user, due.at);
          else oldestLook = Math.max(oldestLook, due.at - (lookedAt.get(user) ?? -Infinity));
        }
        const [there, back] = latency((sentBatches += 1));
        later({
          at: due.at + there,
          happen: () => {
            const replies = service.answer(due.at + there, requests);
            const at = due.at + there + back;
            later({ at, happen: () => ({ event: 'answered', batch, replies, at }) });
            return undefined;
          },
        });
      }
      if (action.action === 'wait') {
        const at = Math.max(action.until, due.at);
        wake = { at, happen: () => ({ event: 'tick', at }) };
        later(wake);
      }
      if (action.action === 'finish') return { ...service.seen, outcomes, endedAt: due.at, oldestLook };
    }
  }
  throw new Error('The engine does not come to an end.');
}

function createService(tells: boolean) {
  const writeWindow = createWindow(() => 3_000, 150_000);
  const unitWindow = createWindow(() => 3_500, 10_000);
  const departments = new Map<string, unknown>();
  const seen = { writes: new Array<number>(), throttled: 0, requests: 0 };
  const answerOne = (at: number, request: GraphRequest): Reply => {
    seen.requests += 1;
    const isWrite = request.method !== 'GET';
    if (isWrite) seen.writes.push(at);
    const writeWait = isWrite ? writeWindow.wait(at, 1) : 0;
    const wait = writeWait || unitWindow.wait(at, 1);
    if (wait > 0) {
      seen.throttled += 1;
      return error(request, 429, 'TooManyRequests', 'Please retry again later.', {
        'retry-after': String(Math.ceil(wait) / 1000),
        'x-ms-throttle-scope': `Tenant_Application/${writeWait > 0 ? 'Write' : 'ReadWrite'}/a/t`,
        'x-ms-throttle-information': writeWait > 0 ? 'WriteLimitExceeded' : 'ResourceUnitLimitExceeded',
      });
    }
    unitWindow.add(at, 1);
    if (isWrite) writeWindow.add(at, 1);
    const load = Math.max(unitWindow.load(at), isWrite ? writeWindow.load(at) : 0);
    const headers: Record<string, string> =
      tells && load > 0.8 ? { 'x-ms-throttle-limit-percentage': load.toFixed(2) } : {};
    const [user = ''] = request.path.split('?', 1);
    if (!isWrite)
      return { id: request.id, status: 200, headers, body: { department: departments.get(user) ?? 'Sales' } };
    departments.set(user, 'IT');
    return { id: request.id, status: 204, headers, body: undefined };
  };
  return {
    seen,
    answer: (at: number, requests: readonly GraphRequest[]): readonly Reply[] =>
      requests.map((request) => answerOne(at, request)),
    /** Others take what is left. */
    othersWrite(at: number, writes: number): void {
      for (let each = 0; each < writes && writeWindow.wait(at, 1) === 0; each += 1) writeWindow.add(at, 1);
    },
  };
}

/** When an ideal scheduler has sent the last of so many writes: each at the very moment there is room. */
export function idealEnd(writes: number, most = 3_000): number {
  return Math.floor((writes - 1) / most) * 150_000;
}

/** The most instants within any window of that length; `instants` ascend. */
export function mostWithin(instants: readonly number[], windowMs: number): number {
  let most = 0;
  let first = 0;
  for (const [index, at] of instants.entries()) {
    while ((instants[first] ?? at) <= at - windowMs) first += 1;
    most = Math.max(most, index - first + 1);
  }
  return most;
}
