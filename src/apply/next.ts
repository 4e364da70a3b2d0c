import { fatesOf } from './absorb.ts';
import { advance } from './advance.ts';
import type { Event, Step } from './events.ts';
import { heard } from './heard.ts';
import { settle } from './settle.ts';
import type { State } from './state.ts';

/**
 * The engine: what to do after an event. Pure; time and randomness come in with the events and the seed of the state.
 * An answer to a batch that is not under way changes nothing.
 */
export function next(state: State, event: Event): Step {
  switch (event.event) {
    case 'start':
    case 'tick':
      return advance({ state, records: [] }, event.at);
    case 'interrupt': {
      const halt = state.halt ?? { by: 'interrupt' as const, why: event.why };
      return advance({ state: { ...state, halt }, records: [] }, event.at);
    }
    case 'answered':
    case 'refused':
    case 'lost': {
      const batch = state.underWay.get(event.batch);
      if (!batch) return advance({ state, records: [] }, event.at);
      const { fates, seed } = fatesOf(state, batch, event);
      const pace = heard(state.pace, batch, event, state.job.limits);
      return advance(settle({ ...state, seed, pace }, event.batch, batch, fates, event.at), event.at);
    }
  }
}
