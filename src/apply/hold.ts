import type { Operation } from '../core/plan/plan.ts';
import type { State } from './state.ts';

/**
 * Why an operation may not run, as a sentence; undefined where it may. Phases are barriers, so that whatever it
 * depends on has ended: what is part of the run and did not end badly was fulfilled.
 */
export function reasonToHold(state: State, operation: Operation): string | undefined {
  const decided = state.job.held.get(operation.key);
  if (decided !== undefined) return decided;
  for (const key of operation.dependsOn) {
    const outcome = state.unfulfilled.get(key);
    if (outcome !== undefined) return `It needs "${key}", which ended as ${words[outcome]}.`;
    if (!state.job.included.has(key)) return `It needs "${key}", which is not part of this run.`;
  }
  const { object, write } = operation;
  if (write.type !== 'createGroup' && state.job.toBeCreated.has(object) && !state.created.has(object))
    return 'It needs the group, which was not created.';
  return undefined;
}

const words = {
  applied: 'applied',
  alreadySo: 'already so',
  acceptedNotVisible: 'accepted but not visible',
  conflict: 'a conflict',
  held: 'held',
  blocked: 'blocked',
  failed: 'failed',
  notAttempted: 'not attempted',
} as const;
