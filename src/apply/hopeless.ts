import type { Channel } from '../core/plan/plan.ts';
import { channelOf } from './channels.ts';
import type { Ending } from './records.ts';
import type { Progress, State } from './state.ts';
import { kindOf } from './trouble.ts';

/**
 * Counts failures in a row that have little to do with the operation, for each channel, and gives up where there are
 * too many: what fails for everybody is not worth a thousand tries. Without Graph nothing goes on; without Exchange the
 * operations go on that do not need it.
 */
export function noted(
  state: State,
  { progress, ending }: { readonly progress: Progress; readonly ending: Ending },
): State {
  const channel = channelOf(progress);
  const counted = (refusals: number): State => ({
    ...state,
    refusals: { ...state.refusals, [channel]: refusals },
  });
  if (ending.outcome === 'applied') return counted(0);
  if (ending.outcome !== 'failed' || !isSystemic(channel, ending)) return state;
  const refusals = state.refusals[channel] + 1;
  const next = counted(refusals);
  const hopeless = (ending.status === 401 && progress.unauthorised) || refusals >= state.job.limits.refusals;
  if (!hopeless) return next;
  const last = ending.status === undefined ? '' : `status ${ending.status}: `;
  const what = channel === 'graph' ? 'The run' : 'Exchange';
  const why = `${what} was given up after ${refusals} failed in a row, the last with ${last}${ending.message ?? ''}`;
  if (channel === 'exchange') return { exchangeGivenUp: why, ...next };
  return { halt: { by: 'refusals', why }, ...next };
}

/** No permission, no token, or no answer for as long as the engine is patient. */
function isSystemic(channel: Channel, ending: Ending): boolean {
  const denied = ending.status === 403 || (channel === 'exchange' && ending.code === 'AccessDenied');
  return ending.status === 0 || denied || kindOf(channel, ending) !== 'refused';
}
