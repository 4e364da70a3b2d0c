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
    if (outcome !== undefined) return `It waits for "${key}", which ${words[outcome]}.`;
    if (!state.job.included.has(key)) return `It waits for "${key}", which is not part of this run.`;
  }
  const { object, write } = operation;
  if (write.type !== 'createGroup' && state.job.toBeCreated.has(object) && !state.created.has(object))
    return 'It needs the group, which was not created.';
  return undefined;
}

const words = {
  applied: 'was applied',
  alreadySo: 'was so already',
  acceptedNotVisible: 'is not visible yet',
  conflict:
    'somebody else changed meanwhile, so that it was left alone; make a new plan, which shows what is there now',
  held: 'is held itself',
  blocked: 'cannot be written',
  failed: 'failed; run the same command again once that is mended',
  notAttempted: 'was not attempted; run the same command again',
} as const;
