import type { Action, Event } from '../../src/apply/events.ts';
import { next } from '../../src/apply/next.ts';
import type { JournalRecord } from '../../src/apply/records.ts';
import { begin, type Beginning } from '../../src/apply/begin.ts';
import type { State } from '../../src/apply/state.ts';
import type { ExchangeCommand, GraphRequest, Reply } from '../../src/ports.ts';
import { guid, planOf, profile, type Sketch } from './plans.ts';
import { error } from './world.ts';

const root = 'https://graph.microsoft.com/v1.0';

/** Plays the service by hand: tells the engine of events, and keeps what it wants. */
export function play(sketches: readonly Sketch[], options: Partial<Beginning> = {}) {
  let state: State = begin({ plan: planOf(sketches), root, seed: 1, ...options });
  let at = 0;
  const records: JournalRecord[] = [];
  const tell = (event: Event): readonly Action[] => {
    const step = next(state, event);
    ({ state } = step);
    for (const action of step.actions) if (action.action === 'record') records.push(...action.records);
    return step.actions;
  };
  return {
    records,
    start: () => tell({ event: 'start', at }),
    tick: (until: number) => tell({ event: 'tick', at: (at = until) }),
    interrupt: () => tell({ event: 'interrupt', why: 'Stopped by hand.', at }),
    lose: (batch: string) => tell({ event: 'lost', batch, message: 'socket hang up', at }),
    refuse: (batch: string, status: number, retryAfterMs?: number) =>
      tell({
        event: 'refused',
        batch,
        status,
        code: 'Busy',
        message: 'Too busy.',
        requestId: 'r',
        at,
        ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
      }),
    answer: (
      batch: string,
      reply: (request: GraphRequest) => Reply | undefined,
      requests: readonly GraphRequest[],
    ) => tell({ event: 'answered', batch, replies: requests.flatMap((request) => reply(request) ?? []), at }),
    reply: (
      batch: string,
      reply: (command: ExchangeCommand) => Reply,
      commands: readonly ExchangeCommand[],
    ) => tell({ event: 'answered', batch, replies: commands.map(reply), at }),
    outcomes: () =>
      Object.fromEntries(
        records.flatMap((each) => (each.record === 'outcome' ? [[each.operation, each.outcome]] : [])),
      ),
  };
}

export function sent(actions: readonly Action[]): Extract<Action, { action: 'send' }> {
  const send = actions.find((each) => each.action === 'send');
  if (send?.action !== 'send') throw new Error(`nothing was sent: ${JSON.stringify(actions)}`);
  return send;
}

export function invoked(actions: readonly Action[]): Extract<Action, { action: 'invoke' }> {
  const invoke = actions.find((each) => each.action === 'invoke');
  if (invoke?.action !== 'invoke') throw new Error(`nothing was invoked: ${JSON.stringify(actions)}`);
  return invoke;
}

export function until(actions: readonly Action[]): number {
  const wait = actions.find((each) => each.action === 'wait');
  if (wait?.action !== 'wait') throw new Error(`nothing to wait for: ${JSON.stringify(actions)}`);
  return wait.until;
}

export const ok =
  (body: unknown) =>
  (request: { readonly id: string }): Reply => ({ id: request.id, status: 200, headers: {}, body });
export const done = (request: { readonly id: string }): Reply => ({
  id: request.id,
  status: 204,
  headers: {},
  body: undefined,
});
export const missing = (request: GraphRequest): Reply =>
  error(request, 404, 'Request_ResourceNotFound', 'Not there.');
export const department = (number: number): Sketch => profile(guid(number), { department: ['Sales', 'IT'] });
export const sales = ok({ department: 'Sales' });
