import type { Ending } from './records.ts';
import type { Progress, State } from './state.ts';
import { kindOf } from './trouble.ts';

/**
 * Counts failures in a row that have little to do with the operation, and halts the run where there are too many: what
 * fails for everybody is not worth a thousand tries.
 */
export function noted(
  state: State,
  { progress, ending }: { readonly progress: Progress; readonly ending: Ending },
): State {
  if (ending.outcome === 'applied') return { ...state, refusals: 0 };
  if (ending.outcome !== 'failed' || !isSystemic(ending)) return state;
  const refusals = state.refusals + 1;
  const hopeless = (ending.status === 401 && progress.unauthorised) || refusals >= state.job.limits.refusals;
  if (!hopeless || state.halt) return { ...state, refusals };
  const last = ending.status === undefined ? '' : `status ${ending.status}: `;
  const why = `The run was given up after ${refusals} failed in a row, the last with ${last}${ending.message ?? ''}`;
  return { ...state, refusals, halt: { by: 'refusals', why } };
}

/** No permission, no token, or no answer for as long as the engine is patient. */
function isSystemic({ status, code }: Ending): boolean {
  return status === 0 || status === 403 || kindOf(status, code) !== 'refused';
}
